import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'

/** What the processes of a cluster are called in the list of processes: `postgres: cao-diem-1f0c...: checkpointer`. */
export function clusterName(dir: string): string {
  return `cao-diem-${createHash('sha256').update(dir).digest('hex').slice(0, 16)}`
}

/**
 * Ends what a PostgreSQL that was killed left behind. Its processes mostly notice by themselves, but one that is stuck
 * does not, and as long as it lives the next start is refused. Only to be called while none is meant to run.
 */
export function endLeftovers(dir: string): void {
  const title = `postgres: ${clusterName(dir)}: `
  const all = execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8', maxBuffer: 16_000_000 })
  for (const line of all.split('\n')) {
    const [, pid, args] = /^\s*(\d+) (.*)$/.exec(line) ?? []
    if (args?.startsWith(title)) end(Number(pid))
  }
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It noticed meanwhile.
  }
}
