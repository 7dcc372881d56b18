import type { Server } from 'node:http'
import { sveltekit } from '@sveltejs/kit/vite'
import { type Connect, defineConfig, type Plugin } from 'vite'

type Door = { commandDoor: (origin: string | null, pages: () => void) => Connect.SimpleHandleFunction }
type Development = { attachDevelopment: (server: Server, mode: string) => Promise<void> }

/** `npm run dev` serves on the same database and live connection as `npm start`, see src/cli/dev.ts. */
const development: Plugin = {
  name: 'cao-diem-development',
  apply: 'serve',
  config: () => ({ server: { port: Number(process.env['PORT']) || 3000, strictPort: true } }),
  configureServer: async ({ httpServer, config, middlewares, ssrLoadModule }) => {
    // Commands go past the pages, and through Vite so that a change of theirs counts at once.
    middlewares.use((request, response, next) => {
      void ssrLoadModule('/src/lib/server/web/command-door.ts')
        .then((door) =>
          (door as Door).commandDoor(process.env['ORIGIN'] || null, () => next())(request, response),
        )
        .catch(next)
    })
    // Loaded by Node itself, as in production, and not bundled into this configuration.
    const file = new URL('src/cli/dev.ts', import.meta.url)
    const { attachDevelopment } = (await import(file.href)) as Development
    if (httpServer) await attachDevelopment(httpServer as Server, config.mode)
  },
}

export default defineConfig({ plugins: [sveltekit(), development] })
