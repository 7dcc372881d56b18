import { sequence } from '@sveltejs/kit/hooks'
import { compress } from '#lib/server/web/compress.ts'
import { recordFailure } from '#lib/server/web/failure.ts'
import { preferences } from '#lib/server/web/preferences.ts'
import { protect } from '#lib/server/web/protection.ts'
import { guard, identify } from '#lib/server/web/session.ts'

export const handle = sequence(compress, protect, preferences, identify, guard)

export const handleError = recordFailure
