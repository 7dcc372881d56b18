import { boardHead, boardLoads, boardRow } from '../board-load.ts'
import type { Product } from '../support/product.ts'
import type { Report } from '../support/report.ts'
import { wallHead, wallLoads, wallRow } from '../wall-frames.ts'

export async function walls(product: Product, report: Report): Promise<void> {
  report.say('## A wall while commands come')
  report.say(
    'A campaign of 50 unions, 2,000 assignments and 10,000 posts; what one wall is sent. At most two frames a second.',
  )
  report.table(wallHead, (await wallLoads(product)).map(wallRow))
}

export async function boards(product: Product, report: Report): Promise<void> {
  report.say('## Opening a campaign')
  report.say(
    'Campaigns of 200 unions, half of the work done with a post each, and so many spontaneous posts besides. Milliseconds by ' +
      'the clock (p50 of 7) and of the server’s CPU without PostgreSQL; kB, and kB sent (gzip).',
  )
  const loads = await boardLoads(product)
  report.table(boardHead, loads.map(boardRow))
}
