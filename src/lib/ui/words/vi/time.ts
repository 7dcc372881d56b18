import { formatNumber, type Span } from '../../format.ts'

export const time = {
  span: ({ days, hours, minutes }: Span) =>
    [
      days > 0 && `${formatNumber(days, 'vi')} ngày`,
      hours > 0 && `${hours} giờ`,
      minutes > 0 && `${minutes} phút`,
    ]
      .filter(Boolean)
      .join(' '),
  /** For cells of the matrix. */
  shortSpan: ({ days, hours, minutes }: Span) =>
    days > 0 ? `${days} ng` : hours > 0 ? `${hours} g` : `${minutes} ph`,
  left: (span: string) => `còn ${span}`,
  late: (span: string) => `Trễ ${span}`,
  early: (span: string) => `sớm ${span}`,
  ago: (span: string) => `${span} trước`,
  justNow: 'vừa xong',
  today: (clock: string) => `${clock} hôm nay`,
  tomorrow: (clock: string) => `${clock} ngày mai`,
  yesterday: (clock: string) => `${clock} hôm qua`,
  onDay: (clock: string, day: string) => `${clock} ngày ${day}`,
  days: (first: string, last: string) => `từ ${first} đến ${last}`,
}
