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

/** Whether what is published on such a channel has a link; without one, a photo is the evidence. */
export function hasLinks(kind: ChannelKind): boolean {
  return kind !== 'direct' && kind !== 'bulletin' && kind !== 'radio_tv'
}
