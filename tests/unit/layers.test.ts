import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { computed, importsOf } from '../support/imports.ts'
import { layerOf, objection } from '../support/layers.ts'

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => /\.(ts|svelte)$/.test(file))
const sources = files.map((file) => {
  const source = readFileSync(join('src', file), 'utf8')
  return { file, source, imports: importsOf(file, source) }
})

test('imports point down', () => {
  const objections = sources.flatMap(({ file, imports }) =>
    imports.map((specifier) => objection(file, specifier)),
  )
  expect(objections.filter((sentence) => sentence !== null).join('\n')).toBe('')
})

test('imports name the file with its extension, and never through names Vite alone knows', () => {
  const offences = sources.flatMap(({ file, imports }) =>
    imports
      .filter((specifier) => /^(\$lib|\$env|\$app\/stores)/.test(specifier) || lacksExtension(specifier))
      .map((specifier) => `src/${file} imports ${specifier}: write #lib/… or a relative path, with .ts`),
  )
  expect(offences.join('\n')).toBe('')
})

test('a page whose database is away says so: what it loads, it asks for in loading()', () => {
  const offences = sources
    .filter(({ file }) => file.endsWith('.server.ts'))
    .filter(({ source }) => {
      const [, load = ''] = source.split('export const load')
      const [own = ''] = load.split('export const ')
      return own.includes('db()') && !own.includes('loading(')
    })
    .map(({ file }) => `src/${file} loads from the database outside of loading()`)
  expect(offences.join('\n')).toBe('')
})

function lacksExtension(specifier: string): boolean {
  return /^(\.|#lib\/)/.test(specifier) && !/\.(ts|js|cjs|svelte|css|json|svg|sql)$|\$types$/.test(specifier)
}

test('every kind of import is seen in modules', () => {
  const source = `
    import a, { type B } from './a.ts'
    import type { C } from './c.ts'
    export { d } from './d.ts'
    export * from './e.ts'
    type F = import('./f.ts').F
    const g = await import('./g.ts')
    const h = await import(\`./h.ts\`)
    const i = await import(name)
    import './j.ts'`
  expect(importsOf('x.ts', source)).toEqual([
    ...['./a.ts', './c.ts', './d.ts', './e.ts', './f.ts', './g.ts', './h.ts'],
    computed,
    './j.ts',
  ])
})

test('every kind of import is seen in components, scripts and markup', () => {
  const source = `
    <script module lang="ts">
      export { a } from './a.ts'
    </script>
    <script lang="ts">
      import type { B } from './b.ts'
      import C from './C.svelte'
      let { d }: { d: import('./d.ts').D } = $props()
      const late = () => import('./e.ts')
      export { late }
    </script>
    {#await import('./f.ts') then { f }}<C {d} {f} />{/await}`
  expect(importsOf('X.svelte', source).sort()).toEqual([
    ...['./C.svelte', './a.ts', './b.ts', './d.ts', './e.ts', './f.ts'],
  ])
})

test('an import that points up is objected to with what would be allowed', () => {
  expect(objection('lib/domain/board.ts', '../server/db/pool.ts')).toBe(
    'src/lib/domain/board.ts imports src/lib/server/db/pool.ts, but domain may import no other layer and no package.',
  )
  expect(objection('lib/ui/Wall.svelte', '#lib/server/queries/wall.ts')).toContain('but ui may import client')
})

test.each([
  ['lib/domain/may.ts', 'valibot'],
  ['lib/domain/may.ts', 'node:crypto'],
  ['lib/protocol/live.ts', '../client/outbox.svelte.ts'],
  ['lib/client/outbox.svelte.ts', '../ui/format.ts'],
  ['lib/client/outbox.svelte.ts', 'node:fs'],
  ['lib/server/store/unit.ts', '../commands/frame.ts'],
  ['lib/server/queries/board.ts', '../commands/frame.ts'],
  ['lib/server/commands/posts.ts', '../live/gateway.ts'],
  ['lib/server/live/gateway.ts', '../store/unit.ts'],
  ['lib/server/live/gateway.ts', '$app/environment'],
  ['lib/server/web/answer.ts', '#lib/ui/words/vi.ts'],
  ['routes/posts/+page.server.ts', '#lib/server/store/post.ts'],
  ['routes/posts/+page.server.ts', '#lib/server/live/gateway.ts'],
  ['routes/posts/+page.server.ts', 'postgres'],
])('%s may not import %s', (file, specifier) => {
  expect(objection(file, specifier)).not.toBeNull()
})

test.each([
  ['lib/ui/Wall.svelte', '#lib/client/live-wall.svelte.ts'],
  ['lib/domain/may.ts', './person.ts'],
  ['lib/server/store/unit.ts', '../../domain/unit.ts'],
  ['routes/posts/+page.server.ts', '#lib/server/queries/posts.ts'],
  ['routes/posts/+page.server.ts', './$types'],
  ['server.ts', './lib/server/live/gateway.ts'],
])('%s may import %s', (file, specifier) => {
  expect(objection(file, specifier)).toBeNull()
})

test('a folder nobody placed in a layer is noticed', () => {
  expect(layerOf('elsewhere/thing.ts')).toBeNull()
  expect(objection('elsewhere/thing.ts', 'valibot')).toContain('stands in no layer')
})
