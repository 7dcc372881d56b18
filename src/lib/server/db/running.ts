import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { commandOf } from './claim.ts'

/** The address of the embedded database while a server on this data directory has it up; null otherwise. */
export function runningUrl(dataDir: string, name: string): string | null {
  const dir = join(dataDir, 'postgres')
  const file = join(dir, 'postmaster.pid')
  if (!existsSync(file)) return null
  const [pid, , , port] = readFileSync(file, 'utf8').split('\n')
  if (!commandOf(Number(pid)).includes(`-D ${dir} `)) return null
  const password = readFileSync(join(dataDir, 'postgres.password'), 'utf8').trim()
  return `postgres://postgres:${password}@127.0.0.1:${port}/${name}`
}
