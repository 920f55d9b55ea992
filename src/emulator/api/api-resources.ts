import type { Misbehaviour } from '../faults.js'
import { pricesOf } from '../fee.js'
import type { Cabinet } from '../settings.js'
import { spoilInvoices } from './api-faults.js'
import { accountItem, checkoutItem, invoiceItem, paywayItem, purseItem } from './api-items.js'
import type { EmulatedBook } from './emulated-book.js'
import { invoiceFilter } from './invoice-filter.js'
import type { Refunds } from './refunds.js'

/** The items of a resource, and what each is found by. */
export interface Resource {
  readonly items: (query: URLSearchParams) => readonly Readonly<Record<string, unknown>>[]
  readonly key: string
  /** Whether a business account has to be named. */
  readonly isOwned: boolean
}

export interface ResourcesOptions {
  readonly cabinet: Cabinet
  readonly invoices: EmulatedBook
  readonly refunds: Refunds
  readonly misbehaviour: Misbehaviour
}

/** What can be read with the account's credentials, by its name in the path. */
export function apiResources(options: ResourcesOptions): ReadonlyMap<string, Resource> {
  const { cabinet, invoices, refunds, misbehaviour } = options

  const balance = () => {
    const kept = invoices
      .all()
      .filter(({ invoice }) => invoice.state === 'success' && !refunds.isRefunded(invoice.id))
    const units = kept.map(({ payment }) =>
      BigInt(pricesOf(payment.request.amount, cabinet.fee).credited.replace('.', ''))
    )
    return String(Number(units.reduce((sum, one) => sum + one, 0n)) / 10_000)
  }

  return new Map<string, Resource>([
    ['account', { items: () => [accountItem(cabinet)], key: '_id', isOwned: false }],
    ['checkout', { items: () => [checkoutItem(cabinet)], key: 'id', isOwned: true }],
    [
      'purse',
      {
        items: (query) =>
          ownOf(query, 'checkoutId', cabinet.checkoutId) && ownOf(query, 'currency', cabinet.currencies[0])
            ? [purseItem(cabinet, balance())]
            : [],
        key: 'id',
        isOwned: true
      }
    ],
    [
      'paysystem-input-payway',
      {
        items: (query) =>
          ownOf(query, 'checkoutId', cabinet.checkoutId)
            ? cabinet.payways.filter(({ on }) => on).map(paywayItem)
            : [],
        key: '_id',
        isOwned: true
      }
    ],
    [
      'co-invoice',
      {
        items: (query) => {
          const items = invoices
            .all()
            .filter(invoiceFilter(cabinet, query))
            .map(({ payment, invoice }) =>
              invoiceItem(cabinet, payment, invoice, refunds.isRefunded(invoice.id))
            )
          return spoilInvoices(misbehaviour, items)
        },
        key: 'id',
        isOwned: true
      }
    ]
  ])
}

const ownOf = (query: URLSearchParams, name: string, own: string | undefined): boolean =>
  !query.has(name) || query.get(name) === own
