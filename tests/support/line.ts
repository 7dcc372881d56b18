import type { Page, WebSocketRoute } from '@playwright/test'

/** The live line of a page to be opened: the browser's own 'offline' leaves open sockets alone. */
export async function lineOf(page: Page): Promise<{ cut: () => Promise<void>; mend: () => void }> {
  let isCut = false
  const open = new Set<WebSocketRoute>()
  await page.routeWebSocket(/\/live\//, (socket) => {
    if (isCut) return void socket.close()
    socket.connectToServer()
    open.add(socket)
  })
  await page.route(/\/live\//, (route) => (isCut ? route.abort() : route.continue()))
  return {
    cut: async () => {
      isCut = true
      for (const socket of open) await socket.close()
      open.clear()
    },
    mend: () => (isCut = false),
  }
}
