/** Keeps the screen on until the function it returns is called. Where the browser cannot, the screen's own settings must. */
export function keepAwake(): () => void {
  let lock: WakeLockSentinel | null = null
  let isOver = false

  async function ask(): Promise<void> {
    if (isOver || document.hidden || !('wakeLock' in navigator)) return
    try {
      lock = await navigator.wakeLock.request('screen')
      if (isOver) await lock.release()
    } catch {
      // Low battery, or a browser that wants a tap first.
    }
  }

  // A hidden tab loses it.
  const asked = () => void ask()
  document.addEventListener('visibilitychange', asked)
  asked()
  return () => {
    isOver = true
    document.removeEventListener('visibilitychange', asked)
    void lock?.release().catch(() => undefined)
  }
}
