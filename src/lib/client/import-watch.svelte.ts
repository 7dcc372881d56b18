import { isUnderWay } from '../domain/imported.ts'
import type { ImportView } from '../protocol/imports.ts'

const firstPause = 400
const longestPause = 2_500
/** A server that does not answer is asked less and less. */
const longestWait = 15_000

type Given = {
  /** What the page was loaded with; it may be loaded anew. */
  view: () => ImportView
  /** The import came to its next state: there is more to load than its figures. */
  onState: () => void
}

/** Asks how far an import is while something is being done about it. */
export class ImportWatch {
  readonly #given: () => ImportView
  readonly #onState: () => void
  #later = $state.raw<{ of: ImportView; view: ImportView } | null>(null)
  /** The last time of asking brought no answer. */
  isStale = $state(false)
  /** The same since this long, in milliseconds: it waits its turn. */
  stillFor = $state(0)

  constructor({ view, onState }: Given) {
    this.#given = view
    this.#onState = onState
  }

  get view(): ImportView {
    const given = this.#given()
    return this.#later?.of === given ? this.#later.view : given
  }

  get isBusy(): boolean {
    return isUnderWay(this.view.state)
  }

  /** Asks again and again until the function given is called, or nothing is being done any more. */
  follow(): () => void {
    let timer: ReturnType<typeof setTimeout>
    let pause = firstPause
    let movedAt = Date.now()
    let isStopped = false
    const askSoon = (): void => {
      timer = setTimeout(() => void askNow(), pause)
    }
    const askNow = async (): Promise<void> => {
      const of = this.#given()
      const found = await fetchImport(of.id)
      if (isStopped) return
      this.isStale = found === null
      if (found === null) {
        pause = Math.min(longestWait, pause * 2)
        return askSoon()
      }
      const before = this.view
      if (found.rowsDone !== before.rowsDone || found.state !== before.state) movedAt = Date.now()
      this.stillFor = Date.now() - movedAt
      this.#later = { of, view: found }
      if (found.state !== before.state) {
        pause = firstPause
        this.#onState()
      } else pause = Math.min(longestPause, Math.max(firstPause, pause * 1.3))
      if (isUnderWay(found.state)) askSoon()
    }
    askSoon()
    return () => {
      isStopped = true
      clearTimeout(timer)
    }
  }
}

async function fetchImport(id: string): Promise<ImportView | null> {
  const response = await fetch(`/api/imports/${id}`).catch(() => null)
  return response?.ok ? ((await response.json()) as ImportView) : null
}
