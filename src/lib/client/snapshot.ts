import type { Snapshot } from '../protocol/answers.ts'

/** The board from the server. Throws when it does not come, or is no longer for this person. */
export async function fetchBoard(campaignId: number): Promise<Snapshot> {
  const response = await fetch(`/api/campaigns/${campaignId}/board`)
  if (!response.ok) throw new Error(`the board did not come: ${response.status}`)
  return (await response.json()) as Snapshot
}
