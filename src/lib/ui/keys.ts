/** Whether keys belong to something else: a field that is typed in, or what lies above the page. */
export function isTaken(target: EventTarget | null): boolean {
  if (document.querySelector('dialog[open], :popover-open')) return true
  return target instanceof HTMLElement && (target.isContentEditable || isTypedIn(target))
}

function isTypedIn(target: HTMLElement): boolean {
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(target.type)
}
