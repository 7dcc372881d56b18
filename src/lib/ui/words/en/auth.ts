import type { auth as vi } from '../vi/auth.ts'

export const auth = {
  title: 'Sign in',
  login: 'Telephone number or email',
  password: 'Password',
  submit: 'Sign in',
  noAccount: 'No account yet? Call the administrator of your unit.',
} satisfies typeof vi
