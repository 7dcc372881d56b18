import type { Messages } from './vi.ts'
import { admin } from './en/admin.ts'
import { auth } from './en/auth.ts'
import { board } from './en/board.ts'
import { campaigns } from './en/campaigns.ts'
import { channels } from './en/channels.ts'
import { common } from './en/common.ts'
import { connection } from './en/connection.ts'
import { errors } from './en/errors.ts'
import { fields } from './en/fields.ts'
import { importing } from './en/import.ts'
import { kinds } from './en/kinds.ts'
import { nav } from './en/nav.ts'
import { pages } from './en/pages.ts'
import { paste } from './en/paste.ts'
import { people } from './en/people.ts'
import { plan } from './en/plan.ts'
import { posts } from './en/posts.ts'
import { status } from './en/status.ts'
import { tasks } from './en/tasks.ts'
import { time } from './en/time.ts'
import { units } from './en/units.ts'
import { wall } from './en/wall.ts'

export const en = {
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
} satisfies Messages
