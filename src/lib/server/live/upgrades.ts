import type { Server as HttpServer } from 'node:http'
import type { Duplex } from 'node:stream'

/** The connections that became WebSockets, or asked to. */
export class Upgrades {
  readonly #lines = new Set<Duplex>()

  constructor(server: HttpServer) {
    server.on('upgrade', (_request, line) => {
      this.#lines.add(line)
      line.once('close', () => this.#lines.delete(line))
      greetInOneGo(line)
    })
  }

  /** Ends those that are still there: who vanished without a word does not answer a goodbye. */
  cut(): void {
    for (const line of this.#lines) line.destroy()
  }
}

/** The answer to an upgrade and the first packet leave together: when thousands come back, half of the time is writing. */
function greetInOneGo(line: Duplex): void {
  line.cork()
  setImmediate(() => line.uncork())
}
