import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { Turns } from '../../src/cli/turns.ts'

/** Says one thing, waits for a file, says another. */
function talk(turns: Turns, name: string, { until = '.', code = 0 } = {}): Promise<number> {
  const source = `process.stdout.write('${name} begins\\n')
    const waiting = setInterval(() => {
      if (!fs.existsSync(${JSON.stringify(until)})) return
      clearInterval(waiting)
      process.stderr.write('${name} ends\\n')
      process.exitCode = ${code}
    }, 20)`
  return turns.run(name, 'node', ['-e', source])
}

test('programs that run side by side are told one after the other, in the order in which they began', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cao-diem-turns-'))
  const sign = join(folder, 'sign')
  let told = ''
  const turns = new Turns((text) => (told += text))
  const slow = talk(turns, 'slow', { until: sign })
  const quick = talk(turns, 'quick', { code: 3 })
  await vi.waitUntil(() => told.includes('slow begins'), { timeout: 10_000 })
  expect(await quick).toBe(3)
  expect(told, 'who began first is heard as it goes').toBe('\n== slow\nslow begins\n')
  await writeFile(sign, '')
  expect(await slow).toBe(0)
  expect(told).toBe('\n== slow\nslow begins\nslow ends\n\n== quick\nquick begins\nquick ends\n')
  await rm(folder, { recursive: true })
})

test('a program that is not there has failed, and says so', async () => {
  let told = ''
  const turns = new Turns((text) => (told += text))
  expect(await turns.run('lint', 'no-such-program', [])).toBe(1)
  expect(told).toContain('no-such-program does not run')
})

test('a program that leaves something running that could talk on has ended all the same', async () => {
  let told = ''
  const turns = new Turns((text) => (told += text))
  const source = `const left = require('node:child_process')
    .spawn('sleep', ['60'], { detached: true, stdio: 'inherit' })
    left.unref()
    console.log('left', left.pid)`
  expect(await turns.run('leaves', 'node', ['-e', source])).toBe(0)
  process.kill(Number(/left (\d+)/.exec(told)?.[1]))
})

test('a program that is told to stop has failed', async () => {
  const turns = new Turns(() => undefined)
  const ended = talk(turns, 'endless', { until: '/nowhere' })
  turns.kill('SIGTERM')
  expect(await ended).toBe(1)
})
