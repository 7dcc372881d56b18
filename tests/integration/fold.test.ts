import fc from 'fast-check'
import { expect, test } from 'vitest'
import { emptyBoard, fold } from '#lib/domain/board.ts'
import type { Entry } from '#lib/domain/entry.ts'
import { campaignStream, entriesAfter } from '#lib/server/journal/journal.ts'
import { boardSnapshot } from '#lib/server/queries/board.ts'
import { anyCommand, idsOf } from '../support/any-command.ts'
import { ask, openCampaign } from '../support/cast.ts'
import { withCast } from '../support/with-cast.ts'

const { database, who } = withCast()

test('folding the journal from empty gives what the tables say, from any point on the way too', async () => {
  const { sql } = database
  let accepted = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(anyCommand, fc.boolean()), { minLength: 15, maxLength: 45 }),
      async (commands) => {
        const { campaignId } = await openCampaign(sql, who)
        const snapshots = [await boardSnapshot(sql, campaignId)]
        for (const [make, peek] of commands) {
          const reply = await ask(sql, who.coordinator, make(await idsOf(sql, campaignId), who, campaignId))
          if (reply.ok) accepted += 1
          if (peek) snapshots.push(await boardSnapshot(sql, campaignId))
        }
        const now = await boardSnapshot(sql, campaignId)
        const entries = (await entriesAfter(sql, campaignStream(campaignId), {
          after: 0,
          limit: 10_000,
        })) as Entry[]
        expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1))
        expect(fold(emptyBoard(now.board.campaign), entries)).toEqual(now.board)
        for (const { board, seq } of snapshots) {
          expect(fold(board, entries.slice(seq))).toEqual(now.board)
        }
      },
    ),
    { numRuns: 25 },
  )
  expect(accepted, 'most commands change something').toBeGreaterThan(100)
  const [posts] = await sql<{ count: number }[]>`select count(*)::int as count from post`
  expect(posts?.count, 'posts are among it').toBeGreaterThan(30)
})
