import type { Adapter, DatabaseSession } from 'lucia'
import type { Me } from '../../domain/person.ts'
import type { Sql, Tx } from '../db/pool.ts'
import { together } from '../db/together.ts'
import * as sessions from '../store/session.ts'
import { hashOf } from './secret.ts'

declare module 'lucia' {
  interface Register {
    UserId: number
    DatabaseUserAttributes: Me
    DatabaseSessionAttributes: { userAgent: string }
  }
}

/** Lucia on our tables. Its ids are those of the cookie; the database sees their hashes. */
export function adapterOn(sql: Sql | Tx): Adapter {
  // Every request asks whose it is: those that come at once are asked about at once.
  const read = together((ids) => sessions.withPeople(sql, ids))
  return {
    async getSessionAndUser(sessionId) {
      const row = await read(hashOf(sessionId))
      if (!row) return [null, null]
      const session = databaseSession({ ...row, id: sessionId })
      return [session, { id: row.person.id, attributes: row.person }]
    },
    async getUserSessions(userId) {
      return (await sessions.listOf(sql, userId)).map(databaseSession)
    },
    async setSession({ id, userId, expiresAt, attributes }) {
      await sessions.insert(sql, {
        id: hashOf(id),
        personId: userId,
        expiresAt: expiresAt.getTime(),
        userAgent: attributes.userAgent.slice(0, 400),
      })
    },
    async updateSessionExpiration(sessionId, expiresAt) {
      await sessions.extend(sql, hashOf(sessionId), expiresAt.getTime())
    },
    async deleteSession(sessionId) {
      await sessions.remove(sql, hashOf(sessionId))
    },
    async deleteUserSessions(userId) {
      await sessions.removeAllOf(sql, userId)
    },
    async deleteExpiredSessions() {
      await sessions.removeExpired(sql, Date.now())
    },
  }
}

function databaseSession({ id, personId, expiresAt, userAgent }: sessions.SessionRow): DatabaseSession {
  return { id, userId: personId, expiresAt: new Date(expiresAt), attributes: { userAgent } }
}
