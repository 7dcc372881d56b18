import { foldText } from '../../domain/fold-text.ts'

const nothing = new Set(['', '-', '--', '–', '—', 'n/a', 'na', '#n/a', 'null', 'khong co', 'khong ap dung'])

/** A count with or without thousands marks ('1,234', '1.234', '1 234'). Null: nothing said. Undefined: no count. */
export function countIn(cell: string): number | null | undefined {
  const text = cell.replace(/^'/, '').replace(/[\s\u00a0\u202f]/gu, '')
  if (nothing.has(foldText(cell))) return null
  if (/^\d+(?:[.,]0+)?$/.test(text)) return safe(Number(text.replace(',', '.')))
  if (/^\d{1,3}(?:,\d{3})+$/.test(text) || /^\d{1,3}(?:\.\d{3})+$/.test(text))
    return safe(Number(text.replace(/[.,]/g, '')))
  if (/^\d(?:\.\d+)?E\+?\d+$/i.test(text)) return safe(Math.round(Number(text)))
  return undefined
}

/**
 * A long id that must keep every digit. Excel keeps fifteen and shows '1.22158E+17', or writes zeros for the rest: such
 * an id names nothing any more and is null.
 */
export function idIn(cell: string): string | null {
  const text = cell
    .trim()
    .replace(/^(?:=?"|')/, '')
    .replace(/"$/, '')
    .replace(/^(?:p|ig|fb):/i, '')
  const id = /^(?:\d+_)?\d{5,}$/.exec(text)?.[0]
  return id && !/^[1-9]\d{14}0+$/.test(id) ? id : null
}

function safe(number: number): number | undefined {
  return Number.isSafeInteger(number) ? number : undefined
}
