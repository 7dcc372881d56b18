/** So often is everything measured, in turn with the floors: ratios of medians are what counts. */
export const rounds = 3

/** A figure of the issue that asked for speed. */
type Goal = { what: string; is: number; most?: number; least?: number }

/** What the bench found, as a page for people. */
export class Report {
  readonly #lines: string[] = []
  readonly #goals: Goal[] = []

  say(words: string): void {
    this.#lines.push(words)
    process.stdout.write(`${words}\n\n`)
  }

  table(head: readonly string[], rows: readonly (readonly string[])[]): void {
    this.say(tableOf(head, rows))
  }

  /** Holds a figure against what was set out for. */
  goal(goal: Goal): void {
    this.#goals.push(goal)
  }

  /** The page, beginning with what was reached. */
  page(title: string): string {
    return [title, '## Against the goals', this.goals(), ...this.#lines].join('\n\n') + '\n'
  }

  goals(): string {
    return tableOf(
      ['figure', 'goal', 'here', ''],
      this.#goals.map(({ what, is, most = Infinity, least = -Infinity }) => [
        what,
        most === Infinity ? `≥ ${least}` : `≤ ${most}`,
        is.toFixed(is < 100 ? 2 : 0),
        is <= most && is >= least ? 'reached' : '**not reached**',
      ]),
    )
  }
}

function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

export function median(values: readonly number[]): number {
  return at(values, 0.5)
}

/** The value below which a share of them lies. */
export function at(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN
}

export function ms(value: number): string {
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`
}
