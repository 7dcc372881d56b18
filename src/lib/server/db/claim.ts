import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { Refusal } from '../refusal.ts'

export type Claim = { release: () => void }

/**
 * Claims a data directory for this process, so that two servers never share one. A claim left by a process
 * that was killed does not count: a process is known by its id and the moment it started.
 * @throws Refusal when a living process holds it
 */
export function claim(file: string, dataDir: string): Claim {
  const mine = `${process.pid} ${startOf(process.pid)}`
  try {
    writeFileSync(file, mine, { flag: 'wx' })
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
    const [pid, start] = splitOnce(readFileSync(file, 'utf8'))
    if (start !== '' && startOf(pid) === start) throw inUse(dataDir, pid)
    writeFileSync(file, mine)
  }
  return { release: () => rmSync(file, { force: true }) }
}

/** When a process started, in whatever unit the system tells; empty when there is no such process. */
function startOf(pid: number): string {
  try {
    if (process.platform !== 'linux') return ask('ps', '-o', 'lstart=', '-p', String(pid))
    // The name in parentheses may hold spaces; the start in clock ticks is the 20th field after it.
    const afterName = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\)\s/s, '')
    return afterName.split(' ')[19] ?? ''
  } catch {
    return ''
  }
}

/** The command line of a living process; empty when there is none. */
export function commandOf(pid: number): string {
  try {
    if (process.platform !== 'linux') return ask('ps', '-o', 'command=', '-p', String(pid))
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    return ''
  }
}

function ask(program: string, ...flags: string[]): string {
  return execFileSync(program, flags, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
}

function splitOnce(text: string): [pid: number, start: string] {
  const [pid = '', ...start] = text.trim().split(' ')
  return [Number(pid), start.join(' ')]
}

function inUse(dataDir: string, pid: number): Refusal {
  return new Refusal({
    vi: `Thư mục dữ liệu ${dataDir} đang được một máy chủ Cao Điểm khác dùng (tiến trình ${pid}): hãy dừng máy chủ đó, hoặc đặt DATA_DIR và PORT khác. Dữ liệu không bị thay đổi.`,
    en: `The data directory ${dataDir} is in use by another Cao Điểm server (process ${pid}): stop that one, or set another DATA_DIR and PORT. Nothing was changed.`,
  })
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined
}
