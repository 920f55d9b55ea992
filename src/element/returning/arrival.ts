import type { CheckoutEvent } from '../checkout-state.js'
import { takeReturn, type Order } from './return-token.js'

/** How a page began: with a first visit, or with a return, perhaps of an order that the page itself does not name. */
export type Arrival =
  | { readonly isReturn: false }
  | { readonly isReturn: true; readonly orderId: string | null; readonly event: CheckoutEvent }

/** Whether the payer has come back, and what can be asked about it. */
export function readArrival(order: Order): Arrival {
  const journey = takeReturn(order)
  if (!journey) return { isReturn: false }
  const { orderId, statusToken } = journey
  const event: CheckoutEvent =
    order.src === null
      ? { type: 'returned-in-doubt', doubt: 'no-endpoint' }
      : statusToken === null
        ? { type: 'returned-in-doubt', doubt: 'no-token' }
        : { type: 'returned', statusToken }
  return { isReturn: true, orderId, event }
}
