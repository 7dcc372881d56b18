import type { people as vi } from '../vi/people.ts'

export const people = {
  title: 'People',
} satisfies typeof vi
