import { randomUUID } from 'node:crypto'
import { expect, type Page } from '@playwright/test'
import type { Ask } from '#lib/protocol/commands.ts'
import type { Directory } from '#lib/protocol/answers.ts'

/** Sends a command as whoever is signed in on the page; refused, it fails the test. Gives its result. */
export async function sendAs(page: Page, asked: Ask): Promise<Record<string, unknown>> {
  const response = await page.request.post('/api/commands', { data: { id: randomUUID(), ...asked } })
  const reply = (await response.json()) as { ok: boolean; result: Record<string, unknown> }
  expect(reply, JSON.stringify(reply)).toMatchObject({ ok: true })
  return reply.result
}

/** Ids of the sample's units by their short names. */
export async function unitIds(page: Page): Promise<Record<string, number>> {
  const { units } = (await (await page.request.get('/api/campaigns/1/directory')).json()) as Directory
  return Object.fromEntries(units.map(({ shortName, id }) => [shortName, id]))
}

/** An open campaign of the federation around today, made by its coordinator. */
export async function openCampaignAs(coordinator: Page, name: string): Promise<number> {
  const dayFromNow = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
  const units = await unitIds(coordinator)
  const { campaignId } = await sendAs(coordinator, {
    kind: 'createCampaign',
    campaignKind: 'other',
    name,
    startsOn: dayFromNow(-10),
    endsOn: dayFromNow(20),
    peakDays: [],
    postTarget: null,
    unitId: units['Lai Châu'] ?? 0,
    directives: [],
  })
  await sendAs(coordinator, { kind: 'openCampaign', campaignId: Number(campaignId) })
  return Number(campaignId)
}

/** The number of a Facebook post that no other test has. */
export function freshPostId(): string {
  return `6${Date.now()}${Math.floor(Math.random() * 1000)}`
}
