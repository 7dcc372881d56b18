import { expect, test } from '@playwright/test'

test('the server is ready for people', async ({ request }) => {
  const ready = await request.get('/readyz')
  expect(ready.status()).toBe(200)
  expect(await ready.json()).toEqual({ database: true, migrations: true, listener: true })
})

test('a Vietnamese page fetches no font file for letters that another one of its files has', async ({
  page,
}) => {
  const fonts: string[] = []
  page.on('request', (request) => {
    if (request.resourceType() === 'font') fonts.push(new URL(request.url()).pathname)
  })
  await page.goto('/login')
  await page.evaluate(() => document.fonts.ready)
  expect(fonts.some((path) => path.includes('vietnamese'))).toBe(true)
  expect(fonts.filter((path) => path.includes('latin-ext'))).toEqual([])
})
