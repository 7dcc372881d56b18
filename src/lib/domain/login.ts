import { DomainError } from './error.ts'

/**
 * A login as it is kept: a telephone number without spaces or country code, anything else (an e-mail address, a
 * name) in lower case. '+84 912 345 678', '0912.345.678' and '0912 345 678' are the same person.
 */
export function loginOf(typed: string): string {
  const login = typed.normalize('NFC').trim().toLowerCase()
  const digits = login.replace(/[\s.()-]/g, '')
  if (!/^(\+84|0)\d{8,10}$/.test(digits)) return login
  return digits.replace(/^\+84/, '0')
}

/** NIST SP 800-63B wants length and no composition rules; ten is what people still type on a phone. */
const passwordLength = { least: 10, most: 200 }

/** Throws weak_password when a password is too short, or is the login or one letter again and again. */
export function checkPassword(password: string, { login }: { login: string }): void {
  const letters = new Set(password.toLowerCase())
  const { least, most } = passwordLength
  if (password.length < least || password.length > most) throw new DomainError('weak_password', { least })
  if (letters.size < 4 || loginOf(password) === login) throw new DomainError('weak_password', { least })
}
