import adapter from '@sveltejs/adapter-node'

/** @type {import('@sveltejs/kit').Config} */
export default {
  kit: {
    // The same sources are the same version, on every node that builds them.
    version: { name: process.env['BUILT_FROM'] ?? 'development' },
    adapter: adapter({ out: 'build', precompress: true }),
    // What a page may load and run: our own files only. Whatever text of a user's reached a page as markup does nothing.
    csp: {
      directives: {
        'default-src': ['self'],
        'script-src': ['self'],
        // Style attributes carry the widths of bars and places of marks.
        'style-src': ['self', 'unsafe-inline'],
        'img-src': ['self', 'blob:', 'data:'],
        'font-src': ['self', 'data:'],
        'object-src': ['none'],
        'base-uri': ['none'],
        'form-action': ['self'],
        'frame-ancestors': ['none'],
      },
    },
    // The one page that is kept for a phone without signal registers it, see src/lib/client/offline.ts.
    serviceWorker: { register: false },
  },
  compilerOptions: { runes: true },
}
