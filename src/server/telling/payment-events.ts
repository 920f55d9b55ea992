import type { AttemptRecord, InvoiceRecord } from '../ledger/ledger.js'
import type { EventOwner, OutboxEvent, PaidPayment } from '../ledger/outbox-event.js'
import type { RaisedFlag } from '../ledger/raised-flag.js'

/** Tells the shop that the order is paid. Its id is the order's: whatever is paid twice is delivered once. */
export function paidEvent(
  { checkoutId, mode, orderId, paymentNo, amount, currency }: AttemptRecord,
  { invoiceId, payway }: InvoiceRecord,
  accepted?: PaidPayment['accepted']
): OutboxEvent {
  const id = ['paid', checkoutId, mode, orderId].join(':')
  const payment = { id, orderId, paymentNo, invoiceId, amount, currency, payway, mode }
  return { checkoutId, mode, id, kind: 'paid', payment: { ...payment, ...(accepted && { accepted }) } }
}

/** Tells the operator of `owner` what is odd about an invoice; `words` say what was found and what was expected. */
export function flagEvent(
  { checkoutId, mode }: EventOwner,
  { orderId, paymentNo, mode: attemptMode }: AttemptRecord,
  { invoiceId }: InvoiceRecord,
  { kind, holds }: RaisedFlag,
  words: string
): OutboxEvent {
  const id = ['flag', kind, checkoutId, mode, paymentNo, invoiceId, ...(holds ? ['held'] : [])].join(':')
  const message = `invoice ${invoiceId} of ${paymentNo}: ${words}`
  const subject = { mode: attemptMode, orderId, paymentNo, invoiceId }
  return { checkoutId, mode, id, kind: 'flag', flag: { id, kind, ...subject, held: holds, message } }
}
