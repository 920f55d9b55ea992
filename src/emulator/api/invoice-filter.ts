import type { Cabinet } from '../settings.js'
import { ApiError } from './api-answer.js'
import { paywayIdOf } from './api-items.js'
import type { BookedInvoice } from './emulated-book.js'

/** `2026-11-23`, or with a time behind it. The gateway's time zone is unknown; here it is UTC. */
const DATE = /^\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2}:\d{2})?$/

/** Which invoices a list is asked for: by `fromDate` and before `toDate`, by checkout, payway and purse. */
export function invoiceFilter(
  { checkoutId, purseId }: Cabinet,
  query: URLSearchParams
): (booked: BookedInvoice) => boolean {
  const from = timeOf(query, 'fromDate') ?? -Infinity
  const to = timeOf(query, 'toDate') ?? Infinity
  const is = (name: string, value: string) => !query.has(name) || query.get(name) === value
  return ({ invoice: { createdAt, payway } }) =>
    from <= createdAt &&
    createdAt < to &&
    is('checkoutId', checkoutId) &&
    is('purseId', purseId) &&
    is('paywayId', paywayIdOf(payway))
}

function timeOf(query: URLSearchParams, name: string): number | null {
  const text = query.get(name)
  if (text === null) return null
  const time = DATE.test(text) ? Date.parse(`${text.replace(' ', 'T')}${text.length > 10 ? 'Z' : ''}`) : NaN
  if (Number.isNaN(time)) throw new ApiError('bad-format', `Parameter ${name} has a wrong format`)
  return time
}
