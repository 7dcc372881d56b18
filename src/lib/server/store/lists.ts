/**
 * Numbers as PostgreSQL writes an array: the driver would quote and look at each by itself, which for a large import
 * takes longer than to insert them.
 */
export function numbers(values: readonly (number | null)[]): string {
  return `{${JSON.stringify(values).slice(1, -1)}}`
}
