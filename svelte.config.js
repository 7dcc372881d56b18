import adapter from '@sveltejs/adapter-node'

/** @type {import('@sveltejs/kit').Config} */
export default {
  kit: {
    // The same sources are the same version, on every node that builds them.
    version: { name: process.env['BUILT_FROM'] ?? 'development' },
    adapter: adapter({ out: 'build', precompress: true }),
    // The one page that is kept for a phone without signal registers it, see src/lib/client/offline.ts.
    serviceWorker: { register: false },
  },
  compilerOptions: { runes: true },
}
