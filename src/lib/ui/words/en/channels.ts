import type { channels as vi } from '../vi/channels.ts'

export const channels = {
  title: 'Channels',
} satisfies typeof vi
