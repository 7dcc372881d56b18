import { ensureBuilt } from './built.ts'
import { cast, type Cast } from './cast.ts'
import { freshDatabase, type FreshDatabase } from './database.ts'
import { portOf, type ServerProcess, startServer } from './server-process.ts'

export type Serving = ServerProcess & { port: number; address: string }

export type OwnBoard = {
  database: FreshDatabase
  who: Cast
  /** Starts the built server on it, with these settings besides; gives it once it serves. */
  serve: (settings?: Record<string, string>, program?: readonly string[]) => Promise<Serving>
  /** Ends the servers, then the database. */
  close: () => Promise<void>
}

/** A database of its own with a cast in it, and built servers on it: what a test of the whole product begins with. */
export async function ownBoard(): Promise<OwnBoard> {
  await ensureBuilt()
  const database = await freshDatabase()
  const started: ServerProcess[] = []
  return {
    database,
    who: await cast(database.sql),
    serve: async (settings = {}, program) => {
      const server = startServer({ DATABASE_URL: database.url, ...settings }, program)
      started.push(server)
      const port = Number(await portOf(server))
      return { ...server, port, address: `http://localhost:${port}` }
    },
    close: async () => {
      for (const { child } of started) child.kill('SIGTERM')
      await Promise.all(started.map(({ ended }) => ended))
      await database.drop()
    },
  }
}
