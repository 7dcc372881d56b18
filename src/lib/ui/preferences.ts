import { invalidateAll } from '$app/navigation'
import { page } from '$app/state'

/**
 * Sends a form of preferences as it would be sent without JavaScript, but stays on the page: nothing typed or
 * open is lost, and every word on screen follows.
 */
export async function remember(event: SubmitEvent & { currentTarget: HTMLFormElement }): Promise<void> {
  event.preventDefault()
  const { currentTarget: form, submitter } = event
  await fetch(form.action, { method: 'POST', body: new FormData(form, submitter), redirect: 'manual' })
  // A page that failed has nothing to load again by parts.
  if (page.error) location.reload()
  else await invalidateAll()
}
