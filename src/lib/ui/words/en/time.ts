import { formatNumber } from '../../format.ts'
import type { time as vi } from '../vi/time.ts'

export const time = {
  span: ({ days, hours, minutes }) =>
    [days > 0 && `${formatNumber(days, 'en')} d`, hours > 0 && `${hours} h`, minutes > 0 && `${minutes} min`]
      .filter(Boolean)
      .join(' '),
  shortSpan: ({ days, hours, minutes }) =>
    days > 0 ? `${days} d` : hours > 0 ? `${hours} h` : `${minutes} m`,
  left: (span) => `${span} left`,
  late: (span) => `${span} late`,
  early: (span) => `${span} early`,
  ago: (span) => `${span} ago`,
  justNow: 'just now',
  today: (clock) => `${clock} today`,
  tomorrow: (clock) => `${clock} tomorrow`,
  yesterday: (clock) => `${clock} yesterday`,
  onDay: (clock, day) => `${clock} on ${day}`,
  days: (first, last) => `from ${first} to ${last}`,
} satisfies typeof vi
