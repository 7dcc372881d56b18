import { getContext, setContext } from 'svelte'
import { dayOf, type Day, type Instant } from '../../domain/time.ts'
import * as format from '../format.ts'
import type { Locale } from '../format.ts'
import { en } from './en.ts'
import type { ErrorFacts } from './error-facts.ts'
import { vi, type Messages } from './vi.ts'

const dictionaries: Record<Locale, Messages> = { vi, en }

/** The words and the ways of writing figures of one language and time zone. Everything follows when the language changes. */
export class Words {
  /** Days and hours on screen are those of this zone. */
  readonly timeZone: string
  readonly #locale: () => Locale

  constructor(locale: () => Locale, timeZone: string = format.homeTimeZone) {
    this.#locale = locale
    this.timeZone = timeZone
  }

  get locale(): Locale {
    return this.#locale()
  }
  get t(): Messages {
    return dictionaries[this.locale]
  }

  /** 14.620 */
  number(value: number): string {
    return format.formatNumber(value, this.locale)
  }
  /** +31 */
  gain(value: number): string {
    return format.formatGain(value, this.locale)
  }
  /** 36,4% of a share between 0 and 1. */
  share(share: number): string {
    return format.formatShare(share, this.locale)
  }
  /** 3,2 MB */
  bytes(bytes: number): string {
    return format.formatBytes(bytes, this.locale)
  }
  /** A, B và C */
  list(items: readonly string[]): string {
    return format.formatList(items, this.locale)
  }

  /** 15:02 */
  clock(at: Instant): string {
    return format.formatTime(at, this.locale, this.timeZone)
  }
  /** 15:02:33 */
  seconds(at: Instant): string {
    return format.formatSeconds(at, this.locale, this.timeZone)
  }
  /** The calendar day of an instant. */
  dayOf(at: Instant): Day {
    return dayOf(at, this.timeZone)
  }
  /** 12/5 */
  day(day: Day): string {
    return format.formatDay(day, this.locale)
  }
  /** 12/5/2023 */
  fullDay(day: Day): string {
    return format.formatFullDay(day, this.locale)
  }
  /** Thứ Sáu 12/5 */
  weekday(day: Day): string {
    return format.formatWeekday(day, this.locale)
  }
  /** T6 */
  shortWeekday(day: Day): string {
    return format.formatShortWeekday(day, this.locale)
  }
  /** Tháng 5/2023 */
  month(month: string): string {
    return format.formatMonth(month, this.locale)
  }
  /** 1/5 – 31/5/2023 */
  days(first: Day, last: Day): string {
    return format.formatDays(first, last, this.locale)
  }
  /** 17:00 hôm nay, 20:00 ngày mai, 21:40 ngày 11/5 */
  moment(at: Instant, now: Instant): string {
    const clock = this.clock(at)
    const days = format.daysFromNow(at, this.timeZone, now)
    if (days === 0) return this.t.time.today(clock)
    return days === 1 ? this.t.time.tomorrow(clock) : this.#onDay(clock, { at, days })
  }
  /** 15:02:33, or with its day once that is over: 15:02:33 hôm qua. For what stopped being true. */
  asOf(at: Instant, now: Instant): string {
    return this.#since(this.seconds(at), { at, now })
  }
  /** The same to the minute: 15:02, 15:02 hôm qua. */
  asOfMinute(at: Instant, now: Instant): string {
    return this.#since(this.clock(at), { at, now })
  }

  /** 1 giờ 58 phút */
  span(milliseconds: number): string {
    return this.t.time.span(format.spanOf(milliseconds))
  }
  /** còn 1 giờ 58 phút, or Trễ 17 giờ once it is past. */
  untilDue(dueAt: Instant, now: Instant): string {
    if (dueAt >= now) return this.t.time.left(this.span(dueAt - now))
    return this.t.time.late(this.roughly(dueAt - now))
  }
  /** sớm 6 giờ, or Trễ 2 giờ: when it was finished against when it was due. */
  against(doneAt: Instant, dueAt: Instant): string {
    const span = this.roughly(dueAt - doneAt)
    return doneAt <= dueAt ? this.t.time.early(span) : this.t.time.late(span)
  }
  /** Trễ 17 g: for the cells of the matrix. */
  lateShort(dueAt: Instant, now: Instant): string {
    return this.t.time.late(this.t.time.shortSpan(format.roughSpanOf(dueAt - now)))
  }
  /** 5 phút trước */
  ago(at: Instant, now: Instant): string {
    return now - at < 60_000 ? this.t.time.justNow : this.t.time.ago(this.roughly(now - at))
  }

  /** What a refusal says: what happened, to what, and what to do. A code this screen does not know is read out. */
  error(code: string, facts: ErrorFacts = {}): string {
    const { errors } = this.t
    if (code === 'unknown' || !Object.hasOwn(errors, code)) return errors.unknown(code)
    return errors[code as keyof Omit<typeof errors, 'unknown'>](facts)
  }

  #since(clock: string, { at, now }: { at: Instant; now: Instant }): string {
    const days = format.daysFromNow(at, this.timeZone, now)
    return days === 0 ? clock : this.#onDay(clock, { at, days })
  }

  #onDay(clock: string, { at, days }: { at: Instant; days: number }): string {
    return days === -1 ? this.t.time.yesterday(clock) : this.t.time.onDay(clock, this.day(this.dayOf(at)))
  }

  private roughly(milliseconds: number): string {
    return this.t.time.span(format.roughSpanOf(milliseconds))
  }
}

/** Where the words are in a component's context; tests put their own there. */
export const wordsKey = Symbol('words')

export function provideWords(words: Words): Words {
  return setContext(wordsKey, words)
}

export function useWords(): Words {
  const words = getContext<Words | undefined>(wordsKey)
  if (!words) throw new Error('no words in context: call provideWords in a layout above')
  return words
}
