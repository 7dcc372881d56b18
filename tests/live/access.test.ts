import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { commandPath } from '#lib/protocol/commands.ts'
import { startSession } from '#lib/server/auth/sessions.ts'
import { adminForms } from '../support/access-admin.ts'
import { campaignForms } from '../support/access-campaign.ts'
import { pagesAndApi } from '../support/access-table.ts'
import { newWorld } from '../support/access-world.ts'
import { people, type Person, type Row, type World } from '../support/access.ts'
import { type OwnBoard, ownBoard } from '../support/own-board.ts'

/** What everybody gets from every page, action and method. A new one has to be added, or a test fails. */
const table: Record<string, Row> = { ...pagesAndApi, ...campaignForms, ...adminForms }

let board: OwnBoard
let address: string
/** As it was made; null once somebody was allowed to change it. */
let world: World | null = null

beforeAll(async () => {
  board = await ownBoard()
  address = (await board.serve()).address
}, 120_000)
afterAll(() => board.close())

test('every page, action and method of the product is in the table', async () => {
  expect(Object.keys(table).sort()).toEqual((await routesOfTheProduct()).sort())
})

describe.each(Object.entries(table))('%s', (name, row) => {
  test.each(people)('as %s', async (person) => {
    world ??= await newWorld(board.database.sql, board.who)
    const response = await ask(name, row, { person, world })
    if (!name.startsWith('GET ') && response.status < 400) world = null
    const said = response.status === row.answers[person] ? '' : await response.text()
    expect(response.status, said.slice(0, 600)).toBe(row.answers[person])
  })
})

async function ask(
  name: string,
  row: Row,
  { person, world }: { person: Person; world: World },
): Promise<Response> {
  const [method = 'GET'] = name.split(' ')
  const headers: Record<string, string> = { origin: address, accept: 'text/html' }
  if (person !== 'nobody') headers['cookie'] = await cookieOf(person)
  const request: RequestInit = { method, headers, redirect: 'manual' }
  if (row.json) {
    headers['content-type'] = 'application/json'
    request.body = JSON.stringify(row.json(world))
  } else if (row.form) request.body = formOf(row.form(world))
  return fetch(address + row.path(world), request)
}

function formOf(fields: Record<string, string | Blob>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  return form
}

async function cookieOf(person: Exclude<Person, 'nobody'>): Promise<string> {
  const { name, value } = await startSession(board.database.sql, board.who[person].personId)
  return `${name}=${value}`
}

/** 'GET /campaigns/[id]', 'POST /login?/default', 'POST /api/commands' ..., read from the routes themselves. */
async function routesOfTheProduct(): Promise<string[]> {
  const pages = Object.keys(import.meta.glob('/src/routes/**/+page*.svelte')).map(routeOf)
  const loads = import.meta.glob<object>('/src/routes/**/+page.server.ts')
  const endpoints = import.meta.glob<object>('/src/routes/**/+server.ts')
  const found = new Set(pages.map((route) => `GET ${route}`))
  // Before the pages, see commandDoor.
  found.add(`POST ${commandPath}`)
  for (const [file, load] of Object.entries(loads)) {
    found.add(`GET ${routeOf(file)}`)
    const { actions = {} } = (await load()) as { actions?: object }
    for (const action of Object.keys(actions)) found.add(`POST ${routeOf(file)}?/${action}`)
  }
  for (const [file, load] of Object.entries(endpoints)) {
    for (const method of Object.keys(await load())) found.add(`${method} ${routeOf(file)}`)
  }
  return [...found]
}

/** '/src/routes/campaigns/[id]/+page.svelte' is '/campaigns/[id]'. */
function routeOf(file: string): string {
  return file.replace(/^\/src\/routes/, '').replace(/\/\+[^/]*$/, '') || '/'
}
