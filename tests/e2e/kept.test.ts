import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { expect, type Page, test } from '@playwright/test'
import { startProxy } from '../live/support/proxy.ts'
import { isLive } from '../support/by-hand.ts'
import { assignAs, openCampaignAs, sendAs, unique, unitIdOf } from '../support/in-campaign.ts'
import { openAs, phone, signInAs } from '../support/sign-in.ts'

test('11.6 the list opens without signal, until its officer signs out', async ({
  browser,
  baseURL: origin = '',
}) => {
  const coordinator = await openAs(browser, 'dieuphoi')
  const unitIds = [await unitIdOf(coordinator, 'Than Uyên')]
  const title = unique('Tin xem khi mất sóng')
  const campaignId = await openCampaignAs(coordinator, 'Đợt mất sóng')
  await assignAs(coordinator, { campaignId, title, unitIds })
  const line = await startProxy(Math.random)
  const server = Number(new URL(origin).port)
  line.targets = [server]
  const officer = await signInAs(browser, 'thanuyen', phone, { baseURL: `http://localhost:${line.port}` })
  await officer.goto('/tasks')
  const isKept = () => officer.evaluate(async () => (await caches.match('/tasks')) !== undefined)
  await expect.poll(isKept).toBe(true)

  line.targets = []
  line.cut(1)
  await opensWith(officer, title)

  const silence = createServer().listen(0, '127.0.0.1')
  await once(silence, 'listening')
  line.targets = [(silence.address() as AddressInfo).port]
  await opensWith(officer, title)

  // A campaign that began meanwhile comes by itself, also to a list that is days old.
  const laterTitle = unique('Tin của đợt vừa mở')
  const laterId = await openCampaignAs(coordinator, 'Đợt vừa mở')
  await assignAs(coordinator, { campaignId: laterId, title: laterTitle, unitIds })
  line.targets = [server]
  line.cut(1)
  await expect(officer.getByText(laterTitle)).toBeVisible({ timeout: 20_000 })

  await officer.goto('/tasks')
  await officer.evaluate(() => fetch('/logout', { method: 'POST' }))
  await expect.poll(isKept).toBe(false)
  for (const id of [campaignId, laterId]) await sendAs(coordinator, { kind: 'closeCampaign', campaignId: id })
  for (const page of [coordinator, officer]) await page.context().close()
  await line.close()
  silence.close()
})

test('on a phone whose store is full every page opens all the same', async ({ browser }) => {
  const officer = await signInAs(browser, 'thanuyen', phone)
  await officer.goto('/tasks')
  await officer.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  const [worker] = officer.context().serviceWorkers()
  await worker?.evaluate(() => {
    Cache.prototype.put = () => Promise.reject(new DOMException('no room', 'QuotaExceededError'))
  })
  await officer.goto('/campaigns')
  await isLive(officer)
  await officer.context().close()
})

/** From the icon on the home screen, and where the tab stood. */
async function opensWith(officer: Page, title: string): Promise<void> {
  for (const page of ['/', '/tasks']) {
    await officer.goto(page, { waitUntil: 'commit' })
    await expect(officer.getByText(title)).toBeVisible()
  }
}
