import { type ChildProcess, execFileSync, fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { once } from 'node:events'

/** Server and database share core 0, the load has core 1: what is measured is the server, not who asks it. */
export const serverCore = 0
export const loadCore = 1

/** Keeps a process and what it starts on one core; without taskset it runs anywhere, and the results say so. */
export function pin(pid: number, core: number): boolean {
  try {
    execFileSync('taskset', ['-pc', String(core), String(pid)], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** A child that answers questions over its channel, however many are under way. */
export type Child = {
  pid: number
  ask: <Answer>(question: object) => Promise<Answer>
  stop: () => Promise<void>
}

type Numbered = { number: number; said: unknown }

export function startChild(file: string, core: number): Child {
  const child = fork(new URL(file, import.meta.url), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const { pid } = child
  if (pid === undefined) throw new Error(`${file} did not start`)
  pin(pid, core)
  const asked = new Map<number, (said: unknown) => void>()
  let next = 0
  child.on('message', (message) => {
    const { number, said } = message as Numbered
    asked.get(number)?.(said)
    asked.delete(number)
  })
  return {
    pid,
    ask: <Answer>(question: object) =>
      new Promise<Answer>((resolve) => {
        next += 1
        asked.set(next, (said) => resolve(said as Answer))
        child.send({ number: next, said: question })
      }),
    stop: () => ended(child),
  }
}

/** Ends a process that was told to, or had ended before. */
export async function ended(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM')
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
}

/** In a child: answers every question of its parent. */
export function answering<Question>(answer: (question: Question) => Promise<object>): void {
  process.on('message', (message) => {
    const { number, said } = message as Numbered
    void answer(said as Question).then((answered) => process.send?.({ number, said: answered }))
  })
  process.on('SIGTERM', () => process.exit(0))
  // Whoever asked is gone, however it ended.
  process.on('disconnect', () => process.exit(0))
}

/** CPU time of a process so far in milliseconds, user and system; Linux only, 0 elsewhere. */
export function cpuOf(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    // utime and stime, in ticks of 10 ms (proc_pid_stat(5)).
    return (Number(fields[11]) + Number(fields[12])) * 10
  } catch {
    return 0
  }
}

/** Resident memory of a process in KiB; Linux only, 0 elsewhere. */
export function memoryOf(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
  } catch {
    return 0
  }
}

/** Milliseconds on a clock that all processes of this machine share. */
export function sharedNow(): number {
  return Number(process.hrtime.bigint()) / 1e6
}
