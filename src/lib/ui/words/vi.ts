import { admin } from './vi/admin.ts'
import { auth } from './vi/auth.ts'
import { board } from './vi/board.ts'
import { campaigns } from './vi/campaigns.ts'
import { channels } from './vi/channels.ts'
import { common } from './vi/common.ts'
import { connection } from './vi/connection.ts'
import { errors } from './vi/errors.ts'
import { fields } from './vi/fields.ts'
import { importing } from './vi/import.ts'
import { kinds } from './vi/kinds.ts'
import { nav } from './vi/nav.ts'
import { pages } from './vi/pages.ts'
import { paste } from './vi/paste.ts'
import { people } from './vi/people.ts'
import { plan } from './vi/plan.ts'
import { posts } from './vi/posts.ts'
import { status } from './vi/status.ts'
import { tasks } from './vi/tasks.ts'
import { time } from './vi/time.ts'
import { units } from './vi/units.ts'
import { wall } from './vi/wall.ts'

export const vi = {
  admin,
  auth,
  board,
  campaigns,
  channels,
  common,
  connection,
  errors,
  fields,
  importing,
  kinds,
  nav,
  pages,
  paste,
  people,
  plan,
  posts,
  status,
  tasks,
  time,
  units,
  wall,
}

/** Every word on screen. Vietnamese says which there are; a missing one in English is a compile error. */
export type Messages = typeof vi
