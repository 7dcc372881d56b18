import { randomUUID } from 'node:crypto'
import { expect, test } from '@playwright/test'
import { isLive } from '../support/by-hand.ts'
import { assignAs, openCampaignAs, sendAs, unique, unitIdOf } from '../support/in-campaign.ts'
import { openAs, phone } from '../support/sign-in.ts'

test('8.3 an officer whose unit moves sees the work of where it is now, and no longer that of where it was', async ({
  browser,
  baseURL: origin = '',
}) => {
  const coordinator = await openAs(browser, 'dieuphoi')
  const admin = await openAs(browser, 'quantri')
  const [sinHo, tanUyen, province] = [
    await unitIdOf(coordinator, 'Sìn Hồ'),
    await unitIdOf(coordinator, 'Tân Uyên'),
    await unitIdOf(coordinator, 'Lai Châu'),
  ]
  const move = async (parentId: number) => {
    const form = { commandId: randomUUID(), form: 'move', next: '/admin/units', unitId: tanUyen, parentId }
    const headers = { origin, accept: 'application/json', 'x-sveltekit-action': 'true' }
    const answer = await admin.request.post('/admin/units?/move', { form, headers })
    expect(await answer.json()).toMatchObject({ type: 'redirect' })
  }
  const campaignId = await openCampaignAs(coordinator, 'Đợt của Sìn Hồ', { unitId: sinHo })
  const officer = await openAs(browser, 'tanuyen', phone)
  await officer.goto('/tasks')
  await isLive(officer)
  await move(sinHo)
  try {
    const title = unique('Tin sau khi chuyển')
    await assignAs(coordinator, { campaignId, title, unitIds: [tanUyen] })
    await expect(officer.getByRole('article', { name: title })).toBeVisible()
    await move(province)
    await expect(officer.getByRole('article', { name: title })).toHaveCount(0)
    await isLive(officer)
  } finally {
    await move(province)
    await sendAs(coordinator, { kind: 'closeCampaign', campaignId })
  }
  for (const page of [coordinator, admin, officer]) await page.context().close()
})
