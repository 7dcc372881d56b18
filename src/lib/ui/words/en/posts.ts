import type { posts as vi } from '../vi/posts.ts'

export const posts = {
  title: 'Posts',
  paste: 'Paste a link',
  importFile: 'Import a file',
} satisfies typeof vi
