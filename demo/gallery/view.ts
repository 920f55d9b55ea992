import { LANGUAGES } from './languages.js'
import { SCENES } from './scenes/index.js'

/** What can be asked for in the address, each with its values; the first is what is shown unless it is asked for. */
export const CHOICES = {
  state: ['all', ...SCENES.map(({ name }) => name)],
  lang: ['en', ...LANGUAGES.filter((tag) => tag !== 'en')],
  dir: ['auto', 'ltr', 'rtl'],
  theme: ['auto', 'light', 'dark'],
  look: ['plain', 'design-system'],
  width: ['wide', '360', '280']
} as const satisfies Record<string, readonly string[]>

/** The name of something that can be asked for. */
export type Choice = keyof typeof CHOICES

/** What is to be seen, and how. */
export type View = Readonly<Record<Choice, string>>

/** Reads an address. What it does not say, or says wrongly, is as usual. */
export function readView(query: URLSearchParams): View {
  const read = (name: Choice): string => {
    const values: readonly string[] = CHOICES[name]
    return values.find((value) => value === query.get(name)) ?? values[0] ?? ''
  }
  return {
    state: read('state'),
    lang: read('lang'),
    dir: read('dir'),
    theme: read('theme'),
    look: read('look'),
    width: read('width')
  }
}

/** The address of a view, with no more in it than is unusual. */
export function addressOf(view: View): string {
  const unusual = Object.entries(view).filter(([name, value]) => value !== CHOICES[name as Choice][0])
  return `?${new URLSearchParams(unusual).toString()}`
}
