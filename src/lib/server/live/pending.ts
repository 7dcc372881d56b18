/** Joins under way for one socket: more than any screen follows at once. Who asks on is told to come again. */
const mostPending = 100

/** Joins of one socket that are not answered yet: a room that is left meanwhile is not entered. */
export class Pending {
  readonly #asked = new Map<string, Set<{ isCalledOff: boolean }>>()
  #count = 0

  get isFull(): boolean {
    return this.#count >= mostPending
  }

  async during(key: string, work: (ask: { isCalledOff: boolean }) => Promise<void>): Promise<void> {
    const ask = { isCalledOff: false }
    const asks = this.#asked.get(key) ?? new Set()
    this.#asked.set(key, asks.add(ask))
    this.#count += 1
    try {
      await work(ask)
    } finally {
      this.#count -= 1
      asks.delete(ask)
      if (asks.size === 0) this.#asked.delete(key)
    }
  }

  callOff(key: string): void {
    for (const ask of this.#asked.get(key) ?? []) ask.isCalledOff = true
  }
}
