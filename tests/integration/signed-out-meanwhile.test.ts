import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { beforeAll, describe, expect, test } from 'vitest'
import { sessionOf, startSession } from '#lib/server/auth/sessions.ts'
import { keepPhoto } from '#lib/server/commands/files.ts'
import type { Door } from '#lib/server/commands/frame.ts'
import * as imports from '#lib/server/commands/imports.ts'
import { prepareJobs } from '#lib/server/jobs/queue.ts'
import { readImport } from '#lib/server/jobs/tasks/read-import.ts'
import { openCampaign, person } from '../support/cast.ts'
import { metaFile } from '../support/meta-file.ts'
import { withCast } from '../support/with-cast.ts'

const { database, who } = withCast()
let work: { campaignId: number; assignmentId: number }

beforeAll(async () => {
  await prepareJobs(database.url)
  const { campaignId, assignmentIds } = await openCampaign(database.sql, who)
  work = { campaignId, assignmentId: assignmentIds[0] }
})

function upload(door: Door): Promise<string> {
  const { campaignId } = work
  const bytes = metaFile([{ postId: String(Math.random()).slice(2, 12), page: 'cdmuongte' }])
  return imports.upload(door, { id: randomUUID(), campaignId, fileName: 'a.csv', timeZone: 'UTC', bytes })
}

async function readFile(): Promise<string> {
  const importId = await upload({ sql: database.sql, actor: who.coordinator })
  await readImport(database.sql, { importId })
  return importId
}

async function photo(): Promise<File> {
  const picture = sharp({ create: { width: 40, height: 30, channels: 3, background: '#1d6f42' } })
  return new File([new Uint8Array(await picture.jpeg().toBuffer())], 'anh.jpg')
}

/** Changes that do not run through the frame of commands. */
const changes: Record<string, () => Promise<(door: Door) => Promise<unknown>>> = {
  'a photo': async () => {
    const file = await photo()
    return (door) => keepPhoto(door, { id: randomUUID(), ...work, file })
  },
  'a file of counts': async () => upload,
  'the word to apply a file': async () => {
    const importId = await readFile()
    return (door) => imports.apply(door, importId)
  },
  'the word to drop a file': async () => {
    const importId = await readFile()
    return (door) => imports.drop(door, importId)
  },
}

describe.each(Object.entries(changes))('8.5 %s', (_, prepare) => {
  test('is taken from who is signed in, and not from who no longer is or has other roles by now', async () => {
    const { sql } = database
    const { personId } = await person(sql, 'coordinator', who.federation)
    const door = async (): Promise<Door> => {
      const { name, value } = await startSession(sql, personId)
      const session = await sessionOf(sql, `${name}=${value}`)
      if (!session) throw new Error('a session that was just opened')
      const { actor, sessionId } = session
      return { sql, actor, sessionId }
    }
    const change = await prepare()
    const [signedOut, demoted] = [await door(), await door()]
    await sql`delete from session where id = ${signedOut.sessionId ?? ''}`
    const before = await kept()
    await expect(change(signedOut)).rejects.toMatchObject({ code: 'not_signed_in' })
    await sql`insert into role_grant (person_id, unit_id, role) values (${personId}, ${who.sinHo.id}, 'leader')`
    await expect(change(demoted)).rejects.toMatchObject({ code: 'not_signed_in' })
    expect(await kept()).toEqual(before)
    await change(await door())
    expect(await kept()).not.toEqual(before)
  })
})

/** What the tables hold of photos and files. */
async function kept(): Promise<readonly unknown[]> {
  return database.sql`
    select id::text, 'photo' as state from file union all select id::text, state from import order by 1`
}
