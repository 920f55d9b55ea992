import type { ReactiveControllerHost } from 'lit'
import { en, type Messages, type Plural, type TextKey } from '../locales/en.js'
import { whilePresent } from '../page/presence.js'

/** How to speak to a payer: the locale by whose rules numbers and dates are written, and the words. */
export interface Language {
  readonly locale: string
  /** A text, with a value in its place; a number also chooses the plural form. */
  readonly say: (key: TextKey, value?: string | number) => string
}

/** Texts that a page words in its own way, over those of the language. */
export type OwnTexts = Partial<Messages>

const LANGUAGES = new Map<string, Messages>([['en', en]])
const added = new EventTarget()

/** Teaches every element of the page a language, by its tag, such as `uk` or `pt-BR`. */
export function addLanguage(tag: string, messages: Messages): void {
  LANGUAGES.set(canonical(tag), messages)
  added.dispatchEvent(new Event('change'))
}

/** Renders `host` anew when a language has come after it. */
export function followLanguages(host: ReactiveControllerHost): void {
  whilePresent(host, (signal) => {
    added.addEventListener('change', () => host.requestUpdate(), { signal })
    host.requestUpdate()
  })
}

/** The language of the place where `element` stands, else the browser's, else English; own texts go before it. */
export function languageOf(element: Element, own: OwnTexts | null): Language {
  return languageFor(inheritedLang(element) || navigator.language, own)
}

/** The language of a tag such as `uk-UA`. One that nobody has added is answered in English. */
export function languageFor(tag: string, own: OwnTexts | null = null): Language {
  const wanted = canonical(tag.replaceAll('_', '-'))
  const known = LANGUAGES.get(wanted) ?? LANGUAGES.get(wanted.split('-')[0] ?? '')
  const locale = known ? wanted : 'en'
  return {
    locale,
    say(key, value) {
      // a language script of another version may lack a text
      const text: string | Plural = own?.[key] ?? known?.[key] ?? en[key]
      const form = typeof text === 'string' ? text : (text[pluralForm(locale, value)] ?? text.other)
      return value === undefined ? form : form.replace(/\{\w+\}/, () => shown(value, locale))
    }
  }
}

const pluralForm = (locale: string, value: unknown) => new Intl.PluralRules(locale).select(Number(value))

const shown = (value: string | number, locale: string) =>
  typeof value === 'string' ? value : value.toLocaleString(locale)

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
