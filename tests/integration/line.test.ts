import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DomainError } from '#lib/domain/error.ts'
import type { Desk } from '#lib/server/commands/desk.ts'
import { inLine, mostWaiting } from '#lib/server/commands/line.ts'
import { setUp } from '#lib/server/commands/setup.ts'
import { lockStream } from '#lib/server/journal/journal.ts'
import { cast, type Cast, openCampaign } from '../support/cast.ts'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'

let database: FreshDatabase
let who: Cast

beforeAll(async () => {
  database = await freshDatabase()
  who = await cast(database.sql)
})
afterAll(() => database.drop())

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

test('a link nobody was given is looked at before a password is worked on', async () => {
  const unit = { code: 'LC', name: 'LĐLĐ tỉnh Lai Châu', shortName: 'Lai Châu', memberCount: 0 }
  const admin = { name: 'Lò Văn Pâng', login: 'quantri', password: 'ngắn' }
  await expect(setUp(database.sql, 'guessed', { unit, admin })).rejects.toThrow('link_expired')
})
