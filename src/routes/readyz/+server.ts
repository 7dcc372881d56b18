import { json } from '@sveltejs/kit'
import { db } from '#lib/server/db/pool.ts'
import { readiness } from '#lib/server/queries/readiness.ts'

/** 200 when this node can serve people, 503 while something it needs is missing. */
export async function GET() {
  const ready = await readiness(db())
  const isReady = Object.values(ready).every(Boolean)
  return json(ready, { status: isReady ? 200 : 503 })
}
