import { formatNumber } from '../../format.ts'

/** 1 unit, 2 units, 1,128 units */
export function plural(count: number, one: string, many: string): string {
  return `${formatNumber(count, 'en')} ${count === 1 ? one : many}`
}
