import { type ChildProcess, spawn } from 'node:child_process'

type Told = { text: string[]; isOver: boolean }

/**
 * Programs side by side that never talk across each other: who began first is heard as it goes, the others from the
 * beginning when their turn comes.
 */
export class Turns {
  readonly #queue: Told[] = []
  readonly #children = new Set<ChildProcess>()
  readonly #say: (text: string) => void

  constructor(say: (text: string) => void = (text) => void process.stdout.write(text)) {
    this.#say = say
  }

  /** Gives the exit code; 1 when a signal ended it or it does not run. */
  run(name: string, program: string, args: string[], env: Record<string, string> = {}): Promise<number> {
    const told: Told = { text: [`\n== ${name}\n`], isOver: false }
    this.#queue.push(told)
    this.#flush()
    const child = spawn(program, args, {
      stdio: ['inherit', 'pipe', 'pipe'],
      env: { ...process.env, ...colour, ...env },
    })
    this.#children.add(child)
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        told.text.push(text)
        this.#flush()
      })
    }
    return new Promise((resolve) => {
      const end = (code: number) => {
        this.#children.delete(child)
        told.isOver = true
        this.#flush()
        resolve(code)
      }
      child.once('error', (error) => {
        told.text.push(`${program} does not run: ${error.message}\n`)
        end(1)
      })
      child.once('exit', (code) => {
        // What it left running may hold its output open for ever.
        const late = setTimeout(() => {
          for (const stream of [child.stdout, child.stderr]) stream.destroy()
        }, 5_000)
        child.once('close', () => {
          clearTimeout(late)
          end(code ?? 1)
        })
      })
    })
  }

  kill(signal: NodeJS.Signals): void {
    for (const child of this.#children) child.kill(signal)
  }

  #flush(): void {
    for (let first = this.#queue[0]; first; first = this.#queue[0]) {
      for (const text of first.text.splice(0)) this.#say(text)
      if (!first.isOver) return
      this.#queue.shift()
    }
  }
}

/** Whoever writes into a pipe leaves colours away, unless told that somebody looks. */
const colour = process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}
