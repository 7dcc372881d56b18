import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'
import { Turns } from './turns.ts'

/**
 * Everything that must hold. What is needed by others comes first; then two things at a time, since most of them keep
 * one core busy. They are told in the order in which they stand here, one whole output after the other. A check without
 * a count of its own counts as one. The last line reads `N passed, N failed`.
 */
type Count = { passed: number; failed: number }

const reports = await mkdtemp(join(tmpdir(), 'cao-diem-reports-'))
await chmod(reports, 0o755)
// Servers are started some sixty times, and packages loaded by hundreds of processes: what one compiled the others read.
process.env['NODE_COMPILE_CACHE'] = join(reports, 'compiled')
const turns = new Turns()
let isStopped = false
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    isStopped = true
    turns.kill(signal)
  })
}

const counts: Count[] = []
try {
  counts.push(
    await check('build', 'node', ['src/cli/bootstrap.cjs', '--build']),
    await check('browser', 'node', ['tests/support/install-browser.ts']),
    ...(await twoAtATime([
      () => check('eslint', 'eslint', ['.', '--max-warnings=0']),
      () => check('prettier', 'prettier', ['--check', '--log-level=warn', '.']),
      () => check('svelte-check', 'svelte-check', ['--fail-on-warnings', '--output=human']),
      vitest,
      playwright,
    ])),
  )
} finally {
  await rm(reports, { recursive: true, force: true })
}
const sum = (key: keyof Count) => counts.reduce((total, count) => total + count[key], 0)
process.stdout.write(`\n${sum('passed')} passed, ${sum('failed')} failed\n`)
process.exitCode = sum('failed') === 0 ? 0 : 1

/** Each begins when one before it has ended. */
async function twoAtATime(all: (() => Promise<Count>)[]): Promise<Count[]> {
  const waiting = [...all]
  const done: Count[] = []
  const work = async () => {
    for (let next = waiting.shift(); next && !isStopped; next = waiting.shift()) done.push(await next())
  }
  await Promise.all([work(), work()])
  return done
}

async function check(name: string, program: string, args: string[]): Promise<Count> {
  const code = await turns.run(name, program, args)
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

async function vitest(): Promise<Count> {
  const file = join(reports, 'vitest.json')
  const code = await turns.run('vitest', 'vitest', [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ])
  const report = await read(file, v.object({ numPassedTests: v.number(), numFailedTests: v.number() }))
  return counted(code, { passed: report?.numPassedTests ?? 0, failed: report?.numFailedTests ?? 0 })
}

async function playwright(): Promise<Count> {
  const file = join(reports, 'playwright.json')
  const code = await turns.run('playwright', 'playwright', ['test', '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_FILE: file,
    E2E_DATA_DIR: join(reports, 'data'),
  })
  const stats = v.object({ expected: v.number(), unexpected: v.number(), flaky: v.number() })
  const report = await read(file, v.object({ stats }))
  const { expected = 0, unexpected = 0, flaky = 0 } = report?.stats ?? {}
  return counted(code, { passed: expected, failed: unexpected + flaky })
}

/** A run that failed as a whole (no report, no test, an error between tests) is never counted as nothing. */
function counted(code: number, { passed, failed }: Count): Count {
  const isWrong = code !== 0 || passed === 0
  return { passed, failed: isWrong && failed === 0 ? 1 : failed }
}

/** Undefined when the run ended before its report was whole. */
async function read<T>(file: string, schema: v.GenericSchema<unknown, T>): Promise<T | undefined> {
  try {
    return v.parse(schema, JSON.parse(await readFile(file, 'utf8')))
  } catch {
    return undefined
  }
}
