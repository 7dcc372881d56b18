import type { pages as vi } from '../vi/pages.ts'

export const pages = {
  unavailable: {
    title: 'The server does not answer yet',
    lead: 'This page needs the server to open. It tries again by itself, there is nothing to do.',
  },
  broken: {
    title: 'This page failed',
    lead: 'The server has recorded the error. Try again; if it fails still, read the code below to the administrator.',
  },
  notFound: {
    title: 'There is no such page',
    lead: 'The address is wrong, or the content was moved or deleted.',
  },
  notAllowed: {
    title: 'You may not see this part yet',
    lead: 'The administrator of your unit can grant it. Call them and read the code below.',
  },
  safeTitle: 'What you pressed is kept',
  safe: 'What was sent is on the server, what waits is on this device; each is sent only once',
  code: 'Code for the administrator:',
  goHome: 'Go to the first page',
} satisfies typeof vi
