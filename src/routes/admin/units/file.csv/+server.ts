import { db } from '#lib/server/db/pool.ts'
import { unitsKeptBy } from '#lib/server/queries/admin.ts'
import { unitsFile } from '#lib/server/ingest/units.ts'
import { answerQuery } from '#lib/server/web/answer.ts'
import type { RequestHandler } from './$types'

/**
 * The kept units as a file that can be filled in and imported again; only the first of them as a template. A page that
 * may not be seen answers in words, a file cannot: it is refused as JSON.
 */
export const GET: RequestHandler = async ({ locals, url }) => {
  const isTemplate = url.searchParams.has('template')
  let csv = ''
  const answer = await answerQuery(async () => {
    const units = await unitsKeptBy(db(), locals.actor)
    const codes = new Map(units.map(({ id, code }) => [id, code]))
    const rows = units.map((unit) => ({ ...unit, parentCode: codes.get(unit.parentId ?? 0) ?? '' }))
    csv = unitsFile(isTemplate ? rows.slice(0, 1) : rows)
    return {}
  })
  if (!answer.ok) return answer
  return new Response(csv, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${isTemplate ? 'mau-don-vi' : 'don-vi'}.csv"`,
      'cache-control': 'no-store',
    },
  })
}
