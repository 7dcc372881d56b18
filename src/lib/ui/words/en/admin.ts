import { formatNumber } from '../../format.ts'
import type { admin as vi } from '../vi/admin.ts'
import { plural } from './plural.ts'

export const admin = {
  title: 'Administration',
  sections: 'Parts of the administration',
  findUnit: 'Narrow the list of units',
  chooseUnit: 'Choose a unit',
  anyUnit: 'All units',
  unit: 'Unit',
  nowItIs: 'New values',
  nothingFound: 'Nothing found',
  nothingFoundLead: 'No line fits. Type fewer letters or take a filter away.',
  showAll: 'Clear the filters',
  found: (count, all) => `${formatNumber(count, 'en')} of ${formatNumber(all, 'en')}`,
  showMore: (count) => `Show ${plural(count, 'more line', 'more lines')}`,
  dropTitle: 'Drop what was typed?',
  dropLead: 'What stands in this panel is not saved.',
  goOnTyping: 'Go on typing',
  drop: 'Drop it and close',
  gone: 'No longer here',
  goneLead: 'This was just moved, merged or removed. Close it and look at the list.',
} satisfies typeof vi
