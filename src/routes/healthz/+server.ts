import { json } from '@sveltejs/kit'

/** The process answers: nothing else is claimed here, see /readyz. */
export function GET() {
  return json({ status: 'ok' })
}
