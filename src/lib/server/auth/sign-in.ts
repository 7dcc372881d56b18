import { DomainError } from '../../domain/error.ts'
import { loginOf } from '../../domain/login.ts'
import type { Sql } from '../db/pool.ts'
import * as people from '../store/person.ts'
import { isPassword } from './password.ts'
import { startSession, type SessionCookie } from './sessions.ts'
import { throttleOn } from './throttle.ts'

/** Opens a session for the right login and password. Throws wrong_login or too_many_tries {until, seconds}. */
export async function signIn(
  sql: Sql,
  typed: { login: string; password: string; address: string; userAgent: string | null },
): Promise<SessionCookie> {
  const login = loginOf(typed.login)
  const throttle = throttleOn(sql)
  const try_ = { login, address: typed.address }
  await throttle.count(try_)
  const person = await people.byLogin(sql, login)
  const isRight = await isPassword(typed.password, person?.passwordHash ?? null)
  if (!isRight || !person || person.disabledAt !== null) throw new DomainError('wrong_login')
  await throttle.forgive(try_)
  return startSession(sql, person.id, { userAgent: typed.userAgent })
}
