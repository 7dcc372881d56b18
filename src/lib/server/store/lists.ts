/**
 * Numbers as PostgreSQL writes an array: the driver would quote and look at each by itself, which for a large import
 * takes longer than to insert them.
 */
export function numbers(values: readonly (number | null)[]): string {
  return written(values)
}

/** The same of values in JSON, whose texts have no character that an array would need written otherwise than JSON does. */
export function jsons(values: readonly unknown[]): string {
  return written(values.map((value) => JSON.stringify(value)))
}

function written(values: readonly (number | string | null)[]): string {
  return `{${JSON.stringify(values).slice(1, -1)}}`
}
