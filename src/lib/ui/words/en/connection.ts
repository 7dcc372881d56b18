import type { connection as vi } from '../vi/connection.ts'
import { plural } from './plural.ts'

export const connection = {
  live: 'Live',
  reconnecting: 'Connection lost, reconnecting',
  reconnectingShort: 'Reconnecting',
  stale: (clock) => `As of ${clock}`,
  connecting: 'Connecting',
  offline: 'No network',
  signedOut: 'Signed out',
  waiting: (count) => `${plural(count, 'item', 'items')} waiting to send`,
  lostSince: (clock) => `No signal since ${clock}, sent by itself when it returns`,
  dataOf: (clock) => `Figures of ${clock}, still readable and usable`,
  refused: (count) => `${plural(count, 'item', 'items')} not sent`,
  see: 'Show',
  stays: 'The server cannot be reached, so this page stays. Press again when there is a network.',
} satisfies typeof vi
