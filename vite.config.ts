import type { Server } from 'node:http'
import { sveltekit } from '@sveltejs/kit/vite'
import { defineConfig, type Plugin } from 'vite'

type Development = { attachDevelopment: (server: Server, mode: string) => Promise<void> }

/** `npm run dev` serves on the same database and live connection as `npm start`, see src/cli/dev.ts. */
const development: Plugin = {
  name: 'cao-diem-development',
  apply: 'serve',
  config: () => ({ server: { port: Number(process.env['PORT']) || 3000, strictPort: true } }),
  configureServer: async ({ httpServer, config }) => {
    // Loaded by Node itself, as in production, and not bundled into this configuration.
    const file = new URL('src/cli/dev.ts', import.meta.url)
    const { attachDevelopment } = (await import(file.href)) as Development
    if (httpServer) await attachDevelopment(httpServer as Server, config.mode)
  },
}

export default defineConfig({ plugins: [sveltekit(), development] })
