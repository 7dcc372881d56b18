import { expect, test, vi } from 'vitest'
import { KnownSessions, trustFor } from '#lib/server/auth/known-sessions.ts'

const session = {
  sessionId: 'a',
  actor: { personId: 7, grants: [] },
  expiresAt: Date.now() + 60_000,
  readAt: Date.now(),
}

test('8.1 a session that ends while it is being read lets nobody in', async () => {
  const answers: ((found: typeof session | null) => void)[] = []
  const sessions = new KnownSessions(() => new Promise<typeof session | null>((give) => answers.push(give)))
  const letIn = sessions.of('session=1')
  // It ends, and is told of, after the database has read it and before the answer is here.
  sessions.forget({ personId: 7, sessionId: null })
  answers[0]?.(session)
  await expect.poll(() => answers.length).toBe(2)
  answers[1]?.(null)
  expect(await letIn).toBeNull()
})

test('3.3 a session that has been read is known, until it is told of that it ended', async () => {
  let asked = 0
  const sessions = new KnownSessions(async () => ((asked += 1), session))
  await sessions.of('session=1')
  expect(await sessions.of('session=1')).toBe(session)
  sessions.forget({ personId: 8, sessionId: null })
  sessions.forget({ personId: 7, sessionId: 'b' })
  await sessions.of('session=1')
  expect(asked).toBe(1)
  sessions.forget({ personId: 7, sessionId: 'a' })
  await sessions.of('session=1')
  expect(asked).toBe(2)
})

test('3.3 a session is known whatever other cookies come with it', async () => {
  const asked: string[] = []
  const sessions = new KnownSessions(async (cookie) => (asked.push(cookie), session))
  for (let other = 0; other < 3; other += 1) await sessions.of(`theme=dark; session=1; stats=${other}%`)
  expect(asked).toEqual(['session=1'])
  expect(await sessions.of('theme=dark')).toBeNull()
  expect(asked).toHaveLength(1)
})

test('3.3 what was read four minutes ago is read again, and what has expired', async () => {
  let asked = 0
  const known = { ...session, expiresAt: Date.now() + 3_600_000 }
  const sessions = new KnownSessions(async () => ((asked += 1), Object.assign(known, { readAt: Date.now() })))
  const from = Date.now()
  const clock = vi.spyOn(Date, 'now')
  await sessions.of('session=1')
  clock.mockReturnValue(from + trustFor - 1_000)
  await sessions.of('session=1')
  expect(asked).toBe(1)
  clock.mockReturnValue(from + trustFor + 1_000)
  await sessions.of('session=1')
  expect(asked).toBe(2)
  known.expiresAt = from + trustFor + 2_000
  clock.mockReturnValue(from + trustFor + 3_000)
  await sessions.of('session=1')
  expect(asked).toBe(3)
  clock.mockRestore()
})
