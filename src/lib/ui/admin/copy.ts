/** Puts a text on the clipboard; on plain http, where the browser offers no clipboard, out of the field it stands in. */
export async function copyOut(field: HTMLInputElement | HTMLTextAreaElement): Promise<boolean> {
  field.select()
  try {
    await navigator.clipboard.writeText(field.value)
    return true
  } catch {
    return document.execCommand('copy')
  }
}
