/** What a key asks of the board. */
export type Intent =
  | { kind: 'step'; step: 'verify' | 'return' | 'remind' }
  | { kind: 'turn'; by: 1 | -1 }
  | { kind: 'layout'; layout: 'matrix' | 'columns' }
  | { kind: 'go'; to: 'board' | 'plan' | 'posts' | 'wall' }
  | { kind: 'assign' | 'help' | 'escape' }

const single: Record<string, Intent> = {
  v: { kind: 'step', step: 'verify' },
  r: { kind: 'step', step: 'return' },
  n: { kind: 'step', step: 'remind' },
  '[': { kind: 'turn', by: -1 },
  ']': { kind: 'turn', by: 1 },
  '1': { kind: 'layout', layout: 'matrix' },
  '2': { kind: 'layout', layout: 'columns' },
  c: { kind: 'assign' },
  '?': { kind: 'help' },
  Escape: { kind: 'escape' },
}

const afterG: Record<string, Intent> = {
  b: { kind: 'go', to: 'board' },
  k: { kind: 'go', to: 'plan' },
  p: { kind: 'go', to: 'posts' },
  m: { kind: 'go', to: 'wall' },
}

/** The second key of G-then-B follows within this time, in milliseconds. */
const patience = 1500

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'timeStamp'>

/** Reads single keys and G followed by one; remembers only when G was pressed. */
export class Shortcuts {
  #g: number | null = null

  read({ key, ctrlKey, metaKey, altKey, timeStamp }: Key): Intent | null {
    if (ctrlKey || metaKey || altKey) return null
    const name = key.length === 1 ? key.toLowerCase() : key
    const isSecond = this.#g !== null && timeStamp - this.#g < patience
    this.#g = name === 'g' ? timeStamp : null
    if (isSecond && Object.hasOwn(afterG, name)) return afterG[name] ?? null
    return Object.hasOwn(single, name) ? (single[name] ?? null) : null
  }
}
