/** npm passes on the Ctrl-C that the terminal has already sent: within this many milliseconds it is one. */
const oneKeystroke = 1000

/**
 * Runs `stop` once when the operator or the system asks the process to end, then exits.
 * A second Ctrl-C does not wait any longer.
 */
export function stopOnSignal(stop: () => Promise<void>): void {
  let askedAt: number | undefined
  const onSignal = () => {
    const now = Date.now()
    if (askedAt !== undefined) {
      if (now - askedAt > oneKeystroke) process.exit(1)
      return
    }
    askedAt = now
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error)
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', onSignal)
  process.on('SIGINT', onSignal)
}
