import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Room } from '#lib/server/live/room.ts'
import type { LiveSocket } from '#lib/server/live/sockets.ts'
import type { Frame } from '#lib/server/live/wire.ts'

/** A member that keeps what it is sent; `takes` says how often before it is too slow. */
function member(takes = Infinity): { socket: LiveSocket; heard: number[]; mentioned: string[] } {
  const heard: number[] = []
  const mentioned: string[] = []
  let left = takes
  const wire = {
    send: ({ text }: Frame) => {
      if (text.startsWith('m')) mentioned.push(text)
      else heard.push(...(JSON.parse(text) as number[]))
      return (left -= 1) >= 0
    },
  }
  const socket = { data: { wire } } as unknown as LiveSocket
  Object.assign(wire, { socket })
  return { socket, heard, mentioned }
}

function room() {
  const slow: LiveSocket[] = []
  const made = new Room<number>({
    encode: (news) => [{ text: JSON.stringify(news), bytes: Buffer.alloc(0) }],
    onSlow: (socket) => void slow.push(socket),
  })
  return { room: made, slow }
}

const turn = () => new Promise((resolve) => setImmediate(resolve))
const quiet = async (made: Room<number>) => {
  while (made.isSending) await turn()
}

type Step = { do: 'say'; count: number } | { do: 'add' } | { do: 'delete'; nth: number } | { do: 'turn' }

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.integer({ min: 1, max: 3 }).map((count): Step => ({ do: 'say', count })),
  fc.constant<Step>({ do: 'add' }),
  fc.nat(200).map((nth): Step => ({ do: 'delete', nth })),
  { weight: 3, arbitrary: fc.constant<Step>({ do: 'turn' }) },
)

test('1.1 1.2 whoever is in a room hears all that is said while it is there, in order and once', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 150 }),
      fc.array(step, { minLength: 5, maxLength: 60 }),
      async (atFirst, steps) => {
        const { room: made } = room()
        let said = 0
        const present: { since: number; who: ReturnType<typeof member> }[] = []
        const gone: { since: number; who: ReturnType<typeof member>; until: number }[] = []
        const enter = () => {
          const who = member()
          made.add(who.socket)
          present.push({ since: said, who })
        }
        for (let index = 0; index < atFirst; index += 1) enter()
        for (const one of steps) {
          if (one.do === 'add') enter()
          else if (one.do === 'turn') await turn()
          else if (one.do === 'say') {
            made.say(Array.from({ length: one.count }, () => (said += 1)))
          } else {
            const [leaver] = present.splice(one.nth % Math.max(1, present.length), 1)
            if (leaver) gone.push({ ...leaver, until: said })
            if (leaver) made.delete(leaver.who.socket)
          }
        }
        await quiet(made)
        const from = (since: number, count: number) =>
          Array.from({ length: count }, (_, nth) => since + nth + 1)
        for (const { since, who } of present) expect(who.heard).toEqual(from(since, said - since))
        for (const { since, who, until } of gone) {
          expect(who.heard).toEqual(from(since, who.heard.length))
          expect(who.heard.length).toBeLessThanOrEqual(until - since)
        }
        expect(made.size).toBe(present.length)
      },
    ),
    { numRuns: 300 },
  )
})

test('5.4 what is said in the middle of a round is everywhere one round later', async () => {
  const { room: made } = room()
  const members = Array.from({ length: 320 }, () => member())
  for (const { socket } of members) made.add(socket)
  made.say([1])
  for (let turns = 0; turns < 5; turns += 1) await turn()
  made.say([2])
  const frames = (heard: number[]) => heard.join()
  let turns = 0
  while (members.some(({ heard }) => !heard.includes(2))) {
    await turn()
    turns += 1
  }
  expect(turns).toBeLessThanOrEqual(10)
  expect(new Set(members.map(({ heard }) => frames(heard)))).toEqual(new Set(['1,2']))
})

test('5.3 who is too slow is let go, and the others hear everything', async () => {
  const { room: made, slow } = room()
  const quick = member()
  const lazy = member(1)
  const last = member()
  for (const { socket } of [quick, lazy, last]) made.add(socket)
  for (const news of [1, 2, 3]) {
    made.say([news])
    await quiet(made)
  }
  expect(slow).toEqual([lazy.socket])
  expect(made.size).toBe(2)
  expect([quick.heard, last.heard]).toEqual([
    [1, 2, 3],
    [1, 2, 3],
  ])
})

test('what is mentioned comes between what is said, and is left out while something is being said', async () => {
  const { room: made } = room()
  const members = Array.from({ length: 100 }, () => member())
  for (const { socket } of members) made.add(socket)
  made.mention({ text: 'm1', bytes: Buffer.alloc(0) })
  made.say([1])
  made.mention({ text: 'm2', bytes: Buffer.alloc(0) })
  await quiet(made)
  made.mention({ text: 'm3', bytes: Buffer.alloc(0) })
  await quiet(made)
  for (const { heard, mentioned } of members) {
    expect(heard).toEqual([1])
    expect(mentioned).toEqual(['m1', 'm3'])
  }
})
