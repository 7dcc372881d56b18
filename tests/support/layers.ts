import { posix } from 'node:path'

type Layer = {
  /** Folders and files under src, the longest match wins. */
  at: readonly string[]
  may: readonly LayerName[]
  /** Packages by name; 'server' is any package that plain Node can load without a browser or Vite. */
  packages: readonly string[] | 'server'
}

type LayerName =
  | 'domain'
  | 'protocol'
  | 'client'
  | 'ui'
  | 'foundation'
  | 'db'
  | 'store'
  | 'journal'
  | 'auth'
  | 'ingest'
  | 'commands'
  | 'queries'
  | 'reports'
  | 'live'
  | 'jobs'
  | 'sample'
  | 'web'
  | 'routes'
  | 'start'

const shared = ['protocol', 'domain', 'foundation', 'db'] as const

/** Who may import whom, top to bottom: a layer imports itself and what stands in its `may`, nothing else. */
export const layers: Record<LayerName, Layer> = {
  domain: { at: ['lib/domain/'], may: [], packages: [] },
  protocol: { at: ['lib/protocol/'], may: ['domain'], packages: ['valibot'] },
  client: {
    at: ['lib/client/'],
    may: ['protocol', 'domain'],
    packages: ['svelte', 'socket.io-client', 'idb-keyval', 'valibot', '$app'],
  },
  ui: {
    at: ['lib/ui/'],
    may: ['client', 'protocol', 'domain'],
    packages: ['svelte', 'chart.js', '@fontsource', '@fontsource-variable', '@sveltejs/kit', '$app'],
  },
  // Settings, log and refusals: what every part of the server may use, and what uses no part of it.
  foundation: {
    at: ['lib/server/config.ts', 'lib/server/log.ts', 'lib/server/refusal.ts'],
    may: [],
    packages: 'server',
  },
  db: { at: ['lib/server/db/'], may: ['foundation', 'domain'], packages: 'server' },
  store: { at: ['lib/server/store/'], may: shared, packages: 'server' },
  journal: { at: ['lib/server/journal/'], may: shared, packages: 'server' },
  auth: { at: ['lib/server/auth/'], may: [...shared, 'store', 'journal'], packages: 'server' },
  ingest: { at: ['lib/server/ingest/'], may: shared, packages: 'server' },
  commands: {
    at: ['lib/server/commands/'],
    may: [...shared, 'store', 'journal', 'auth', 'ingest'],
    packages: 'server',
  },
  queries: {
    at: ['lib/server/queries/'],
    may: [...shared, 'store', 'journal', 'ingest'],
    packages: 'server',
  },
  reports: { at: ['lib/server/reports/'], may: [...shared, 'queries'], packages: 'server' },
  live: { at: ['lib/server/live/'], may: [...shared, 'journal', 'queries', 'auth'], packages: 'server' },
  jobs: {
    at: ['lib/server/jobs/'],
    may: [...shared, 'store', 'journal', 'auth', 'ingest', 'commands', 'queries', 'reports'],
    packages: 'server',
  },
  sample: {
    at: ['lib/server/sample/'],
    may: [...shared, 'store', 'auth', 'commands', 'queries'],
    packages: 'server',
  },
  web: {
    at: ['lib/server/web/'],
    may: [...shared, 'auth', 'commands', 'queries'],
    packages: 'server',
  },
  routes: {
    at: ['routes/', 'hooks.server.ts', 'hooks.client.ts', 'app.d.ts', 'service-worker.ts'],
    may: [...shared, 'web', 'auth', 'commands', 'queries', 'ingest', 'reports', 'jobs', 'client', 'ui'],
    packages: [
      'svelte',
      '@sveltejs/kit',
      'valibot',
      '@fontsource',
      '@fontsource-variable',
      'node:',
      '$app',
      '$service-worker',
    ],
  },
  // The processes themselves put everything together; pages reach them only as the built handler.
  start: {
    at: ['server.ts', 'cli/', 'lib/server/'],
    may: [...shared, 'store', 'journal', 'auth', 'commands', 'queries', 'live', 'jobs', 'sample', 'web'],
    packages: 'server',
  },
}

/** Vite's own names and the browser's framework: plain Node, which runs the server, knows none of them. */
const unknownToNode = ['$app', '$env', '$lib', '$service-worker', 'svelte']

/** Null when `file` (relative to src) may import `specifier`, else a sentence that says what it may import. */
export function objection(file: string, specifier: string): string | null {
  const from = layerOf(file)
  if (!from) return `src/${file} stands in no layer: name its folder in tests/support/layers.ts.`
  if (/^\.\/\$types(\.js)?$/.test(specifier)) return null
  const target = targetOf(file, specifier)
  const [what, isAllowed] =
    target === null
      ? [specifier, mayUsePackage(from, specifier)]
      : [`src/${target}`, mayUseLayer(from, layerOf(target))]
  return isAllowed ? null : `src/${file} imports ${what}, but ${described(from)}.`
}

/** The longest place that the file stands in. */
export function layerOf(file: string): LayerName | null {
  let best: { name: LayerName; length: number } | null = null
  for (const name of Object.keys(layers) as LayerName[]) {
    for (const place of layers[name].at) {
      const isInside = place.endsWith('/') ? file.startsWith(place) : file === place
      if (isInside && place.length > (best?.length ?? 0)) best = { name, length: place.length }
    }
  }
  return best?.name ?? null
}

/** What the specifier names, relative to src; null for a package. */
function targetOf(file: string, specifier: string): string | null {
  if (specifier.startsWith('#lib/')) return specifier.slice(1)
  if (specifier.startsWith('.')) return posix.normalize(posix.join(posix.dirname(file), specifier))
  return null
}

function mayUseLayer(from: LayerName, to: LayerName | null): boolean {
  return to !== null && (to === from || layers[from].may.includes(to))
}

function mayUsePackage(from: LayerName, specifier: string): boolean {
  const { packages } = layers[from]
  const isOneOf = (names: readonly string[]) =>
    names.some((name) =>
      name.endsWith(':')
        ? specifier.startsWith(name)
        : specifier === name || specifier.startsWith(`${name}/`),
    )
  return packages === 'server' ? !isOneOf(unknownToNode) : isOneOf(packages)
}

function described(name: LayerName): string {
  const { may, packages } = layers[name]
  const layersSaid = may.length === 0 ? 'no other layer' : may.join(', ')
  const packagesSaid =
    packages === 'server'
      ? 'packages that plain Node can load'
      : packages.length === 0
        ? 'no package'
        : `the packages ${packages.join(', ')}`
  return `${name} may import ${layersSaid} and ${packagesSaid}`
}
