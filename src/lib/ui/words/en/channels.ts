import { formatNumber } from '../../format.ts'
import type { channels as vi } from '../vi/channels.ts'
import { plural } from './plural.ts'

export const channels = {
  title: 'Channels',
  search: 'Find a channel, an address or a unit',
  count: (count) => plural(count, 'channel', 'channels'),
  name: 'Name',
  nameExample: 'Mường Tè trade union',
  kind: 'Kind of channel',
  anyKind: 'Any kind',
  owner: 'Unit',
  address: 'Address',
  addressHint: 'Paste the link of the page. Posts with links of this page are counted for the unit.',
  addressOptional: 'If it has a page on the web, paste the link.',
  recognised: (place) => `Recognised: ${place}`,
  notRecognised: 'This address is not recognised yet. Copy it again from the address bar of the page.',
  none: 'no address',
  posts: 'Posts',
  open: 'Open the page',
  add: 'Add a channel',
  added: (name) => `The channel ${name} is added`,
  change: 'Change the channel',
  changed: (name) => `The channel ${name} is saved`,
  retire: 'End the channel',
  retireLead: 'Its posts stay. New links of this channel are no longer recognised as the unit’s.',
  retired: (name) => `The channel ${name} has ended`,
  all: 'All channels',
  missing: 'Without a Facebook page',
  missingLead: (members) =>
    `A grassroots union of ${formatNumber(members, 'en')} members or more is to have its own Facebook page. These have none.`,
  noneMissing: 'Every unit that needs a page has one',
  noneMissingLead: (members) =>
    `Every grassroots union of ${formatNumber(members, 'en')} members or more has its own page.`,
  addPage: 'Add the page',
  pageOf: (unit) => `Facebook page of ${unit}`,
  empty: 'No channels yet',
  emptyLead: 'Register the pages of every unit, so that the board knows whose a link is.',
} satisfies typeof vi
