import type { board as vi } from '../vi/board.ts'

export const board = {
  title: 'Board',
} satisfies typeof vi
