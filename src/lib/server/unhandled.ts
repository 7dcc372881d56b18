import { log, readableCode } from './log.ts'

/**
 * A promise that fails while nobody waits for it (of two queries at once the second, say) is a bug to be told of, not a
 * reason to throw out everybody who is connected. An exception outside of any promise still ends the process: after it nothing can
 * be relied on.
 */
export function surviveRejections(): void {
  process.on('unhandledRejection', (error) => {
    log.error({ err: error, code: readableCode() }, 'A promise failed and nobody waited for it')
  })
}
