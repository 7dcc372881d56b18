export const channelKinds = [
  'portal',
  'fanpage',
  'zalo',
  'press',
  'radio_tv',
  'youtube',
  'direct',
  'bulletin',
] as const
export type ChannelKind = (typeof channelKinds)[number]

export type Channel = {
  id: number
  unitId: number
  kind: ChannelKind
  name: string
  address: string | null
}

/**
 * Whether work on such a channel is shown by the link of a post. Elsewhere (a Zalo group, the loudspeaker, a
 * meeting, the notice board) a photo will do.
 */
export function needsLink(kind: ChannelKind): boolean {
  return kind === 'portal' || kind === 'fanpage' || kind === 'press' || kind === 'youtube'
}
