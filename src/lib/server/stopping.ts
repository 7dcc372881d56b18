/** npm passes on the Ctrl-C that the terminal has already sent: within this many milliseconds it is one. */
const oneKeystroke = 1000

/** Requests get 10 s to end; what is not over by then, in milliseconds, will not be. Whoever waits for the end gets it. */
const mostPatient = 30_000

/**
 * Runs `stop` once when the operator or the system asks the process to end, then exits; after `longest` in any case.
 * A second Ctrl-C does not wait any longer.
 */
export function stopOnSignal(stop: () => Promise<void>, { longest = mostPatient } = {}): void {
  let askedAt: number | undefined
  const onSignal = () => {
    const now = Date.now()
    if (askedAt !== undefined) {
      if (now - askedAt > oneKeystroke) process.exit(1)
      return
    }
    askedAt = now
    setTimeout(() => {
      console.error(`Máy chủ chưa tự dừng sau ${longest / 1000} giây.`)
      console.error(`The server has not stopped by itself within ${longest / 1000} s.`)
      process.exit(1)
    }, longest).unref()
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
