import { matches } from '../../domain/search.ts'
import { isWithin } from '../../domain/unit.ts'
import type { KeptChannel } from '../../protocol/admin-answers.ts'

export type ChannelFilter = { words: string; unitPath: string | null; kind: string }

export function filteredChannels(
  channels: readonly KeptChannel[],
  { words, unitPath, kind }: ChannelFilter,
): KeptChannel[] {
  return channels.filter(
    (channel) =>
      (kind === '' || channel.kind === kind) &&
      (unitPath === null || isWithin(channel.unitPath, unitPath)) &&
      matches(`${channel.name} ${channel.address ?? ''} ${channel.unitName}`, words),
  )
}

/** The address as a browser opens it; null when it opens nothing. Only http and https: somebody typed it. */
export function linkOf(address: string | null): string | null {
  if (!address) return null
  const typed = /^https?:\/\//i.test(address) ? address : `https://${address}`
  const url = URL.parse(typed)
  return url && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : null
}
