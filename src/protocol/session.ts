/** The one address to which live forms go. */
export const GATEWAY = 'https://sci.interkassa.com/'

const LOOPBACK_HOST = /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/i

/** Whether a host name or address is this very machine. */
export function isLoopbackHost(host: string): boolean {
  return LOOPBACK_HOST.test(host)
}

/** Whether `url` is the address of a gateway on this very machine, for development: `http://127.0.0.1:8081/`. */
export function isLoopbackGateway(url: string): boolean {
  const [, host = ''] = /^https?:\/\/(.+?)(?::\d{1,5})?\/$/.exec(url) ?? []
  return isLoopbackHost(host)
}

/** The form of a status token for readers; we make 32 characters. It opens one payment's state and nothing else. */
export const STATUS_TOKEN = /^[A-Za-z0-9_-]{22,64}$/

const ISO_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?Z$/

/** Whether `value` is a moment in UTC, such as `2026-11-23T00:00:00Z`. */
export function isMoment(value: unknown): value is string {
  return typeof value === 'string' && ISO_TIME.test(value) && !Number.isNaN(Date.parse(value))
}

/** Whether the session's time is up, by the server's clock where the session brings it. */
export function isExpired(
  session: { readonly expiresAt: string; readonly serverTime?: string | undefined },
  now: number
): boolean {
  return (
    Date.parse(session.expiresAt) <= (session.serverTime === undefined ? now : Date.parse(session.serverTime))
  )
}

/**
 * Whether a page of `origin` may show this logo: a path on it, or an https address of it. A picture from elsewhere
 * would tell that host who is about to pay.
 */
export function isOwnLogo(logo: unknown, origin: string | undefined): logo is string {
  if (typeof logo !== 'string' || !/^[!-~]{1,2000}$/.test(logo) || logo.includes('\\')) return false
  if (logo.startsWith('/')) return !logo.startsWith('//')
  return origin?.startsWith('https://') === true && logo.startsWith(`${origin}/`)
}

/** Why a session was refused, most basic reason first. `http-status` is for whoever fetched it. */
export const SESSION_ERRORS = [
  'http-status',
  'too-large',
  'not-json',
  'bad-shape',
  'bad-version',
  'bad-action',
  'bad-method',
  'bad-fields',
  'display-mismatch',
  'bad-payways',
  'bad-expiry',
  'expired',
  'bad-status-token'
] as const
export type SessionError = (typeof SESSION_ERRORS)[number]

export interface SessionContext {
  /** The one action that a form may have; {@link GATEWAY} unless a loopback gateway is named. */
  readonly gateway?: string | undefined
  /** The origin from which logos may come, such as `https://shop.example`. Without it only paths are kept. */
  readonly origin?: string | undefined
  /** Milliseconds since 1970 by the reader's clock, used where the session brings no `serverTime`. */
  readonly now: number
}
