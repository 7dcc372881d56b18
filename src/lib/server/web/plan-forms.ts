import type { Command, CommandOf } from '../../protocol/commands.ts'
import { instant, number, text, textOrNull } from './form.ts'

/** What the forms of a campaign and its plan say, in the words of their commands; the schema checks them. */

type Unchecked<Kind extends Command['kind'], Name extends keyof CommandOf<Kind>> = Record<Name, unknown>

export function campaignFields(
  form: FormData,
): Unchecked<'changeCampaign', 'campaignKind' | 'name' | 'startsOn' | 'endsOn' | 'peakDays' | 'postTarget'> {
  return {
    campaignKind: text(form, 'campaignKind'),
    name: text(form, 'name'),
    startsOn: text(form, 'startsOn'),
    endsOn: text(form, 'endsOn'),
    peakDays: [...form.keys()].filter((key) => key.startsWith('peak.')).map((key) => key.slice(5)),
    postTarget: number(form, 'postTarget'),
  }
}

/** The rows of directives, those that say something. */
export function directiveRows(form: FormData): ReturnType<typeof directiveFields>[] {
  const rows = new Set([...form.keys()].flatMap((key) => /^directives\.(\d+)\./.exec(key)?.[1] ?? []))
  return [...rows]
    .map((row) => directiveFields(form, `directives.${row}.`))
    .filter((directive) => Object.values(directive).some((said) => typeof said === 'string' && said !== ''))
}

export function directiveFields(
  form: FormData,
  prefix = '',
): Unchecked<'addDirective', 'symbol' | 'issuedOn' | 'issuer' | 'summary' | 'link'> {
  const link = textOrNull(form, `${prefix}link`)
  return {
    symbol: text(form, `${prefix}symbol`),
    issuedOn: textOrNull(form, `${prefix}issuedOn`),
    issuer: text(form, `${prefix}issuer`),
    summary: text(form, `${prefix}summary`),
    link: link && !/^[a-z]+:/i.test(link) ? `https://${link}` : link,
  }
}

/** Times are those of a clock in the campaign's zone. Throws bad_input when one is no time. */
export function eventFields(
  form: FormData,
  timeZone: string,
): Unchecked<'addEvent', 'name' | 'place' | 'startsAt' | 'endsAt' | 'hostUnitId'> {
  return {
    name: text(form, 'name'),
    place: text(form, 'place'),
    startsAt: instant(form, 'startsAt', timeZone),
    endsAt: instant(form, 'endsAt', timeZone),
    hostUnitId: number(form, 'hostUnitId'),
  }
}

export function coverageFields(
  form: FormData,
  timeZone: string,
): Unchecked<'addCoverage', 'eventId' | 'title' | 'contentType' | 'channelKind' | 'dueAt'> {
  return {
    eventId: number(form, 'eventId'),
    title: text(form, 'title'),
    contentType: text(form, 'contentType'),
    channelKind: text(form, 'channelKind'),
    dueAt: instant(form, 'dueAt', timeZone),
  }
}
