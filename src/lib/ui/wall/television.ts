import { MediaQuery } from 'svelte/reactivity'

/** Whether the screen is wide and tall enough for the whole wall at once; as the styles of the panels ask. */
export const television = new MediaQuery(
  '(min-width: 1024px) and (min-aspect-ratio: 10/9) and (min-height: 560px)',
  true,
)
