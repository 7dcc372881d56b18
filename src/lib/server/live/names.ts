import type { Sql } from '../db/pool.ts'
import { unitNames } from '../queries/door.ts'

type Name = { name: string; shortName: string }

/** Names of the units that walls show, read when first needed and shared by all walls. */
export class Names {
  readonly #sql: Sql
  #known = new Map<number, Name>()

  constructor(sql: Sql) {
    this.#sql = sql
  }

  async of(unitIds: Iterable<number>): Promise<ReadonlyMap<number, Name>> {
    const known = this.#known
    const missing = [...new Set(unitIds)].filter((id) => !known.has(id))
    if (missing.length > 0) {
      for (const { id, ...name } of await unitNames(this.#sql, missing)) known.set(id, name)
    }
    return known
  }

  /** A new map: whoever still draws with the old one finishes with it. */
  forget(): void {
    this.#known = new Map()
  }
}
