import type { LayoutServerLoad } from './$types'

/** Who is signed in and how they read: everything the frame around a page shows. */
export const load: LayoutServerLoad = ({ locals }) => ({
  me: locals.me,
  locale: locals.locale,
  theme: locals.theme,
})
