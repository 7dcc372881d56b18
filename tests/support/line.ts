import type { Page, WebSocketRoute } from '@playwright/test'

const live = /\/live\//

/** The live line of a page to be opened: the browser's own 'offline' leaves open sockets alone. */
export async function lineOf(page: Page): Promise<{ cut: () => Promise<void>; mend: () => Promise<void> }> {
  let isCut = false
  const open = new Set<WebSocketRoute>()
  await page.routeWebSocket(live, (socket) => {
    if (isCut) return void socket.close()
    socket.connectToServer()
    open.add(socket)
  })
  return {
    cut: async () => {
      isCut = true
      // Only while it is cut: as long as a route stands, the browser keeps no file of a page for the next one.
      await page.route(live, (route) => route.abort())
      for (const socket of open) await socket.close()
      open.clear()
    },
    mend: async () => {
      isCut = false
      await page.unroute(live)
    },
  }
}
