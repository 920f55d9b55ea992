import { en, type Messages } from './locales/en.js'
import { uk } from './locales/uk.js'

/** The words of a language, and the locale by whose rules numbers and dates are written. */
export interface Language {
  readonly locale: string
  readonly messages: Messages
}

const LANGUAGES: ReadonlyMap<string, Messages> = new Map([
  ['en', en],
  ['uk', uk]
])

/** The language of the place where `element` stands, else the browser's, else English. */
export function languageOf(element: Element): Language {
  return languageFor(inheritedLang(element) || navigator.language)
}

/** The language of a tag such as `uk-UA`. A language that is not spoken here is answered in English. */
export function languageFor(tag: string): Language {
  const locale = canonical(tag.replaceAll('_', '-'))
  const messages = LANGUAGES.get(locale.split('-')[0] ?? '')
  return messages ? { locale, messages } : { locale: 'en', messages: en }
}

/** The nearest `lang`, through the shadow roots that the element stands in. */
function inheritedLang(element: Element): string {
  const holder = element.closest('[lang]')
  if (holder) return holder.getAttribute('lang') ?? ''
  const root = element.getRootNode()
  return root instanceof ShadowRoot ? inheritedLang(root.host) : ''
}

function canonical(tag: string): string {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? ''
  } catch {
    return ''
  }
}
