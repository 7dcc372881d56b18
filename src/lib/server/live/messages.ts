import * as v from 'valibot'
import { joinSchema, type JoinReply, leaveSchema, wallSchema } from '../../protocol/live.ts'
import type { Doors } from './doors.ts'
import type { Feeds } from './feeds.ts'
import { Pending } from './pending.ts'
import type { Rooms } from './rooms.ts'
import type { LiveSocket, Log } from './sockets.ts'
import type { Walls } from './walls.ts'
import { frameOf } from './wire.ts'

export type House = {
  feeds: Feeds
  doors: Doors
  rooms: Rooms
  walls: Walls
  log: Log
  /** Whether the database answers: what is remembered without it may be old, and nobody is told that it is true. */
  isAnswering: () => boolean
}

type Answer = (reply: JoinReply) => void
type Asked = { input: unknown; answer: Answer; pending: Pending }

/** Answers what a client asks. Whatever it sends, it gets a reply and the others notice nothing. */
export function receive(socket: LiveSocket, house: House): void {
  const pending = new Pending()
  const answering =
    (ask: (socket: LiveSocket, house: House, asked: Asked) => Promise<void>) =>
    (input: unknown, reply: unknown): void => {
      // Who asks on and on takes no answers either.
      if (socket.data.wire.isFull) return house.rooms.cut(socket)
      const answer: Answer = (said) => {
        if (typeof reply === 'function') reply(said)
      }
      if (!house.isAnswering() || pending.isFull) return answer({ ok: false, code: 'unavailable' })
      ask(socket, house, { input, answer, pending }).catch((error: unknown) => {
        house.log.error({ err: error }, 'A join failed')
        answer({ ok: false, code: 'unavailable' })
      })
    }
  socket.on('join', answering(join))
  socket.on('joinWall', answering(joinWall))
  socket.on('leave', (input) => {
    const parsed = v.safeParse(leaveSchema, input)
    if (!parsed.success) return
    pending.callOff(parsed.output.stream)
    house.rooms.leave(socket, parsed.output.stream)
  })
  socket.on('leaveWall', (input) => {
    const parsed = v.safeParse(wallSchema, input)
    if (!parsed.success) return
    pending.callOff(wallKey(parsed.output.campaignId))
    house.rooms.leaveWall(socket, parsed.output.campaignId)
  })
  socket.on('disconnect', () => house.rooms.leaveAll(socket))
}

function wallKey(campaignId: number): string {
  return `wall:${campaignId}`
}

async function join(
  socket: LiveSocket,
  { feeds, doors, rooms }: House,
  { input, answer, pending }: Asked,
): Promise<void> {
  const parsed = v.safeParse(joinSchema, input)
  if (!parsed.success) return answer({ ok: false, code: 'bad_input' })
  const { stream, after } = parsed.output
  await pending.during(stream, async (ask) => {
    const mayJoin = (): Promise<boolean> => doors.mayJoin(socket.data.session.actor, stream)
    const feed = (await mayJoin()) ? await feeds.open(stream) : null
    if (!feed) return answer({ ok: false, code: 'not_found' })
    // Its snapshot was taken at another node, or this one has not read on yet.
    if (after !== null && after > feed.head) await feed.catchUp()
    // Units may have moved meanwhile.
    if (!(await mayJoin())) return answer({ ok: false, code: 'not_found' })
    // From here on nothing waits: what was published is sent, what will be goes to the room.
    if (!socket.connected) return
    if (ask.isCalledOff || !feeds.has(feed)) return answer({ ok: false, code: 'unavailable' })
    const missed = feed.framesAfter(after ?? feed.head)
    if (!missed) return answer({ ok: false, code: 'too_old' })
    const { wire } = socket.data
    const bringUp = (): void => {
      // Too much for this line: it is cut and comes again with what arrived of it.
      if (!missed.every((frame) => wire.send(frame))) return rooms.cut(socket)
      rooms.join(socket, stream)
      answer({ ok: true, head: feed.head })
    }
    const length = missed.reduce((sum, { bytes }) => sum + bytes.length, 0)
    if (length < little) wire.inOneGo(bringUp)
    else bringUp()
  })
}

/** Bytes that may be kept back for a moment; what is more leaves at once, and says whether the line takes it. */
const little = 64_000

async function joinWall(
  socket: LiveSocket,
  { walls, doors, rooms }: House,
  { input, answer, pending }: Asked,
): Promise<void> {
  const parsed = v.safeParse(wallSchema, input)
  if (!parsed.success) return answer({ ok: false, code: 'bad_input' })
  const { campaignId } = parsed.output
  await pending.during(wallKey(campaignId), async (ask) => {
    const maySee = (): Promise<boolean> => doors.maySeeCampaign(socket.data.session.actor, campaignId)
    const wall = (await maySee()) ? await walls.open(campaignId) : null
    // As above: looked at again, then the whole view and the room in one go.
    if (!wall || !(await maySee())) return answer({ ok: false, code: 'not_found' })
    if (!socket.connected) return
    if (ask.isCalledOff || !walls.has(wall)) return answer({ ok: false, code: 'unavailable' })
    const whole = wall.whole()
    if (!socket.data.wire.send(frameOf('wall', whole))) return rooms.cut(socket)
    rooms.joinWall(socket, campaignId)
    answer({ ok: true, head: whole.seq })
  })
}
