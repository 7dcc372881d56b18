/** Whether loading the page anew loses nothing: no dialog is open, and no field holds what somebody typed or chose. */
export function isUntouched(page: Document): boolean {
  if (page.querySelector('dialog[open], :popover-open')) return false
  return [...page.querySelectorAll('input, textarea, select')].every(isAsGiven)
}

function isAsGiven(field: Element): boolean {
  if (field instanceof HTMLTextAreaElement) return field.value === field.defaultValue
  if (field instanceof HTMLSelectElement) {
    const given = [...field.options].filter(({ defaultSelected }) => defaultSelected)
    return given.length === 0 ? field.selectedIndex <= 0 : given.every(({ selected }) => selected)
  }
  if (!(field instanceof HTMLInputElement)) return true
  const isTicked = field.type === 'checkbox' || field.type === 'radio'
  return isTicked ? field.checked === field.defaultChecked : field.value === field.defaultValue
}
