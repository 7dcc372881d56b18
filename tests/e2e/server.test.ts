import { expect, test } from '@playwright/test'

test('the server is ready for people', async ({ request }) => {
  const ready = await request.get('/readyz')
  expect(ready.status()).toBe(200)
  expect(await ready.json()).toEqual({ database: true, migrations: true, listener: true })
})
