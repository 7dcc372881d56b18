import fc from 'fast-check'
import { expect, test } from 'vitest'
import { emptyBoard, fold } from '#lib/domain/board.ts'
import type { Entry } from '#lib/domain/entry.ts'
import { campaignStream, entriesAfter } from '#lib/server/journal/journal.ts'
import { boardSnapshot } from '#lib/server/queries/board.ts'
import { anyCommand, idsOf, type Made } from '../support/any-command.ts'
import { ask, openCampaign } from '../support/cast.ts'
import { withCast } from '../support/with-cast.ts'

const { database, who } = withCast()

const senders = ['coordinator', 'staffOfMuongTe', 'staffOfSinHo', 'leader', 'stranger'] as const
type Sent = { make: Made; by: (typeof senders)[number] }

const anySent: fc.Arbitrary<Sent> = fc.record({
  make: anyCommand,
  // Most of them by somebody who may, so that something happens.
  by: fc.oneof({ weight: 3, arbitrary: fc.constant('coordinator' as const) }, fc.constantFrom(...senders)),
})

/** Sends crowds one after the other; those of a crowd all at once, or each after the answer to the one before. */
async function play(crowds: readonly Sent[][], { together }: { together: boolean }) {
  const { sql } = database
  const { campaignId } = await openCampaign(sql, who)
  const answers: string[] = []
  for (const crowd of crowds) {
    const ids = await orUnknown(idsOf(sql, campaignId))
    const send = ({ make, by }: Sent) => ask(sql, who[by], make(ids, who, campaignId))
    const replies = []
    if (together) replies.push(...(await Promise.all(crowd.map(send))))
    else for (const one of crowd) replies.push(await send(one))
    answers.push(...replies.map((reply) => (reply.ok ? 'ok' : reply.code)))
  }
  const entries = await entriesAfter(sql, campaignStream(campaignId), { after: 0, limit: 10_000 })
  const { board } = await boardSnapshot(sql, campaignId)
  return { answers, entries: entries as Entry[], board }
}

/** Where there is none yet, the id of none in any campaign. */
async function orUnknown(asked: ReturnType<typeof idsOf>) {
  const known = (ids: number[]) => (ids.length > 0 ? ids : [999_999])
  const { events, coverages, assignments, posts } = await asked
  return {
    events: known(events),
    coverages: known(coverages),
    assignments: known(assignments),
    posts: known(posts),
  }
}

test('commands that share a transaction come to what they come to one after the other', async () => {
  let refused = 0
  let accepted = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(anySent, { minLength: 1, maxLength: 12 }), { minLength: 2, maxLength: 6 }),
      async (crowds) => {
        const alone = await play(crowds, { together: false })
        const { answers, entries, board } = await play(crowds, { together: true })
        expect(answers).toEqual(alone.answers)
        expect(entries.map(({ kind }) => kind)).toEqual(alone.entries.map(({ kind }) => kind))
        expect(Object.values(board.assignments).map(({ state }) => state)).toEqual(
          Object.values(alone.board.assignments).map(({ state }) => state),
        )
        expect(fold(emptyBoard(board.campaign), entries)).toEqual(board)
        accepted += answers.filter((answer) => answer === 'ok').length
        refused += answers.filter((answer) => answer !== 'ok').length
      },
    ),
    { numRuns: 25 },
  )
  expect(accepted, 'many commands change something').toBeGreaterThan(150)
  expect(refused, 'many are refused in the middle of others').toBeGreaterThan(50)
}, 90_000)
