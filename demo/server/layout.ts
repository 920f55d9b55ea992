import { LANGUAGES, toLanguage, type Language } from '../languages.js'
import { readCookie } from './cookies.js'
import { html, type Html } from './html.js'
import type { Texts } from './texts.js'

/** The cookie with the language that was chosen by hand. */
export const LANGUAGE_COOKIE = 'language'

/** The language that the address asks for, else the one chosen before, else the first of the browser's that we speak. */
export function languageOf(request: Request): Language {
  const browser = (request.headers.get('accept-language') ?? '').split(',').map((tag) => tag.trim())
  const wishes = [chosenLanguage(request), readCookie(request, LANGUAGE_COOKIE), ...browser]
  return wishes.map(toLanguage).find((language) => language !== null) ?? LANGUAGES[0]
}

/** The language that the address itself asks for. */
export function chosenLanguage(request: Request): Language | null {
  return toLanguage(new URL(request.url).searchParams.get('lang'))
}

export function header(request: Request, language: Language, texts: Texts): Html {
  const links = LANGUAGES.map((one) => {
    const query = new URL(request.url).searchParams
    query.set('lang', one)
    return one === language
      ? html`<a aria-current="true" lang="${one}" href="?${query.toString()}">${one.toUpperCase()}</a>`
      : html`<a hreflang="${one}" lang="${one}" href="?${query.toString()}">${one.toUpperCase()}</a>`
  })
  return html`<header class="header">
    <a class="brand" href="/"><img src="/art/leaf.svg" alt="" width="32" height="32" />${texts.brand}</a>
    <nav class="languages" aria-label="${texts.languages}">${links}</nav>
  </header>`
}

export function footer(texts: Texts): Html {
  return html`<footer class="footer"><p>${texts.demoNote}</p></footer>`
}
