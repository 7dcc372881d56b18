import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import { connect, type Sql } from '#lib/server/db/pool.ts'

export type FreshDatabase = { sql: Sql; url: string; drop: () => Promise<void> }

/** A database of its own for one test file: every migration applied, no rows. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const clusterUrl = inject('clusterUrl')
  const name = `test_${randomBytes(8).toString('hex')}`
  await onCluster(clusterUrl, (cluster) => cluster`create database ${cluster(name)} template template`)
  const url = new URL(clusterUrl)
  url.pathname = name
  const sql = connect(url.href)
  return {
    sql,
    url: url.href,
    drop: async () => {
      await sql.end({ timeout: 5 })
      await onCluster(clusterUrl, (cluster) => cluster`drop database ${cluster(name)} with (force)`)
    },
  }
}

async function onCluster(url: string, ask: (cluster: Sql) => Promise<unknown>): Promise<void> {
  const cluster = connect(url, { max: 1 })
  try {
    // The template is copied by one test file at a time: PostgreSQL refuses two copies at once.
    await cluster`select pg_advisory_lock(1)`
    await ask(cluster)
  } finally {
    await cluster.end()
  }
}
