import type { Actor, Me } from '#lib/domain/person.ts'

declare global {
  namespace App {
    interface Locals {
      /** Who is signed in, as screens show them; null is nobody. */
      me: Me | null
      /** The same person as permission rules see them. */
      actor: Actor | null
      sessionId: string | null
      locale: 'vi' | 'en'
      /** Null: as the system says. */
      theme: 'light' | 'dark' | null
    }
    interface Error {
      message: string
      /** A code to read on the telephone. */
      code?: string
    }
  }
}

export {}
