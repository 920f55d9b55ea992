const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;']
])

/** Markup in which every value has been escaped. */
export class Html {
  readonly markup: string

  constructor(markup: string) {
    this.markup = markup
  }
}

type Value = string | Html | readonly Html[]

/** Markup from a template: values are escaped, unless they are markup themselves. */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Html {
  return new Html(String.raw({ raw: strings }, ...values.map(markupOf)))
}

/** Puts values into the `{{name}}` places of a page. A name without a value is a mistake in the page, and is thrown. */
export function fill(page: string, values: Readonly<Record<string, Value>>): string {
  return page.replace(/\{\{([a-zA-Z]+)\}\}/g, (_, name: string) => {
    const value = values[name]
    if (value === undefined) throw new Error(`the page asks for ${name}, which it is not given`)
    return markupOf(value)
  })
}

function markupOf(value: Value): string {
  if (value instanceof Html) return value.markup
  if (typeof value !== 'string') return value.map(markupOf).join('')
  return value.replace(/[&<>"']/g, (character) => ENTITIES.get(character) ?? character)
}
