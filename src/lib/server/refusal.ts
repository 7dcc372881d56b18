/** Why the server does not start, for the operator to read: what happened, to what, and what to do. */
export class Refusal extends Error {
  readonly vi: string
  readonly en: string

  constructor({ vi, en }: { vi: string; en: string }) {
    super(en)
    this.name = 'Refusal'
    this.vi = vi
    this.en = en
  }
}

/** Runs a program's main part; a refusal is printed as its two sentences and ends with exit code 1. */
export async function orRefuse(main: () => Promise<void>): Promise<void> {
  try {
    await main()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    process.stderr.write(`\n${error.vi}\n${error.en}\n\n`)
    process.exit(1)
  }
}
