import { z } from 'zod'
import {
  GATEWAY,
  InterkassaError,
  isAmount,
  isLoopbackGateway,
  isLoopbackHost,
  TEST_PAYWAY,
  type Mode
} from '../protocol/index.js'
import { paywaySchema, type Order, type Payway } from '../protocol/schemas.js'
import type { Ledger } from './ledger/ledger.js'
import type { Flag, PaidPayment } from './ledger/outbox-event.js'
import { gatewayApi } from './looking-up/gateway-api.js'
import type { ReconcilePolicy } from './looking-up/judge-invoice.js'
import { openPayways } from './selling/open-payways.js'
import { Account } from './signing/account.js'

/** An address that stands in the gateway's cabinet, or goes into each request where the cabinet allows the override. */
export type UrlSource = 'cabinet' | 'request'

/** The addresses to which the gateway and the browser come back, each by where it is set. */
export interface UrlSources {
  readonly interaction: UrlSource
  readonly success: UrlSource
  readonly pending: UrlSource
  readonly fail: UrlSource
}

export interface CheckoutOptions {
  readonly account: Account
  /** Where `fetch` is mounted, as browsers and the gateway reach it: https, or http on loopback. */
  readonly baseUrl: string
  /** Where payments are kept. */
  readonly ledger: Ledger
  /**
   * The order, if there is one and it is this request's to pay; null otherwise, so that "not yours" is "unknown". It may
   * be asked more than once for a session.
   */
  readonly loadOrder: (orderId: string, request: Request) => Order | null | Promise<Order | null>
  /**
   * Called after a payment is durably recorded, at least once for each paid order, always with the same `id`. Amount
   * and currency are those that were signed. If an order can still change after its payer has left, compare them with
   * what it costs now before you deliver; better, let no order change once it is placed. What throws, or has not settled
   * after fifty seconds, is called again later. Payments come oldest first; the next one waits a second at most for a
   * call that has not settled.
   */
  readonly onPaid: (payment: PaidPayment) => unknown
  /** The shop's own page for a payer who comes back; without an order where the return did not say which. */
  readonly returnTo: (orderId: string | undefined) => string
  /**
   * What is offered. With an account that has `apiUser` and `apiKey` it may be left out: then all payways that are open for
   * the checkout are, as the gateway's REST API says. In test mode the test payway takes its place.
   */
  readonly payways?: readonly Payway[] | ((order: Order) => readonly Payway[] | Promise<readonly Payway[]>)
  /** Further origins, beside that of `baseUrl`, whose pages may ask for sessions, such as `https://www.shop.example`. */
  readonly origins?: readonly string[]
  /** All `'cabinet'` unless said otherwise. */
  readonly urls?: Partial<UrlSources>
  /** Seconds for which an attempt's forms may be paid, 300 to 2592000; one hour unless said otherwise. */
  readonly lifetime?: number
  /** Called for what a person has to look at, at least once each; logs it unless said otherwise. */
  readonly onFlag?: (flag: Flag) => unknown
  /**
   * What a success in the gateway's REST API is worth whose answer leaves amount, currency or payway out: `'prove'` (unless said
   * otherwise) has a person look at it, `'trust-state'` takes it for a payment.
   */
  readonly reconcile?: ReconcilePolicy
  /**
   * Decimal text, in whatever currency the order is: from this amount on a notification counts when the gateway's REST API
   * has said so, too. Wants an account with `apiUser` and `apiKey`.
   */
  readonly confirmAbove?: string
  /**
   * Whether events are delivered after each commit and on a timer, and payments of which nothing was heard looked up. Without it
   * call `deliver()` and `reconcile()` from a scheduler.
   */
  readonly background?: boolean
  /** Where forms go: the gateway's own address, or a local one to try it out. */
  readonly gateway?: string
}

/** Options with every default filled in. */
export type Settings = Readonly<Required<Omit<CheckoutOptions, 'urls' | 'confirmAbove'>>> & {
  readonly urls: UrlSources
  readonly confirmAbove: string | null
}

const POLICIES: readonly ReconcilePolicy[] = ['prove', 'trust-state']
const SOURCES: readonly UrlSource[] = ['cabinet', 'request']
const IN_CABINET: UrlSources = {
  interaction: 'cabinet',
  success: 'cabinet',
  pending: 'cabinet',
  fail: 'cabinet'
}

const NAMES: ReadonlySet<string> = new Set<keyof CheckoutOptions>([
  'account',
  'baseUrl',
  'ledger',
  'loadOrder',
  'onPaid',
  'returnTo',
  'payways',
  'origins',
  'urls',
  'lifetime',
  'onFlag',
  'reconcile',
  'confirmAbove',
  'background',
  'gateway'
])

/**
 * Checks the options, all at the start.
 *
 * @throws InterkassaError `bad-options`, saying which one and what was expected.
 */
export function settingsOf(options: CheckoutOptions): Settings {
  const {
    urls = {},
    lifetime = 3600,
    gateway = GATEWAY,
    origins = [],
    background = true,
    reconcile = 'prove',
    confirmAbove = null,
    onFlag = logFlag
  } = options
  const unknown = Object.keys(options).find((name) => !NAMES.has(name))
  check(!unknown, `${String(unknown)} is not an option; expected ${[...NAMES].join(', ')}`)
  check(options.account instanceof Account, 'account: expected what providerAccount() returns')
  const baseUrl = safeUrl(options.baseUrl)
  check(baseUrl !== null, 'baseUrl: expected an https URL, or http on loopback, without query')
  // The page posts to no other address, whatever a server says.
  check(
    gateway === GATEWAY || isLoopbackGateway(gateway),
    `gateway: expected ${GATEWAY} or a loopback address`
  )
  check(isLedger(options.ledger), 'ledger: expected a ledger')
  for (const name of ['loadOrder', 'onPaid', 'returnTo'] as const) {
    check(typeof options[name] === 'function', `${name}: expected a function`)
  }
  const api = gatewayApi(options.account, gateway)
  const payways = options.payways ?? (api && openPayways(api, options.account.checkoutId))
  check(payways !== null, 'payways: expected a list or a function, or an account with apiUser and apiKey')
  if (typeof payways !== 'function') checkPayways(payways, options.account.mode)
  check(
    Number.isInteger(lifetime) && lifetime >= 300 && lifetime <= 2_592_000,
    'lifetime: expected 300 to 2592000 seconds'
  )
  check(
    Object.entries(urls).every(
      ([name, source]) => Object.hasOwn(IN_CABINET, name) && SOURCES.includes(source)
    ),
    `urls: expected "cabinet" or "request" for ${Object.keys(IN_CABINET).join(', ')}`
  )
  check(
    Array.isArray(origins) && origins.every(isOrigin),
    'origins: expected origins such as "https://www.shop.example"'
  )
  check(POLICIES.includes(reconcile), 'reconcile: expected "prove" or "trust-state"')
  check(
    confirmAbove === null || isAmount(confirmAbove),
    'confirmAbove: expected decimal text, such as "5000.00"'
  )
  check(confirmAbove === null || api !== null, 'confirmAbove: expected an account with apiUser and apiKey')
  return {
    ...options,
    payways,
    baseUrl,
    origins,
    reconcile,
    confirmAbove,
    lifetime,
    gateway,
    background,
    onFlag,
    urls: { ...IN_CABINET, ...urls }
  }
}

/** The address as it is signed and compared from now on: normalised, without a slash at its end. */
function safeUrl(text: string): string | null {
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || /[?#]/.test(text) || url.username || url.password) return null
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopbackHost(url.hostname))
  return isSafe ? url.href.replace(/\/$/, '') : null
}

function checkPayways(payways: unknown, mode: Mode): void {
  const parsed = z.array(paywaySchema).safeParse(payways)
  check(parsed.success, `payways: expected a function or a list of payways: ${parsed.error?.message ?? ''}`)
  const ids = parsed.data.map(({ id }) => id)
  check(new Set(ids).size === ids.length, 'payways: expected every payway once')
  check(mode === 'test' || !ids.includes(TEST_PAYWAY), 'payways: the test payway is not offered in live mode')
}

const isLedger = (ledger: Partial<Ledger> | null | undefined) => typeof ledger?.transaction === 'function'

const isOrigin = (text: string) => URL.canParse(text) && new URL(text).origin === text

function logFlag(flag: Flag): void {
  console.warn(`interkassa-checkout: ${flag.kind}: ${flag.message} (${flag.id})`)
}

function check(holds: boolean, message: string): asserts holds {
  if (!holds) throw new InterkassaError('bad-options', message)
}
