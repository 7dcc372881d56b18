import type { OpenWall } from './open-wall.svelte.ts'

/** 'Hôm nay' only while the wall is of today; else the day it is of. */
export function titleOf(
  title: { today: string; on: (day: string) => string },
  { wall, day }: { wall: OpenWall; day: string },
): string {
  return wall.isToday ? title.today : title.on(day)
}
