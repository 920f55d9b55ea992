import { html, type HtmlValue } from '../../server/selling/html.js'
import type { Texts } from './texts.js'

/** Where the stylesheet is served. */
export const STYLESHEET = '/emulator.css'

export interface Page {
  readonly status?: number
  readonly title: string
  readonly body: HtmlValue
  readonly texts: Texts
  /** Lets the page's one inline script run. */
  readonly nonce?: string
}

/**
 * A page as an answer. Its policy allows the stylesheet and nothing else; `form-action` is left out, because a form on
 * it may end, by a redirect, at any shop.
 */
export function respond({ status = 200, title, body, texts, nonce }: Page): Response {
  const document = html`<!doctype html>
    <html lang="${texts.language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="${STYLESHEET}" />
      </head>
      <body>
        <p class="notice"><strong>${texts.emulator}</strong> ${texts.noMoney}</p>
        <main>${body}</main>
      </body>
    </html> `
  return new Response(document.toString(), {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy(nonce),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff'
    }
  })
}

const policy = (nonce: string | undefined) =>
  [
    `default-src 'none'`,
    `style-src 'self'`,
    `img-src data:`,
    ...(nonce === undefined ? [] : [`script-src 'nonce-${nonce}'`]),
    `base-uri 'none'`,
    `frame-ancestors 'none'`
  ].join('; ')
