import { formatNumber } from '../../format.ts'
import type { assigning as vi } from '../vi/assigning.ts'
import { plural } from './plural.ts'

const n = (count: number) => formatNumber(count, 'en')
const units = (count: number) => plural(count, 'unit', 'units')

export const assigning = {
  coverages: 'Coverages',
  newCoverage: 'New coverage',
  chooseCoverage: 'Choose an existing coverage',
  coverageMissing: 'No coverage chosen. Choose at least one, or add a new one.',
  title: 'Name of the coverage',
  titleExample: 'News item about the opening',
  titleMissing: 'The name is missing. Keep it short, so that units know what to publish.',
  event: 'Event or theme',
  ownDue: 'Another due time',
  ownDueHint: 'Leave it empty to use the due time of the coverage.',
  units: 'Units',
  findUnit: 'Find a unit',
  noUnitFound: 'No unit matches. Try other words.',
  unitsMissing: 'No unit chosen. Choose at least one.',
  moreUnits: (count: number) => `${units(count)} more, type a name to find them.`,
  hasIt: 'has it',
  hasSome: (some: number, all: number) => `has ${n(some)}/${n(all)}`,
  give: (count: number) => (count === 0 ? 'Assign work' : `Assign to ${units(count)}`),
  ask: (count: number, work: number) =>
    `This gives ${plural(work, 'assignment', 'assignments')} to ${units(count)}; all of them are told at once. Assign?`,
  yes: (count: number) => `Yes, assign to ${units(count)}`,
  kept: 'No connection. What you assigned is kept on this device and sent once when it is back; you may close this window.',
  done: (count: number) => `Assigned to ${units(count)}`,
} satisfies typeof vi
