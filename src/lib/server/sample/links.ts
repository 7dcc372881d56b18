import type { ChannelKind } from '../../domain/channel.ts'
import type { Chance } from './chance.ts'
import type { Placed } from './federation.ts'

/** The link of a post as its platform writes it, on the unit's own page or the federation's. */
export function postLink(unit: Placed, kind: ChannelKind, chance: Chance): string {
  const page = unit.pages[kind]
  const number = String(chance.between(100_000_000, 999_999_999)) + String(chance.between(100_000, 999_999))
  switch (kind) {
    case 'fanpage':
      return `${page ?? 'https://www.facebook.com/congdoanlaichau.mau'}/posts/${number}`
    case 'portal':
      return `${page ?? 'https://congdoanlaichau.example.vn'}/tin-tuc/${number}.html`
    case 'youtube':
      return `https://www.youtube.com/watch?v=${videoId(chance)}`
    case 'zalo':
      return `https://officialaccount.me/d/${(page ?? 'https://zalo.me/3104200001').slice('https://zalo.me/'.length)}?id=${number}`
    case 'press':
      return `https://bao.example.vn/cong-doan/${number}.html`
    case 'radio_tv':
      return `https://dai.example.vn/thoi-su/${number}.html`
    case 'direct':
    case 'bulletin':
      return `https://congdoanlaichau.example.vn/anh/${number}.html`
    default:
      return kind satisfies never
  }
}

function videoId(chance: Chance): string {
  return Array.from({ length: 11 }, () => chance.pick([...letters])).join('')
}

const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_'
