import { hash, verify } from '@node-rs/argon2'

/**
 * argon2id with the least that OWASP asks for: 19 MiB, 2 passes, 1 lane
 * (https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html#argon2id).
 * argon2id is the package's own choice; a test holds it to that.
 */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export function hashPassword(password: string): Promise<string> {
  return hash(asOneForm(password), cost)
}

/** Takes as long for a login that does not exist: the clock must not tell who has an account. */
export async function isPassword(password: string, stored: string | null): Promise<boolean> {
  const matches = await verify(stored ?? (await nobodys()), asOneForm(password))
  return matches && stored !== null
}

/** Keyboards compose Vietnamese letters in two ways; both are the same password. */
function asOneForm(password: string): string {
  return password.normalize('NFC')
}

let nobodysHash: Promise<string> | undefined

function nobodys(): Promise<string> {
  return (nobodysHash ??= hashPassword('nobody has this password'))
}
