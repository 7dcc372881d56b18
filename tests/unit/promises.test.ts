import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

test('every promise of the live connection has a test that names it, and no test names one that is not made', () => {
  expect([...namedByTests()].sort()).toEqual([...promised()].sort())
})

/** '8.1' for the first promise of the eighth part. */
function promised(): Set<string> {
  const numbers = new Set<string>()
  let part = ''
  for (const line of readFileSync('tests/live/SPEC.md', 'utf8').split('\n')) {
    const [, heading, item] = /^(?:## (\d+) |(\d+)\. )/.exec(line) ?? []
    if (heading) part = heading
    if (item) numbers.add(`${part}.${item}`)
  }
  return numbers
}

function namedByTests(): Set<string> {
  const names = globSync('tests/**/*.test.ts').flatMap((file) => [
    ...readFileSync(file, 'utf8').matchAll(/\b(?:test|describe)\b[^\n]*?\(\s*['"`]((?:\d+\.\d+ )+)/g),
  ])
  return new Set(names.flatMap(([, numbers = '']) => numbers.trim().split(' ')))
}
