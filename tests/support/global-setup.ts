import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import {
  databaseOwner,
  initialise,
  programsFolder,
  start,
  stop,
  urlOf,
} from '../../src/lib/server/db/cluster.ts'
import { migrate } from '../../src/lib/server/db/migrate.ts'
import { connect } from '../../src/lib/server/db/pool.ts'
import { ensureReach } from '../../src/lib/server/db/reach.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The cluster's own database `postgres`; `template` beside it has every migration. */
    clusterUrl: string
  }
}

/** One PostgreSQL for the whole run. Nothing in it is worth a disk flush. */
export default async function setup({ provide }: TestProject) {
  const parent = await mkdtemp(join(tmpdir(), 'cao-diem-test-'))
  // PostgreSQL may run as another user, who has to pass through this folder.
  await chmod(parent, 0o755)
  const owner = databaseOwner()
  ensureReach(owner, { programs: await programsFolder(), dataDir: parent })
  const cluster = { dir: join(parent, 'postgres'), owner, password: 'test' }
  await initialise(cluster, ['--no-sync'])
  const running = await start(cluster, {
    settings: ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'],
  })
  const clusterUrl = urlOf(running, cluster, 'postgres')
  const sql = connect(clusterUrl, { max: 1 })
  await sql`create database template`
  await sql.end()
  await migrate(urlOf(running, cluster, 'template'))
  provide('clusterUrl', clusterUrl)
  return async () => {
    await stop(running)
    await rm(parent, { recursive: true, force: true })
  }
}
