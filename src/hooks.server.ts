import { sequence } from '@sveltejs/kit/hooks'
import { guard, identify } from '#lib/server/web/session.ts'

export const handle = sequence(identify, guard)
