import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Handle } from '@sveltejs/kit'

const pack = promisify(gzip)

/** Shorter than this, in bytes, an answer fits into one packet as it is. */
const worthIt = 1_400

/** Of nine levels: the higher ones take three times as long for a tenth fewer bytes. */
const level = 4

/** Sends pages and data compressed, a board to a tenth: whoever has a weak signal waits for bytes. What is built is compressed already. */
export const compress: Handle = async ({ event, resolve }) => {
  const response = await resolve(event)
  const { body, status, statusText } = response
  const isWorthIt = Number(response.headers.get('content-length') ?? worthIt) >= worthIt
  const isWanted = /\bgzip\b/.test(event.request.headers.get('accept-encoding') ?? '')
  if (!body || !isWorthIt || !isWanted || !isText(response)) return response
  const whole = Buffer.from(await response.arrayBuffer())
  const headers = new Headers(response.headers)
  if (whole.length < worthIt) return new Response(whole, { status, statusText, headers })
  headers.delete('content-length')
  headers.set('content-encoding', 'gzip')
  headers.append('vary', 'Accept-Encoding')
  return new Response(await pack(whole, { level }), { status, statusText, headers })
}

function isText({ headers }: Response): boolean {
  return (
    !headers.has('content-encoding') && /^(text\/|application\/json)/.test(headers.get('content-type') ?? '')
  )
}
