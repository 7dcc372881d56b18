import { DomainError } from '../../domain/error.ts'
import type { Reply } from '../../protocol/commands.ts'
import type { Sql } from '../db/pool.ts'
import { isAway, refusalOf } from '../db/refusal.ts'
import { wake } from '../journal/wake.ts'
import { refusal } from './refusal.ts'
import { type Command, runAll } from './run-all.ts'

/** One transaction stays short: who comes later waits for the next. */
const mostAtOnce = 64

/** More than that are not let in while a database answers slowly: they come again, and memory has an end. */
export const mostWaiting = 10_000

type Waiting = { command: Command; resolve: (reply: Reply) => void; reject: (error: unknown) => void }

/**
 * Those who want to write to one stream, of this process. The stream's lock lets one transaction in at a time anyway:
 * whoever waits for it meanwhile is taken along by the next, so that a hot campaign pays for one lock and one commit,
 * not for one a command. Alone, a command waits for nobody.
 */
class Line {
  readonly #sql: Sql
  readonly #stream: string
  readonly #onEmpty: () => void
  #waiting: Waiting[] = []
  #isRunning = false

  constructor(sql: Sql, stream: string, onEmpty: () => void) {
    this.#sql = sql
    this.#stream = stream
    this.#onEmpty = onEmpty
  }

  join(command: Command): Promise<Reply> {
    if (this.#waiting.length >= mostWaiting) return Promise.reject(new DomainError('unavailable'))
    return new Promise((resolve, reject) => {
      this.#waiting.push({ command, resolve, reject })
      if (!this.#isRunning) void this.#run()
    })
  }

  async #run(): Promise<void> {
    this.#isRunning = true
    while (this.#waiting.length > 0) await this.#runBatch(this.#waiting.splice(0, mostAtOnce))
    this.#isRunning = false
    this.#onEmpty()
  }

  async #runBatch(batch: readonly Waiting[]): Promise<void> {
    try {
      const commands = batch.map(({ command }) => command)
      const { replies, moved } = await this.#sql.begin((tx) => runAll(tx, this.#stream, commands))
      for (const [index, { resolve }] of batch.entries()) resolve(replies[index] as Reply)
      for (const [stream, reached] of moved) wake(this.#sql, stream, reached)
    } catch (error) {
      await this.#failed(batch, error)
    }
  }

  /** One of them broke it for all: each by itself, so that only that one fails. Ids make this safe, also when it was done. */
  async #failed(batch: readonly Waiting[], error: unknown): Promise<void> {
    const [only] = batch
    // Waiting for it once a command would hold up everybody for as long as it is gone.
    if (isAway(error)) for (const { reject } of batch) reject(error)
    else if (batch.length > 1) for (const one of batch) await this.#runBatch([one])
    else {
      const problem = refusalOf(error)
      if (problem) only?.resolve(refusal(problem))
      else only?.reject(error)
    }
  }
}

const lines = new WeakMap<Sql, Map<string, Line>>()

/** Runs a command together with others that wait for the same stream. */
export function inLine(sql: Sql, stream: string, command: Command): Promise<Reply> {
  const ofSql = lines.get(sql) ?? new Map<string, Line>()
  lines.set(sql, ofSql)
  const line = ofSql.get(stream) ?? new Line(sql, stream, () => ofSql.delete(stream))
  ofSql.set(stream, line)
  return line.join(command)
}
