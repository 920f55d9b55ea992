import {
  createCheckout,
  providerAccount,
  type Checkout,
  type Ledger,
  type Mode,
  type UrlSource
} from '../../src/server/index.js'
import { CURRENCY } from '../money.js'
import { customerOf } from './customer.js'
import type { Keys } from './keys.js'
import { languageOf } from './layout.js'
import type { Orders } from './orders.js'
import { PAYWAYS } from './payways.js'
import { TEXTS } from './texts.js'

export interface PaymentOptions {
  readonly shopUrl: string
  readonly keys: Keys
  readonly mode: Mode
  readonly ledger: Ledger
  readonly orders: Orders
  /** The local gateway; a shop with a real checkout leaves the option out. */
  readonly gateway: string
  /** Where the gateway finds the shop's addresses: in its cabinet, or in each request. */
  readonly urls: UrlSource
}

/** All that a shop has to say about payments. */
export function createPayments(options: PaymentOptions): Checkout {
  const { shopUrl, keys, mode, ledger, orders, gateway, urls } = options
  return createCheckout({
    account: providerAccount({ ...keys, mode }),
    baseUrl: `${shopUrl}/interkassa`,
    ledger,
    loadOrder: (orderId, request) => {
      const customer = customerOf(request)
      const order = customer === null ? null : orders.find(orderId, customer)
      if (!order) return null
      // every word of it is the shop's own, since it is signed: nothing that a buyer wrote belongs here
      const description = `${TEXTS[languageOf(request)].order} ${order.id}`
      return { amount: order.amount, currency: CURRENCY, description }
    },
    onPaid: (payment) => {
      orders.markPaid(payment)
    },
    returnTo: (orderId) => `${shopUrl}/thanks${orderId === undefined ? '' : `?order=${orderId}`}`,
    payways: PAYWAYS,
    urls: { interaction: urls, success: urls, pending: urls, fail: urls },
    gateway
  })
}
