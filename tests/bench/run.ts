import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { memory, storms } from './sections/crowds.ts'
import { fanOuts } from './sections/fan-out.ts'
import { ingests } from './sections/ingest.ts'
import { notifications } from './sections/notify.ts'
import { boards, walls } from './sections/screens.ts'
import { writers } from './sections/writers.ts'
import { loadCore, pin } from './support/processes.ts'
import { startProduct } from './support/product.ts'
import { Report, rounds } from './support/report.ts'

/**
 * `npm run bench`: what the live core does on this machine, beside floors measured in the same run, round by round in
 * turn. Ratios of medians are what counts. Writes RESULTS.md; with names (`npm run bench -- storms`) only those are
 * measured, and nothing is written.
 */
const sections = { fanOuts, writers, storms, memory, ingests, notifications, walls, boards }

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !(name in sections))
if (unknown.length > 0) {
  process.stderr.write(`There is no ${unknown.join(', ')}; there are ${Object.keys(sections).join(', ')}.\n`)
  process.exit(1)
}

// Who steers is no part of what is measured either.
const isPinned = pin(process.pid, loadCore)
const report = new Report()
/** What has to go first when nobody waits for the results any more. */
let leave = async (): Promise<void> => undefined
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => void leave().finally(() => process.exit(1)))
}
const product = await startProduct()
leave = product.stop
try {
  for (const [name, section] of Object.entries(sections)) {
    if (asked.length === 0 || asked.includes(name)) await section(product, report)
  }
} finally {
  await product.stop()
}
process.stdout.write(`${report.goals()}\n`)
if (asked.length === 0) writeFileSync(new URL('RESULTS.md', import.meta.url), report.page(title()))

function title(): string {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim()
  return (
    '# What the live core does\n\n' +
    `${new Date().toISOString().slice(0, 10)}, commit ${commit}, ${cpus()[0]?.model.trim() ?? 'unknown'}, ` +
    `${cpus().length} cores, Node ${process.version}. Server and PostgreSQL (durable commits) ` +
    `${isPinned ? 'on core 0, load on core 1' : 'and load not pinned to cores'}. ` +
    `\`npm run bench\`, medians of ${rounds} rounds taken in turn with the floors.`
  )
}
