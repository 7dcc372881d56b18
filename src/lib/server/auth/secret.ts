import { createHash, randomBytes } from 'node:crypto'

/** What is kept of a secret that only its holder may know: a reader of the database cannot use it. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

/** 256 random bits for an address that opens something once. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}
