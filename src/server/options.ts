import type { InterkassaApi } from '../api/index.js'
import type { Order, Payway } from '../protocol/schemas.js'
import type { Ledger } from './ledger/ledger.js'
import type { Flag, PaidPayment } from './ledger/outbox-event.js'
import type { Account } from './signing/account.js'

/** An address that stands in the gateway's cabinet, or goes into each request where the cabinet allows the override. */
export type UrlSource = 'cabinet' | 'request'

/** The addresses to which the gateway and the browser come back, each by where it is set. */
export interface UrlSources {
  readonly interaction: UrlSource
  readonly success: UrlSource
  readonly pending: UrlSource
  readonly fail: UrlSource
}

/**
 * What a success in the gateway's API is worth where its answer leaves amount, currency or payway out: with `prove` a
 * person has to look at it, with `trust-state` it is a payment.
 */
export type ReconcilePolicy = 'prove' | 'trust-state'

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
  /** The gateway's REST API, where the account has access to it. */
  readonly api: InterkassaApi | null
}
