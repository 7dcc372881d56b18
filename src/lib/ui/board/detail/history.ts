import type { IconName } from '../../icons/shapes.ts'

const icons: Record<string, IconName> = {
  'assignment.made': 'dashed',
  'assignment.accepted': 'dot',
  'assignment.declined': 'cross',
  'assignment.done': 'check',
  'assignment.verified': 'checks',
  'assignment.returned': 'return',
  'assignment.cancelled': 'slash',
  'assignment.reassigned': 'people',
  'assignment.extended': 'clock',
  'assignment.reminded': 'bell',
  'assignment.reverted': 'history',
}

export function historyIcon(kind: string): IconName {
  return icons[kind] ?? 'dot'
}
