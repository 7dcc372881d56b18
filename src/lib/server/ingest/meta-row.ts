import type { ContentType } from '../../domain/coverage.ts'
import { canonicalLink, matchKeys, metaPostKeys, type CanonicalLink } from '../../domain/link.ts'
import type { Day, Instant } from '../../domain/time.ts'
import { countIn, idIn } from './cells.ts'
import type { Columns } from './headers.ts'
import { contentTypeFrom, countColumns, type MetaColumn } from './meta-columns.ts'
import { dayIn, instantIn, type DateOrder } from './publish-time.ts'
import type { Row } from './table.ts'

/** Null: the file does not say. */
export type ReadCounts = Record<(typeof countColumns)[number], number | null>

export type ImportedPost = ReadCounts & {
  network: 'facebook' | 'instagram'
  /** Meta's id; null when a spreadsheet ruined it. */
  externalId: string | null
  canonical: CanonicalLink | null
  link: string | null
  /** Everything it may be known by here: of its link and of Meta's id. Never empty. */
  keys: string[]
  pageId: string | null
  pageName: string
  title: string
  publishedAt: Instant
  contentType: ContentType
  /** Null: counts of its whole life. Else the sum over these days, which may not be all of them. */
  days: { first: Day; last: Day } | null
}

export type BadCell = {
  code: 'no_identity' | 'bad_link' | 'bad_time' | 'bad_number'
  column: string
  value: string
}

export type ParsedRow =
  { row: number; ok: true; post: ImportedPost } | { row: number; ok: false; reasons: BadCell[] }

export type Reading = { columns: Columns<MetaColumn>; order: DateOrder; timeZone: string }

/** Characters kept of a post's text as its title. */
const longestTitle = 300

export function readRow({ row, cells }: Row, { columns, order, timeZone }: Reading): ParsedRow {
  const cell = (column: MetaColumn) => cells[columns[column]?.index ?? -1]?.trim() ?? ''
  const reasons: BadCell[] = []
  const bad = (code: BadCell['code'], column: MetaColumn) =>
    reasons.push({ code, column: columns[column]?.header ?? column, value: cell(column).slice(0, 200) })

  const network = networkOf(cell)
  const externalId = idIn(cell('postId'))
  const pageId = idIn(cell('pageId'))
  const canonical = linkIn(cell('permalink'), { network, externalId, pageId })
  const keys = [
    ...(canonical ? matchKeys(canonical) : []),
    ...(externalId && network === 'facebook' ? metaPostKeys(externalId) : []),
  ]
  if (keys.length === 0) {
    if (cell('permalink') === '') bad('no_identity', columns.postId ? 'postId' : 'permalink')
    else bad('bad_link', 'permalink')
  }
  const publishedAt = instantIn(cell('publishTime'), { order, timeZone })
  if (publishedAt === null) bad('bad_time', 'publishTime')
  const counts: ReadCounts = { reactions: null, comments: null, shares: null, views: null, reach: null }
  for (const column of countColumns) {
    const count = countIn(cell(column))
    if (count === undefined) bad('bad_number', column)
    else counts[column] = count
  }
  if (reasons.length > 0 || publishedAt === null) return { row, ok: false, reasons }
  const day = dayIn(cell('date'), order)
  const post: ImportedPost = {
    ...counts,
    network,
    externalId,
    canonical,
    link: canonical?.link ?? null,
    keys: [...new Set(keys)],
    pageId,
    pageName: cell('pageName'),
    title: titleOf(cell('title') || cell('description')),
    publishedAt,
    contentType: contentTypeFrom(cell('postType')),
    days: day === null ? null : { first: day, last: day },
  }
  return { row, ok: true, post }
}

/** Insights until 2022 explained each column in a second header row. */
export function isExplanation({ cells }: Row, { columns, order, timeZone }: Reading): boolean {
  const cell = (column: MetaColumn) => cells[columns[column]?.index ?? -1] ?? ''
  if (instantIn(cell('publishTime'), { order, timeZone }) !== null || idIn(cell('postId'))) return false
  const counts = countColumns.map(cell).filter((text) => text.trim() !== '')
  return (
    counts.some((text) => /\p{L}+\s+\p{L}+/u.test(text)) &&
    counts.every((text) => countIn(text) === undefined)
  )
}

function networkOf(cell: (column: MetaColumn) => string): ImportedPost['network'] {
  const link = cell('permalink')
  if (link !== '') return /instagram\.com|instagr\.am/i.test(link) ? 'instagram' : 'facebook'
  return cell('username') !== '' || /^ig /i.test(cell('postType')) ? 'instagram' : 'facebook'
}

/** The permalink; without one, the address Facebook gives a post of that page and id. */
function linkIn(
  permalink: string,
  { network, externalId, pageId }: Pick<ImportedPost, 'network' | 'externalId' | 'pageId'>,
): CanonicalLink | null {
  const post = externalId?.split('_').at(-1)
  const own =
    network === 'facebook' && post && pageId ? `https://www.facebook.com/${pageId}/posts/${post}` : ''
  for (const text of [permalink, own]) {
    const link = text === '' ? null : canonicalLink(text)
    if (link && !('problem' in link)) return link
  }
  return null
}

function titleOf(text: string): string {
  const [first = ''] = text.split(/[\r\n]+/).filter((part) => part.trim() !== '')
  const line = first.replace(/\s+/gu, ' ').trim()
  // No more letters than code units: nearly every title fits without being taken apart.
  if (line.length <= longestTitle) return line
  const letters = [...line]
  return letters.length <= longestTitle
    ? line
    : `${letters
        .slice(0, longestTitle - 1)
        .join('')
        .trimEnd()}…`
}
