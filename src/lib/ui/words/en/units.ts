import type { units as vi } from '../vi/units.ts'

export const units = {
  title: 'Units',
} satisfies typeof vi
