/** Milliseconds since 1970-01-01T00:00Z. */
export type Instant = number

/** 'YYYY-MM-DD' in the campaign's time zone. */
export type Day = string

const formats = new Map<string, Intl.DateTimeFormat>()

/** The calendar day on which an instant falls in a time zone. */
export function dayOf(at: Instant, timeZone: string): Day {
  let format = formats.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
    formats.set(timeZone, format)
  }
  return format.format(at)
}

/** Every day from the first to the last, both included. */
export function daysBetween(first: Day, last: Day): Day[] {
  const days: Day[] = []
  for (let at = Date.parse(first); at <= Date.parse(last); at += dayLength) {
    days.push(new Date(at).toISOString().slice(0, 10))
  }
  return days
}

const dayLength = 86_400_000
