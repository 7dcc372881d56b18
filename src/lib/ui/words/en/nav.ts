import type { nav as vi } from '../vi/nav.ts'

export const nav = {
  main: 'Main navigation',
  board: 'Board',
  plan: 'Plan',
  posts: 'Posts',
  wall: 'Wall',
  tasks: 'Tasks',
  paste: 'Paste link',
  campaigns: 'Campaigns',
  admin: 'Admin',
  units: 'Units',
  people: 'People',
  channels: 'Channels',
  me: 'Me',
  signIn: 'Sign in',
  signOut: 'Sign out',
  account: 'My account',
} satisfies typeof vi
