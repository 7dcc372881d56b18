import { holds } from '../../domain/may.ts'
import type { Me, Role } from '../../domain/person.ts'
import type { IconName } from '../icons/shapes.ts'
import type { Messages } from '../words/vi.ts'

/** Somewhere the rail or the bottom bar leads to. */
export type Place = {
  word: keyof Messages['nav']
  icon: IconName
  href: string
  /** Pages that belong to it at other addresses. */
  also?: readonly string[]
  /** The thing to do, not a place: stands out in the bottom bar. */
  isAction?: boolean
}

/** The rail of a laptop, top to bottom. Without a campaign there is only the way to one. */
export function railOf(me: Me, campaignId: number | null): Place[] {
  const places: Place[] = []
  if (has(me, 'staff')) places.push(tasks)
  if (campaignId === null) return [...places, campaigns]
  const { board, plan, posts, wall } = ofCampaign(campaignId)
  return [...places, board, plan, posts, wall, campaigns]
}

/** The foot of the rail. */
export function railFootOf(me: Me): Place[] {
  return has(me, 'admin') ? [admin] : []
}

/** The bottom bar of a phone: at most five. */
export function barOf(me: Me, campaignId: number | null): Place[] {
  if (campaignId === null) {
    return [...(has(me, 'staff') ? [tasks] : []), campaigns, ...railFootOf(me), myself]
  }
  const { board, plan, posts, wall, paste } = ofCampaign(campaignId)
  if (has(me, 'staff')) return [tasks, posts, paste, board, myself]
  const keepsOnly = has(me, 'admin') && !has(me, 'coordinator')
  return keepsOnly ? [board, posts, wall, admin, myself] : [board, plan, posts, wall, myself]
}

/** Where somebody begins: own work, the campaign at hand, or what they keep. */
export function homeOf(me: Me, campaignId: number | null): string {
  const keepsOnly = me.grants.length > 0 && me.grants.every(({ role }) => role === 'admin')
  if (keepsOnly) return admin.href
  return railOf(me, campaignId)[0]?.href ?? campaigns.href
}

/** The one that is open: the longest address that the path is at or below. */
export function placeAt(places: readonly Place[], path: string): Place | null {
  const open = places.filter(
    (place) => !place.isAction && [place.href, ...(place.also ?? [])].some((address) => isAt(path, address)),
  )
  return open.sort((a, b) => b.href.length - a.href.length)[0] ?? null
}

function isAt(path: string, address: string): boolean {
  return path === address || path.startsWith(address + '/')
}

const tasks: Place = { word: 'tasks', icon: 'clipboard', href: '/tasks' }
const campaigns: Place = { word: 'campaigns', icon: 'flag', href: '/campaigns' }
const admin: Place = { word: 'admin', icon: 'gear', href: '/admin' }
const myself: Place = { word: 'me', icon: 'person', href: '/me' }

function ofCampaign(id: number) {
  const home = `/campaigns/${id}`
  return {
    board: { word: 'board', icon: 'grid', href: home },
    plan: { word: 'plan', icon: 'calendar', href: `${home}/plan`, also: [`${home}/change`, `${home}/close`] },
    posts: { word: 'posts', icon: 'link', href: `${home}/posts`, also: [`${home}/imports`] },
    wall: { word: 'wall', icon: 'screen', href: `${home}/wall` },
    paste: { word: 'paste', icon: 'plus', href: `${home}/posts?paste`, isAction: true },
  } satisfies Record<string, Place>
}

function has(me: Me, role: Role): boolean {
  return holds({ personId: me.id, grants: me.grants }, role)
}
