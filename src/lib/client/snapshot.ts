import type { Directory, HistoryLine, OfficerCampaign, Snapshot } from '../protocol/answers.ts'

/** The board from the server. Throws when it does not come, or is no longer for this person. */
export function fetchBoard(campaignId: number): Promise<Snapshot> {
  return fetchJson(`/api/campaigns/${campaignId}/board`)
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
export function fetchOfficerCampaigns(): Promise<OfficerCampaign[]> {
  return fetchJson('/api/tasks')
}

async function fetchJson<Answer>(address: string): Promise<Answer> {
  const response = await fetch(address)
  if (!response.ok) throw new Error(`${address} did not come: ${response.status}`)
  return (await response.json()) as Answer
}
