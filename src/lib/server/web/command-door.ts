import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { Cookie } from 'lucia'
import * as v from 'valibot'
import { DomainError } from '../../domain/error.ts'
import { commandPath, commandSchema, personHeader, type Reply } from '../../protocol/commands.ts'
import { KnownSessions } from '../auth/known-sessions.ts'
import { type Session, sessionOf, type SessionCookie } from '../auth/sessions.ts'
import { run } from '../commands/dispatch.ts'
import { refusal } from '../commands/refusal.ts'
import { db } from '../db/pool.ts'
import { loggedFailure } from './failure.ts'
import { isMeantFor, problemOf, safe } from './let-in.ts'
import { badInput, replied } from './reply.ts'
import { statusOf } from './status.ts'

export type Handler = (request: IncomingMessage, response: ServerResponse) => void

/**
 * The one door for changes: POST /api/commands takes a command as JSON and answers with what it did or why not. It
 * stands before the pages: on the way through them a command costs twice as much, and at a peak everybody sends some.
 */
export function commandDoor(origin: string | null, pages: Handler): Handler {
  const ownHost = origin ? new URL(origin).host : null
  return (request, response) => {
    if (request.url !== commandPath) return pages(request, response)
    if (request.method !== 'POST') return void response.writeHead(405, { ...safe, allow: 'POST' }).end()
    answer(request, response, ownHost ?? request.headers.host ?? '').catch((error: unknown) => {
      // Whoever asked went away in the middle of asking.
      if (request.destroyed && !request.complete) return
      send(response, { status: 500, body: loggedFailure(error, failed) })
    })
  }
}

const failed = { status: 500, method: 'POST', route: commandPath }

async function answer(request: IncomingMessage, response: ServerResponse, host: string): Promise<void> {
  const header = (name: string) => request.headers[name]?.toString() ?? null
  const problem = problemOf({ method: 'POST', header }, { host, route: commandPath })
  const reply = problem ? refusal(problem) : await replied(replyTo(request, response))
  send(response, { status: reply.ok ? 200 : statusOf(reply.code), body: reply })
}

/** Whose session it is, is remembered; the command itself looks whether that still holds. */
async function replyTo(request: IncomingMessage, response: ServerResponse): Promise<Reply> {
  const { cookie, [personHeader]: personId } = request.headers
  const runAs = async (session: Session | null): Promise<Reply> => {
    // Nobody has anything of theirs read.
    if (!session || !isMeantFor(personId?.toString() ?? null, session.person)) return notSignedIn
    if (session.cookie) response.setHeader('set-cookie', serialized(session.cookie))
    session.cookie = null // It is remembered, and told once.
    const parsed = v.safeParse(commandSchema, parse(await said()))
    if (!parsed.success) return refusal(badInput(parsed.issues))
    const { actor, sessionId } = session
    return run({ sql: db(), actor, sessionId }, parsed.output)
  }
  let read: Promise<string> | undefined
  const said = () => (read ??= text(request))
  const session = await sessions.of(cookie)
  const reply = await runAs(session)
  const hasChanged = session !== null && !reply.ok && reply.code === 'not_signed_in'
  return hasChanged ? runAs(await sessions.readAgain(cookie)) : reply
}

const sessions = new KnownSessions((cookie) => sessionOf(db(), cookie))
const notSignedIn = refusal(new DomainError('not_signed_in'))

/** Null is no command, and neither is what is no JSON. */
function parse(said: string): unknown {
  try {
    return JSON.parse(said)
  } catch {
    return null
  }
}

function send(response: ServerResponse, { status, body }: { status: number; body: object }): void {
  const text = JSON.stringify(body)
  const headers = {
    ...safe,
    'cache-control': 'no-store',
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
  }
  response.writeHead(status, headers).end(text)
}

function serialized({ name, value, attributes }: SessionCookie): string {
  return new Cookie(name, value, attributes).serialize()
}
