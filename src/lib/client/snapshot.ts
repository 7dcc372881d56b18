import type { Directory, HistoryLine, OfficerCampaigns, Snapshot } from '../protocol/answers.ts'
import { unpack } from '../protocol/packed.ts'

/** The board from the server. Throws when it does not come, or is no longer for this person. */
export async function fetchBoard(campaignId: number): Promise<Snapshot> {
  return unpack(await fetchText(`/api/campaigns/${campaignId}/board`))
}

/** The names behind its ids. Throws as above. */
export function fetchDirectory(campaignId: number): Promise<Directory> {
  return fetchJson(`/api/campaigns/${campaignId}/directory`)
}

/** Who did what to an assignment, oldest first. Throws as above. */
export function fetchHistory(campaignId: number, assignmentId: number): Promise<HistoryLine[]> {
  return fetchJson(`/api/campaigns/${campaignId}/assignments/${assignmentId}/history`)
}

/** The campaigns of an officer's list. Throws as above. */
export function fetchOfficerCampaigns(): Promise<OfficerCampaigns> {
  return fetchJson('/api/tasks')
}

/** Milliseconds. A connection that died without a word would be waited for for minutes. */
const patience = 20_000

async function fetchJson<Answer>(address: string): Promise<Answer> {
  return JSON.parse(await fetchText(address)) as Answer
}

async function fetchText(address: string): Promise<string> {
  const response = await fetch(address, { signal: AbortSignal.timeout(patience) })
  if (!response.ok) throw new Error(`${address} did not come: ${response.status}`)
  return response.text()
}
