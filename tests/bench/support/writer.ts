import type { Actor } from '#lib/domain/person.ts'
import { connect } from '#lib/server/db/pool.ts'
import { perSecond, sixRoundTrips, throughCommands } from '../writers.ts'
import { answering } from './processes.ts'

/** Writes to one campaign without HTTP, in a process of its own: as much of a core is its as would be a server's. */
type Question = {
  url: string
  way: 'six round trips' | 'command'
  campaignId: number
  assignmentIds: number[]
  actor: Actor
  writers: number
  seconds: number
}

let sql: ReturnType<typeof connect> | undefined

answering(async ({ url, way, campaignId, assignmentIds, actor, writers, seconds }: Question) => {
  sql ??= connect(url)
  const work = { campaignId, assignmentIds }
  const write = way === 'command' ? throughCommands(sql, work, { actor }) : sixRoundTrips(sql, work)
  return { perSecond: await perSecond({ writers, seconds }, write) }
})
