import { GATEWAY } from '../../src/protocol/index.js'

/**
 * The headers of every answer of the shop. Scripts, styles and pictures come from the shop alone, forms go to the shop
 * and to the gateway alone, and nobody puts these pages into a frame. `lit-html` is the one maker of markup in a page.
 *
 * Some browsers also judge the redirects that follow a form by `form-action`. If the gateway sends your payers on to
 * further hosts, list them here, too.
 *
 * `frames` are the origins that may frame a page and stand in a frame of it. The shop has no use for any.
 */
export function securityHeaders(gateway: string, frames = "'none'"): Readonly<Record<string, string>> {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    `form-action 'self' ${[...new Set([GATEWAY, gateway])].map((url) => new URL(url).origin).join(' ')}`,
    `frame-src ${frames}`,
    `frame-ancestors ${frames}`,
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html'
  ]
  return {
    'content-security-policy': policy.join('; '),
    'referrer-policy': 'strict-origin-when-cross-origin',
    'x-content-type-options': 'nosniff'
  }
}
