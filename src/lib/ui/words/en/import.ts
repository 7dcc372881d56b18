import type { importing as vi } from '../vi/import.ts'

export const importing = {
  title: 'Import a file',
  updated: 'updated',
  made: 'new',
  rejected: 'rejected line',
} satisfies typeof vi
