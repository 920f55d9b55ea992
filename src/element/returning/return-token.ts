import { readReturn, RETURN_FRAGMENT, STATUS_TOKEN } from '../../protocol/index.js'
import { ownMember, parseJson } from '../page/json.js'

/** The order that an element stands for, as far as its page says. */
export interface Order {
  readonly src: string | null
  readonly orderId: string | null
}

/** A payer's way to the gateway and back, as the browser remembers it: no amounts, nothing personal. */
export interface Journey extends Order {
  readonly statusToken: string | null
}

/** The name of what is kept, in sessionStorage and in `history.state`. */
const KEY = 'interkassa-checkout'

/** Remembers who is leaving, for a return that carries no token. Where storage is blocked, nothing is remembered. */
export function rememberDeparture(journey: Journey): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ ...journey, src: absolute(journey.src) }))
  } catch {
    // the return will be unverified, and that is the truth then
  }
}

/** The last departure of this tab, if it was for this order. */
export function recallDeparture(order: Order): Journey | null {
  const departure = lastDeparture()
  return departure && isSameOrder(departure, order) ? departure : null
}

/**
 * The journey that has ended on this page, or null for a first visit. A token in the address moves to `history.state`,
 * from which a reload goes on, and the address is cleaned of it. A return that cannot be told apart counts as one of
 * this order, without a token: it is better not to know than to ask for money again.
 */
export function takeReturn(order: Order): Journey | null {
  const mark = takeFragment() ?? readMark()
  if (mark === null) return null
  const departure = lastDeparture()
  if (!STATUS_TOKEN.test(mark)) {
    return departure && isSameOrder(departure, order) ? departure : { ...order, statusToken: null }
  }
  if (departure?.statusToken !== mark) return { statusToken: mark, orderId: null, src: null }
  return isSameOrder(departure, order) ? departure : null
}

/** Ends the return: from now on this page is a checkout again, after a reload too. */
export function endReturn(): void {
  keepMark('over', location.href)
}

/** A name for an order that is the same on every page of its shop, or null where the page does not say which it is. */
export function nameOf({ src, orderId }: Order): string | null {
  return src === null || orderId === null ? null : `${absolute(src)} ${orderId}`
}

const isSameOrder = (a: Order, b: Order) =>
  agree(a.orderId, b.orderId) && agree(absolute(a.src), absolute(b.src))
const agree = (a: string | null, b: string | null) => a === null || b === null || a === b

/** One shop can be written in many ways, and differently on each of its pages. */
function absolute(src: string): string
function absolute(src: string | null): string | null
function absolute(src: string | null): string | null {
  if (src === null) return null
  const link = document.createElement('a')
  link.href = src.replace(/(^|[^/])\/+$/, '$1')
  return link.href
}

/** What other scripts of the page may have written too, so it is read with care. */
function lastDeparture(): Journey | null {
  try {
    const kept = parseJson(sessionStorage.getItem(KEY) ?? '')
    const text = (name: keyof Journey) => {
      const member = ownMember(kept, name)
      return typeof member === 'string' ? member : null
    }
    const statusToken = text('statusToken')
    if (statusToken === null || !STATUS_TOKEN.test(statusToken)) return null
    return { statusToken, orderId: text('orderId'), src: text('src') }
  } catch {
    return null
  }
}

/** A return that has just happened: the token, or a word without one. The shop's own fragment stays. */
function takeFragment(): string | null {
  const pieces = location.hash.slice(1).split('&')
  const ours = pieces.find((piece) => piece.startsWith(`${RETURN_FRAGMENT}=`))
  if (ours === undefined) return null
  const mark = ours.slice(RETURN_FRAGMENT.length + 1)
  const rest = pieces.filter((piece) => piece !== ours).join('&')
  keepMark(mark, `${location.pathname}${location.search}${rest && `#${rest}`}`)
  return mark
}

/** A return from before a reload, or one that only the gateway's own parameters tell of. */
function readMark(): string | null {
  const kept = ownMember(history.state, KEY)
  if (kept === 'over') return null
  if (typeof kept === 'string') return kept
  return readReturn(new URLSearchParams(location.search)).hint === 'none' ? null : 'return'
}

function keepMark(mark: string, address: string): void {
  const state: unknown = history.state
  const kept = state === null || typeof state === 'object' ? { ...state, [KEY]: mark } : state
  try {
    history.replaceState(kept, '', address)
  } catch {
    // a browser that refuses leaves the address as it is; nothing is decided by it
  }
}
