import { expect, test } from 'vitest'
import { startJobs } from '#lib/server/jobs/queue.ts'
import { withCast } from '../support/with-cast.ts'
import { startNode } from './support/node.ts'
import { startProxy } from './support/proxy.ts'
import { connected } from './support/screen.ts'

const { database, who } = withCast()

test('9.1 a client that vanished without a word does not hold up a node that stops', async () => {
  const node = await startNode(database.sql)
  const proxy = await startProxy(Math.random)
  proxy.targets = [Number(new URL(node.url).port)]
  await connected(node.socket(who.leader, { through: `http://127.0.0.1:${proxy.port}` }))
  proxy.fallSilent()
  await expect(node.close()).resolves.toBeUndefined()
  await proxy.close()
}, 20_000)

test('9.1 a database that does not answer does not hold up a node that stops', async () => {
  const proxy = await startProxy(Math.random)
  const url = new URL(database.url)
  proxy.targets = [Number(url.port)]
  url.port = String(proxy.port)
  const jobs = await startJobs({ sql: database.sql, url: url.href })
  proxy.hold(true)
  await expect(jobs.stop()).resolves.toBeUndefined()
  await proxy.close()
}, 20_000)
