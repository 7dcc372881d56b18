import type { plan as vi } from '../vi/plan.ts'

export const plan = {
  title: 'Plan',
  addEvent: 'Add an event',
} satisfies typeof vi
