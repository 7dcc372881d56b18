import { type View, views } from './matrix.ts'

export const layouts = ['matrix', 'columns'] as const
export type Layout = (typeof layouts)[number]

/** What somebody chose to look at; the address keeps it, so that reloading and sharing show the same. */
export type Choice = {
  layout: Layout
  view: View
  words: string
  /** The assignment in the drawer. */
  openId: number | null
}

/** `first` is the view of an address that names none. */
export function choiceFrom(query: URLSearchParams, first: View): Choice {
  const openId = Number(query.get('open'))
  return {
    layout: layouts.find((one) => one === query.get('layout')) ?? 'matrix',
    view: views.find((one) => one === query.get('view')) ?? first,
    words: query.get('find') ?? '',
    openId: Number.isSafeInteger(openId) && openId > 0 ? openId : null,
  }
}

/** The address's query for a choice, with its question mark; empty for what is shown anyway. */
export function queryOf({ layout, view, words, openId }: Choice, first: View): string {
  const query = new URLSearchParams()
  if (layout !== 'matrix') query.set('layout', layout)
  if (view !== first) query.set('view', view)
  if (words.trim()) query.set('find', words.trim())
  if (openId !== null) query.set('open', String(openId))
  return query.size > 0 ? `?${query}` : ''
}
