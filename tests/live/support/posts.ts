import { randomUUID } from 'node:crypto'
import type { CampaignFact } from '#lib/domain/entry.ts'
import { noCounts, type Post } from '#lib/domain/post.ts'
import type { Sql } from '#lib/server/db/pool.ts'
import { append, campaignStream, headOf, lockStream } from '#lib/server/journal/journal.ts'
import { wake } from '#lib/server/journal/wake.ts'

type Size = { entries: number; postsEach: number }

/** Entries as a large import writes them, in one transaction. Nobody is told: nodes find them when they look. */
export async function writePosts(sql: Sql, campaignId: number, { entries, postsEach }: Size): Promise<void> {
  const stream = campaignStream(campaignId)
  const facts = Array.from({ length: entries }, (): CampaignFact => ({
    kind: 'posts.reported',
    body: { posts: Array.from({ length: postsEach }, (_, id) => aPost(id)), tallies: [] },
  }))
  await sql.begin(async (tx) => {
    const head = await lockStream(tx, stream)
    const written = { at: Date.now(), by: null, cmd: randomUUID() }
    await append(tx, stream, { head, said: [{ facts, written }] })
  })
}

/** Tells the nodes how far the journal has come. */
export async function tellNodes(sql: Sql, campaignId: number): Promise<void> {
  const stream = campaignStream(campaignId)
  wake(sql, stream, { head: (await headOf(sql, stream)) ?? 0, entries: [] })
}

function aPost(id: number): Post {
  return {
    id,
    unitId: 1,
    channelId: null,
    channelKind: 'fanpage',
    assignmentId: null,
    link: `https://www.facebook.com/congdoanmuongte/posts/${id}`,
    title: 'Mường Tè trao 86 suất quà cho đoàn viên vùng biên nhân Tháng Công nhân',
    contentType: 'news',
    publishedAt: 0,
    reportedBy: null,
    reportedAt: 0,
    ...noCounts,
    countedAt: null,
    countedFrom: null,
  }
}
