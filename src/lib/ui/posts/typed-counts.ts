import type { Counts } from '../../domain/post.ts'

/** The counts somebody types in, in the order platforms show them. */
export const countKinds = ['reactions', 'comments', 'shares', 'views'] as const satisfies (keyof Counts)[]

/** A count as it is typed or copied ('1.204', '1,204', '1 204'); empty is 0, null is no count. */
export function countIn(text: string): number | null {
  const digits = text.trim().replace(/[.,\s](?=\d{3}(?:\D|$))/g, '')
  if (digits === '') return 0
  if (!/^\d+$/.test(digits)) return null
  const count = Number(digits)
  return count <= 2_000_000_000 ? count : null
}
