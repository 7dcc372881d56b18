/**
 * What people have typed or chosen on a page. A form that a script has filled in differs from what its markup gives,
 * too, but nothing of it is lost when the page is loaded anew.
 */
export class Touches {
  readonly #fields = new WeakSet<EventTarget>()

  /** What was typed before there was a script to hear of it. */
  constructor(page: Document) {
    for (const field of fieldsOf(page)) if (!isAsGiven(field)) this.#fields.add(field)
  }

  note({ target }: Event): void {
    if (target) this.#fields.add(target)
  }

  /** Whether loading the page anew loses nothing: no dialog is open, and no field holds what somebody typed or chose. */
  hasNoneOn(page: Document): boolean {
    if (page.querySelector('dialog[open], :popover-open')) return false
    return fieldsOf(page).every((field) => !this.#fields.has(field) || isAsGiven(field))
  }
}

function fieldsOf(page: Document): Element[] {
  return [...page.querySelectorAll('input:not([type=hidden]), textarea, select')]
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
