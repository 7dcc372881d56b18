import { expect, type Page } from '@playwright/test'
import type { Day } from '#lib/domain/time.ts'

/** The page hears from the server, and answers clicks by itself instead of loading anew. */
export async function isLive(page: Page): Promise<void> {
  await expect(page.getByText('Trực tiếp', { exact: true }).first()).toBeVisible({ timeout: 30_000 })
}

/** Creates a campaign as a coordinator does, its first day a peak; gives its address and shows its plan. */
export async function createCampaign(
  page: Page,
  { name, startsOn, endsOn }: { name: string; startsOn: Day; endsOn: Day },
): Promise<string> {
  await page.goto('/campaigns/new')
  await isLive(page)
  await page.getByLabel('Tên', { exact: true }).fill(name)
  await page.getByLabel('Ngày bắt đầu').fill(startsOn)
  await page.getByLabel('Ngày kết thúc').fill(endsOn)
  await page.locator(`[name="peak.${startsOn}"]`).check({ force: true })
  await page.getByLabel('Số, ký hiệu').fill('12/KH-LĐLĐ')
  await page.getByRole('button', { name: 'Tạo chiến dịch' }).click()
  await page.waitForURL(/\/campaigns\/\d+\/plan$/)
  return new URL(page.url()).pathname.replace('/plan', '')
}

/** Adds an event to the plan that is shown. */
export async function addEvent(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name: 'Thêm sự kiện' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'Thêm sự kiện' })
  await dialog.getByLabel('Tên sự kiện').fill(name)
  await dialog.getByRole('button', { name: 'Thêm sự kiện' }).click()
  await expect(page.getByRole('heading', { name })).toBeVisible()
  await expect(dialog).toBeHidden()
}

/** On an officer's list: the first card stands open, others open when their Done is pressed. */
export async function unfold(officer: Page, title: string) {
  const card = officer.getByRole('article', { name: title })
  const field = card.getByText('Ảnh minh chứng')
  if (!(await field.isVisible())) await card.getByRole('link', { name: 'Báo xong' }).click()
  await expect(field).toBeVisible()
  return card
}
