import type { wall as vi } from '../vi/wall.ts'

export const wall = {
  title: 'Wall',
  projection: 'Projection',
  target: 'Target',
  replay: 'Replay',
  now: 'Now',
} satisfies typeof vi
