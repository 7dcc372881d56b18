import type { IconName } from './icons/shapes.ts'

export type Toast = {
  id: number
  text: string
  icon: IconName
  /** Takes back what the toast tells of; offered while it is shown. */
  undo?: () => void
}

/** How long a toast stays: time to read it and press undo. */
export const toastTime = 8000

/** What has just been done, said at the foot of the screen. */
export class Toasts {
  shown = $state<Toast[]>([])
  #next = 1
  #timers: Record<number, ReturnType<typeof setTimeout>> = {}

  show(text: string, { icon = 'check', undo }: { icon?: IconName; undo?: () => void } = {}): number {
    const id = this.#next++
    // More than three at once are not read: the oldest goes.
    for (const { id: old } of this.shown.slice(0, -2)) this.dismiss(old)
    this.shown.push({ id, text, icon, undo })
    this.resume(id)
    return id
  }

  /** Something failed; there is nothing to undo. */
  problem(text: string): number {
    return this.show(text, { icon: 'alert' })
  }

  undo(id: number): void {
    const toast = this.shown.find((one) => one.id === id)
    this.dismiss(id)
    toast?.undo?.()
  }

  dismiss(id: number): void {
    this.hold(id)
    this.shown = this.shown.filter((toast) => toast.id !== id)
  }

  /** Keeps a toast while somebody is on it with pointer or focus. */
  hold(id: number): void {
    clearTimeout(this.#timers[id])
    delete this.#timers[id]
  }

  resume(id: number): void {
    this.hold(id)
    this.#timers[id] = setTimeout(() => this.dismiss(id), toastTime)
  }
}

/** The one list of this browser window; shown by ToastRegion in the root layout. */
export const toasts = new Toasts()
