import { channelKey } from '../../domain/link.ts'

const platforms: Record<string, string> = {
  facebook: 'Facebook',
  youtube: 'YouTube',
  zalo: 'Zalo',
  tiktok: 'TikTok',
  instagram: 'Instagram',
}

/** What a channel's address is recognised as: 'Facebook · congdoanlaichau', 'laodong.vn'. Null when it is none. */
export function placeOf(address: string): string | null {
  const key = channelKey(address)
  if (key === null) return null
  const [platform = '', ...rest] = key.split(':')
  const name = platforms[platform]
  return name ? `${name} · ${rest.join(':')}` : rest.join(':')
}
