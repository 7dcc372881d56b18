import { invalidateAll } from '$app/navigation'

/**
 * Sends a form of preferences as it would be sent without JavaScript, but stays on the page: nothing typed or
 * open is lost, and every word on screen follows.
 */
export async function remember(event: SubmitEvent & { currentTarget: HTMLFormElement }): Promise<void> {
  event.preventDefault()
  const { currentTarget: form, submitter } = event
  await fetch(form.action, { method: 'POST', body: new FormData(form, submitter), redirect: 'manual' })
  await invalidateAll()
}
