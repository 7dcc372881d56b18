import { unpack } from '#lib/protocol/packed.ts'
import type { LayoutLoad } from './$types'

/** The board travels as one text: a page with thousands of assignments is written and read in a fraction of the time. */
export const load: LayoutLoad = ({ data: { packed, ...data } }) => ({ ...data, snapshot: unpack(packed) })
