/** Rows swap once in this many milliseconds at most: people look for a name where it was. */
const swapEvery = 10_000

/** The order in which rows stand: what is wanted, a little later, and never under a finger. */
export class SteadyOrder {
  #shown = $state.raw<readonly number[]>([])
  #wanted: readonly number[] = []
  #swappedAt = 0
  #isHeld = false
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(ids: readonly number[]) {
    this.#shown = ids
    this.#wanted = ids
  }

  get ids(): readonly number[] {
    return this.#shown
  }

  /** New rows come at the end and lost ones go at once; the others move when it is time. */
  want(ids: readonly number[]): void {
    this.#wanted = ids
    const wanted = new Set(ids)
    const shown = new Set(this.#shown)
    if (ids.length !== shown.size || ids.some((id) => !shown.has(id))) {
      this.#shown = [...this.#shown.filter((id) => wanted.has(id)), ...ids.filter((id) => !shown.has(id))]
    }
    this.#swapInTime()
  }

  /** A row under the pointer or with the focus stays where it is. */
  hold(isHeld: boolean): void {
    this.#isHeld = isHeld
    if (!isHeld) this.#swapInTime()
  }

  close(): void {
    clearTimeout(this.#timer)
  }

  #swapInTime(): void {
    if (this.#wanted.every((id, index) => id === this.#shown[index])) return
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#swap(), Math.max(0, this.#swappedAt + swapEvery - Date.now()))
  }

  #swap(): void {
    if (this.#isHeld) return
    this.#swappedAt = Date.now()
    this.#shown = this.#wanted
  }
}
