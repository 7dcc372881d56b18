import { expect, test } from 'vitest'
import { hear, type ServerProcess, startServer } from '../support/server-process.ts'

/** A program that stops as told, within so many milliseconds. */
async function program(stop: string, longest: number): Promise<ServerProcess> {
  const code = `
    import { stopOnSignal } from './src/lib/server/stopping.ts'
    setInterval(() => undefined, 1_000)
    stopOnSignal(${stop}, { longest: ${longest} })
    console.log('ready')`
  const started = startServer({}, ['--input-type=module', '--eval', code])
  await hear(started, /ready/)
  return started
}

test('a stop that comes to no end is ended, and says so', async () => {
  const { child, ended, said } = await program('() => new Promise(() => undefined)', 300)
  child.kill('SIGTERM')
  expect(await ended).toBe(1)
  expect(said()).toContain('has not stopped by itself')
})

test('a stop that fails says why; one that ends well says nothing', async () => {
  const failing = await program(`() => Promise.reject(new Error('the port is stuck'))`, 20_000)
  failing.child.kill('SIGTERM')
  expect(await failing.ended).toBe(1)
  expect(failing.said()).toContain('the port is stuck')
  const well = await program(`() => Promise.resolve()`, 20_000)
  well.child.kill('SIGINT')
  expect(await well.ended).toBe(0)
})

test('the Ctrl-C that npm passes on counts as one; a second one later does not wait any longer', async () => {
  const asked = await program(`() => (console.log('stopping'), new Promise(() => undefined))`, 20_000)
  const { child, ended, said } = asked
  child.kill('SIGINT')
  await hear(asked, /stopping/)
  child.kill('SIGINT')
  await new Promise((resolve) => setTimeout(resolve, 1_100))
  expect(child.exitCode).toBeNull()
  child.kill('SIGINT')
  expect(await ended).toBe(1)
  expect(said()).not.toContain('has not stopped by itself')
})
