import type { tasks as vi } from '../vi/tasks.ts'

export const tasks = {
  title: 'My work today',
} satisfies typeof vi
