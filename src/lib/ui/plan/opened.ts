/** Which form of the plan is open, as its address says: ?add=event, ?edit=coverage-12. */
export type Opened =
  | { kind: 'addEvent' }
  | { kind: 'changeEvent'; eventId: number }
  | { kind: 'addCoverage'; eventId: number | null }
  | { kind: 'changeCoverage'; coverageId: number }

export function openedBy(search: URLSearchParams): Opened | null {
  const add = search.get('add')
  if (add === 'event') return { kind: 'addEvent' }
  if (add === 'coverage') return { kind: 'addCoverage', eventId: idIn(search.get('event') ?? '') }
  const [noun, id = ''] = (search.get('edit') ?? '').split('-')
  const known = idIn(id)
  if (known === null) return null
  if (noun === 'event') return { kind: 'changeEvent', eventId: known }
  return noun === 'coverage' ? { kind: 'changeCoverage', coverageId: known } : null
}

/** The address that opens it, below the plan's own. */
export function addressOf(opened: Opened): string {
  switch (opened.kind) {
    case 'addEvent':
      return 'add=event'
    case 'changeEvent':
      return `edit=event-${opened.eventId}`
    case 'addCoverage':
      return opened.eventId === null ? 'add=coverage' : `add=coverage&event=${opened.eventId}`
    case 'changeCoverage':
      return `edit=coverage-${opened.coverageId}`
  }
}

function idIn(text: string): number | null {
  return /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null
}
