import { dayOf, type Day, type Instant } from '../domain/time.ts'

/** How figures, days and times are written. Pure: the language, the zone and now are given. */

export type Locale = 'vi' | 'en'

export const homeTimeZone = 'Asia/Ho_Chi_Minh'

const tags: Record<Locale, string> = { vi: 'vi-VN', en: 'en-GB' }

const minute = 60_000
const hour = 3_600_000
const dayLength = 86_400_000

/** 14.620 in Vietnamese, 14,620 in English. */
export function formatNumber(value: number, locale: Locale): string {
  return numberFormat(locale, 0).format(value)
}

/** +31, −4, 0: what a count gained. */
export function formatGain(value: number, locale: Locale): string {
  if (value === 0) return '0'
  return (value > 0 ? '+' : '−') + formatNumber(Math.abs(value), locale)
}

/** 36,4% of a share between 0 and 1; a whole number has no decimals. */
export function formatShare(share: number, locale: Locale): string {
  return numberFormat(locale, 1).format(share * 100) + '%'
}

/** 15:02 */
export function formatTime(at: Instant, locale: Locale, timeZone: string): string {
  return dateFormat(locale, timeZone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at)
}

/** 15:02:33 */
export function formatSeconds(at: Instant, locale: Locale, timeZone: string): string {
  const shape = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const
  return dateFormat(locale, timeZone, shape).format(at)
}

/** 12/5 in Vietnamese, 12 May in English. */
export function formatDay(day: Day, locale: Locale): string {
  if (locale === 'en') return dateFormat('en', 'UTC', { day: 'numeric', month: 'short' }).format(noon(day))
  return `${Number(day.slice(8))}/${Number(day.slice(5, 7))}`
}

/** 12/5/2023 in Vietnamese, 12 May 2023 in English. */
export function formatFullDay(day: Day, locale: Locale): string {
  return `${formatDay(day, locale)}${locale === 'en' ? ' ' : '/'}${day.slice(0, 4)}`
}

/** Thứ Sáu 12/5 */
export function formatWeekday(day: Day, locale: Locale): string {
  const weekday = dateFormat(locale, 'UTC', { weekday: 'long' }).format(noon(day))
  return `${weekday} ${formatDay(day, locale)}`
}

/** T6 in Vietnamese, Fri in English: over the columns of a calendar. */
export function formatShortWeekday(day: Day, locale: Locale): string {
  return dateFormat(locale, 'UTC', { weekday: locale === 'vi' ? 'narrow' : 'short' }).format(noon(day))
}

/** Tháng 5/2023; the month is any day of it, or '2023-05'. */
export function formatMonth(month: string, locale: Locale): string {
  if (locale === 'vi') return `Tháng ${Number(month.slice(5, 7))}/${month.slice(0, 4)}`
  return dateFormat('en', 'UTC', { month: 'long', year: 'numeric' }).format(noon(`${month.slice(0, 7)}-01`))
}

/** 1/5 – 31/5/2023 */
export function formatDays(first: Day, last: Day, locale: Locale): string {
  const same = first.slice(0, 4) === last.slice(0, 4)
  return `${same ? formatDay(first, locale) : formatFullDay(first, locale)} – ${formatFullDay(last, locale)}`
}

/** How many calendar days from now's day: 0 today, 1 tomorrow, -1 yesterday. */
export function daysFromNow(at: Instant, timeZone: string, now: Instant): number {
  return Math.round((Date.parse(dayOf(at, timeZone)) - Date.parse(dayOf(now, timeZone))) / dayLength)
}

/** The largest two parts of a length of time; never less than one minute. */
export type Span = { days: number; hours: number; minutes: number }

export function spanOf(milliseconds: number): Span {
  const length = Math.max(minute, Math.abs(milliseconds))
  if (length >= dayLength) {
    return {
      days: Math.floor(length / dayLength),
      hours: Math.floor((length % dayLength) / hour),
      minutes: 0,
    }
  }
  return { days: 0, hours: Math.floor(length / hour), minutes: Math.floor((length % hour) / minute) }
}

/** The largest part only: 17 hours, not 17 hours 4 minutes. */
export function roughSpanOf(milliseconds: number): Span {
  const { days, hours, minutes } = spanOf(milliseconds)
  if (days > 0) return { days, hours: 0, minutes: 0 }
  return hours > 0 ? { days: 0, hours, minutes: 0 } : { days: 0, hours: 0, minutes }
}

/** 1:58 as a countdown shows it; 0:00 when it is over. */
export function formatCountdown(milliseconds: number): string {
  const minutes = Math.max(0, Math.ceil(milliseconds / minute))
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
}

/** The parts of a sentence, figures apart, so that they can be set in tabular digits. */
export function figuresIn(sentence: string): { text: string; isFigure: boolean }[] {
  return sentence
    .split(/([+−-]?\d(?:[\d.,:/%–-]*[\d%])?)/u)
    .map((text, index) => ({ text, isFigure: index % 2 === 1 }))
    .filter(({ text }) => text !== '')
}

/** A, B và C */
export function formatList(items: readonly string[], locale: Locale): string {
  return new Intl.ListFormat(tags[locale], { type: 'conjunction' }).format(items)
}

/** 3,2 MB of a number of bytes. */
export function formatBytes(bytes: number, locale: Locale): string {
  if (bytes < 1_000_000) return `${formatNumber(Math.max(1, Math.round(bytes / 1000)), locale)} kB`
  return `${numberFormat(locale, 1).format(bytes / 1_000_000)} MB`
}

function noon(day: Day): Instant {
  return Date.parse(`${day}T12:00:00Z`)
}

const numberFormats = new Map<string, Intl.NumberFormat>()
const dateFormats = new Map<string, Intl.DateTimeFormat>()

function numberFormat(locale: Locale, decimals: number): Intl.NumberFormat {
  const key = `${locale} ${decimals}`
  let format = numberFormats.get(key)
  if (!format) {
    // Vietnamese groups from four digits on: 1.128.
    format = new Intl.NumberFormat(tags[locale], { maximumFractionDigits: decimals, useGrouping: 'always' })
    numberFormats.set(key, format)
  }
  return format
}

function dateFormat(
  locale: Locale,
  timeZone: string,
  shape: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone} ${Object.values(shape).join()} ${Object.keys(shape).join()}`
  let format = dateFormats.get(key)
  if (!format) {
    format = new Intl.DateTimeFormat(tags[locale], { timeZone, ...shape })
    dateFormats.set(key, format)
  }
  return format
}
