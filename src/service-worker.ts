/// <reference types="@sveltejs/kit" />
/// <reference no-default-lib="true"/>
/// <reference lib="esnext" />
/// <reference lib="webworker" />

import { version } from '$service-worker'

/**
 * Opens the officer's list where there is no signal. It keeps the last list that was loaded and the files it is made
 * of; commands, the live connection and every other page go past it. One list is kept, of whoever is signed in:
 * signing in or out forgets it, so that nobody is shown what another person left on this phone.
 */
const worker = globalThis as unknown as ServiceWorkerGlobalScope

const listPath = '/tasks'
const assets = `assets ${version}`
const pages = 'pages'

/** On weak signal the kept list comes after this, in milliseconds; what is new follows over the live connection. */
const patience = 8_000

/** And after this where the last wait was in vain. */
const impatience = 500

/** The last request that was waited for has not been answered yet. */
let isSilent = false

/** Where a person comes in or goes out. */
const doors = /^\/(login|logout|invite|setup)(\/|$)/

/** How often somebody did: a list that was asked for before is not kept any more. */
let passed = 0

worker.addEventListener('install', () => void worker.skipWaiting())

worker.addEventListener('activate', (event) => {
  event.waitUntil(worker.clients.claim())
})

worker.addEventListener('message', (event) => {
  const asked = event.data as { keep?: unknown } | null
  if (Array.isArray(asked?.keep)) event.waitUntil(keepAll(asked.keep.map(String)))
})

worker.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (url.origin !== worker.location.origin) return
  if (doors.test(url.pathname)) return event.respondWith(throughDoor(request))
  if (request.method !== 'GET') return
  if (isAsset(url)) return event.respondWith(asset(event))
  if (request.mode !== 'navigate') return
  if (url.pathname === listPath) event.respondWith(list(event))
  if (url.pathname === '/') event.respondWith(frontDoor(event))
})

/** Forgets before and behind it: what is asked for meanwhile may still be the list of whoever goes out. */
async function throughDoor(request: Request): Promise<Response> {
  await forget()
  try {
    return await fetch(request)
  } finally {
    await forget()
  }
}

async function forget(): Promise<void> {
  passed += 1
  // A full or broken store keeps nobody from signing in.
  await caches.delete(pages).catch(() => false)
}

/** The icon on the home screen opens the front door: without signal it leads to the list. */
async function frontDoor({ request }: FetchEvent): Promise<Response> {
  const fresh = fetch(request)
  return (await keptList().catch(() => null)) ? orElse(fresh, () => Response.redirect(listPath, 307)) : fresh
}

async function list(event: FetchEvent): Promise<Response> {
  const before = passed
  const kept = await keptList().catch(() => null)
  const fresh = fetch(event.request)
  // One that comes too late to be shown is kept all the same.
  event.waitUntil(
    fresh.then(
      (response) => remember(response.clone(), before),
      () => undefined,
    ),
  )
  return kept ? orElse(fresh, () => (before === passed ? kept : fresh)) : fresh
}

/** What the network gives; where it is gone or silent for too long, something else. */
async function orElse(
  fresh: Promise<Response>,
  instead: () => Response | Promise<Response>,
): Promise<Response> {
  const came = fresh.then(
    (response) => (isAway(response) ? null : response),
    () => null,
  )
  const patient = new Promise<'silence'>((resolve) =>
    setTimeout(() => resolve('silence'), isSilent ? impatience : patience),
  )
  const first = await Promise.race([came, patient])
  isSilent = first === 'silence'
  if (first !== 'silence') return first ?? instead()
  void came.then(() => (isSilent = false))
  return instead()
}

/** Keeps a list that came; somebody who was sent to sign in is not shown one. */
async function remember(response: Response, before: number): Promise<void> {
  if (response.type === 'opaqueredirect' || response.redirected) await forget()
  if (response.status !== 200 || response.redirected || before !== passed) return
  await (await caches.open(pages)).put(listPath, response)
  if (before !== passed) return forget()
  await forgetOtherVersions()
}

async function keptList(): Promise<Response | undefined> {
  return (await caches.open(pages)).match(listPath)
}

async function asset(event: FetchEvent): Promise<Response> {
  const { request } = event
  const kept = await caches.match(request).catch(() => undefined)
  if (kept) return kept
  const response = await fetch(request)
  if (response.status === 200) event.waitUntil(keep(request, response.clone()))
  return response
}

/** A full or broken store keeps no page from opening. */
async function keep(request: Request, response: Response): Promise<void> {
  const cache = caches.open(assets)
  await cache.then((open) => open.put(request, response)).catch(() => undefined)
}

/** The first visit was drawn before this worker was there: it takes up what that page is made of. */
async function keepAll(addresses: string[]): Promise<void> {
  const cache = await caches.open(assets)
  for (const address of addresses) {
    const url = new URL(address, worker.location.origin)
    if (url.origin !== worker.location.origin || !isAsset(url) || (await cache.match(url))) continue
    await cache.add(url).catch(() => undefined)
  }
  if (await keptList()) return
  const before = passed
  await fetch(listPath, { headers: { accept: 'text/html' } }).then(
    (response) => remember(response, before),
    () => undefined,
  )
}

/** Files whose names change with their content. */
function isAsset({ pathname }: URL): boolean {
  return pathname.startsWith('/_app/immutable/')
}

/** A proxy answers in place of a server that is away. */
function isAway({ status }: Response): boolean {
  return status === 502 || status === 503 || status === 504
}

/** Once a list of this version is kept, nothing refers to the files of another. */
async function forgetOtherVersions(): Promise<void> {
  const names = await caches.keys()
  await Promise.all(
    names.filter((name) => name !== assets && name !== pages).map((name) => caches.delete(name)),
  )
}
