import type { ChannelKind } from '../../domain/channel.ts'
import type { Sql, Tx } from '../db/pool.ts'

export type ChannelPlace = {
  id: number
  unitId: number
  kind: ChannelKind
  name: string
  addressKey: string | null
}

/** Channels in use of a unit and those below it. */
export function within(tx: Sql | Tx, ownerPath: string): Promise<ChannelPlace[]> {
  return tx<ChannelPlace[]>`
    select c.id, c.unit_id, c.kind, c.name, c.address_key from channel c join unit u on u.id = c.unit_id
    where c.retired_at is null and u.path <@ ${ownerPath}::ltree order by c.id`
}
