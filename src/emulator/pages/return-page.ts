import { randomBytes } from 'node:crypto'
import { html, type Html } from '../../server/selling/html.js'
import type { BrowserReturn } from '../return.js'
import { withQuery } from '../send.js'
import { respond } from './layout.js'
import type { Texts } from './texts.js'

/** Posts the browser back to the shop: by itself, or, without JavaScript, with one press of a button. */
export function postingPage(back: BrowserReturn, texts: Texts): Response {
  const nonce = randomBytes(16).toString('base64')
  return respond({
    title: texts.returning,
    texts,
    nonce,
    body: html`<h1>${texts.returning}</h1>
      ${postingForm(back, texts)}
      <script nonce="${nonce}">
        document.forms[0].submit()
      </script>`
  })
}

/** The way back to the shop as something to press. */
export function linkBack(back: BrowserReturn, texts: Texts): Html {
  const { address, fields } = back
  return address.method === 'get'
    ? html`<a class="button" href="${withQuery(address.url, Object.entries(fields))}">${texts.back}</a>`
    : postingForm(back, texts)
}

function postingForm({ address, fields }: BrowserReturn, texts: Texts): Html {
  const inputs = Object.entries(fields).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`
  )
  return html`<form method="post" action="${address.url}">
    ${inputs}
    <button>${texts.back}</button>
  </form>`
}
