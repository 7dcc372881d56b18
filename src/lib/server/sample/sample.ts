import type { Sql } from '../db/pool.ts'
import { loadCampaign } from './campaign.ts'
import { loadFederation, type SampleLogin } from './federation.ts'
import { loadPosts } from './posts.ts'

/** Fills an empty database with the sample federation and its campaign in progress; gives the logins. */
export async function loadSample(sql: Sql, now: number = Date.now()): Promise<SampleLogin[]> {
  const federation = await loadFederation(sql)
  const campaignId = await loadCampaign(sql, federation, now)
  await loadPosts(sql, federation, { campaignId, now })
  return federation.logins
}

export async function isEmpty(sql: Sql): Promise<boolean> {
  return (await sql`select 1 from unit limit 1`).length === 0
}
