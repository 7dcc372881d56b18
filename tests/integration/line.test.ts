import { randomUUID } from 'node:crypto'
import { expect, test, vi } from 'vitest'
import { DomainError } from '#lib/domain/error.ts'
import { sessionOf, startSession } from '#lib/server/auth/sessions.ts'
import type { Desk } from '#lib/server/commands/desk.ts'
import { run } from '#lib/server/commands/dispatch.ts'
import { inLine, mostWaiting } from '#lib/server/commands/line.ts'
import { setUp } from '#lib/server/commands/setup.ts'
import { connect } from '#lib/server/db/pool.ts'
import { lockStream } from '#lib/server/journal/journal.ts'
import { done, openCampaign } from '../support/cast.ts'
import { withCast } from '../support/with-cast.ts'

const { database, who } = withCast()

/** Asks for nothing that may be done. */
function asked() {
  const decide = () => Promise.reject(new DomainError('not_allowed'))
  return { id: randomUUID(), kind: 'accept', by: who.coordinator.personId, decide }
}

test('while a stream stands still only so many wait for it, the next are told to come again', async () => {
  const { sql } = database
  const { campaignId } = await openCampaign(sql, who)
  const stream = `campaign:${campaignId}`
  const replies = await sql.begin(async (tx) => {
    await lockStream(tx, stream)
    const waiting = Array.from({ length: mostWaiting + 1 }, () => inLine(sql, stream, asked()))
    await expect(inLine(sql, stream, asked())).rejects.toThrow('unavailable')
    return waiting
  })
  const [first] = await Promise.all(replies)
  expect(first).toMatchObject({ ok: false, code: 'not_allowed' })
})

test('a bug in one command reaches its sender, and the others beside it are answered', async () => {
  const { sql } = database
  const { campaignId } = await openCampaign(sql, who)
  const stream = `campaign:${campaignId}`
  const broken = {
    ...asked(),
    decide: async (desk: Desk) => ({ facts: [], result: {}, was: await (await desk.tables())`select 1 / 0` }),
  }
  const outcomes = await Promise.allSettled([asked(), broken, asked()].map((one) => inLine(sql, stream, one)))
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
})

test('what a refused command had written already is taken back, what others wrote beside it stays', async () => {
  const { sql } = database
  const { campaignId } = await openCampaign(sql, who)
  const renamed = (name: string, refused: boolean) =>
    inLine(sql, `campaign:${campaignId}`, {
      ...asked(),
      decide: async (desk: Desk) => {
        await (await desk.tables())`update campaign set name = ${name} where id = ${campaignId}`
        if (refused) throw new DomainError('not_allowed')
        return { facts: [] }
      },
    })
  const replies = await Promise.all([renamed('Một', false), renamed('Hai', false), renamed('Ba', true)])
  expect(replies.map(({ ok }) => ok)).toEqual([true, true, false])
  const [campaign] = await sql<{ name: string }[]>`select name from campaign where id = ${campaignId}`
  expect(campaign?.name).toBe('Hai')
})

test('8.5 a session that has expired while its command waited is worth nothing', async () => {
  const { sql } = database
  const { campaignId, assignmentIds } = await openCampaign(sql, who)
  const { personId } = who.coordinator
  const { value } = await startSession(sql, personId)
  const session = await sessionOf(sql, `session=${value}`)
  if (!session) throw new Error('the coordinator is signed in')
  const { actor, sessionId } = session
  const remind = () =>
    run({ sql, actor, sessionId }, { id: randomUUID(), kind: 'remind', campaignId, assignmentIds })
  expect((await remind()).ok).toBe(true)
  await sql`update session set expires_at = now() where id = ${sessionId}`
  expect(await remind()).toMatchObject({ ok: false, code: 'not_signed_in' })
})

test('9.3 a process that stands still in the middle of a command holds up the others for ten seconds, not for ever', async () => {
  const { sql, url } = database
  const { campaignId, assignmentIds } = await openCampaign(sql, who)
  const other = connect(url)
  const stuck = inLine(other, `campaign:${campaignId}`, {
    ...asked(),
    decide: () => new Promise(() => undefined),
  })
  const ended = expect(stuck).rejects.toThrow()
  await vi.waitFor(async () => {
    const [row] = await sql`
      select 1 from pg_stat_activity where datname = current_database() and state = 'idle in transaction'`
    expect(row).toBeDefined()
  })
  const from = performance.now()
  await done(sql, who.coordinator, { kind: 'remind', campaignId, assignmentIds })
  expect(performance.now() - from).toBeGreaterThan(5_000)
  expect(performance.now() - from).toBeLessThan(20_000)
  await ended
  await other.end()
})

test('a link nobody was given is looked at before a password is worked on', async () => {
  const unit = { code: 'LC', name: 'LĐLĐ tỉnh Lai Châu', shortName: 'Lai Châu', memberCount: 0 }
  const admin = { name: 'Lò Văn Pâng', login: 'quantri', password: 'ngắn' }
  await expect(setUp(database.sql, 'guessed', { unit, admin })).rejects.toThrow('link_expired')
})
