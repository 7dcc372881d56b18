import { merge, type News, type Typed } from './merge.ts'

/** What stands in an open form, as text: typed, and what others changed meanwhile. */
export class Draft<Fields extends Typed> {
  typed = $state() as Fields
  news = $state.raw<News<keyof Fields & string>[]>([])
  #base: Fields

  /** `typed`: what was typed before, in a form that came back. */
  constructor(base: Fields, typed: Typed = {}) {
    this.#base = base
    const known = Object.entries(typed).filter(([name]) => Object.hasOwn(base, name))
    this.typed = { ...base, ...(Object.fromEntries(known) as Partial<Fields>) }
  }

  /** What it says outside the form now. */
  follow(current: Fields): void {
    const { typed, news } = merge({ base: this.#base, typed: $state.snapshot(this.typed) as Fields, current })
    this.#base = current
    if (news.length === 0) return
    Object.assign(this.typed, typed)
    const said = new Set(news.map(({ name }) => name))
    this.news = [...this.news.filter(({ name }) => !said.has(name)), ...news]
  }

  /** Whether something stands in it that is not saved. */
  get isTouched(): boolean {
    return Object.entries(this.#base).some(([name, value]) => this.typed[name] !== value)
  }

  take(name: keyof Fields & string): void {
    const found = this.news.find((one) => one.name === name)
    if (!found) return
    this.typed[name] = found.value as Fields[typeof name]
    this.news = this.news.map((one) => (one.name === name ? { ...one, isKept: false } : one))
  }
}
