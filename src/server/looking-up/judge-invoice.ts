import type { ApiInvoice } from '../../api/index.js'
import { FIELDS, INVOICE_STATES, isPaywayOfMode, TEST_CURRENCY, type Mode } from '../../protocol/index.js'
import type { Message } from '../judging/message.js'
import { mismatchOf, type Terms } from '../judging/mismatch.js'
import type { AttemptRecord } from '../ledger/ledger.js'
import type { EventOwner, FlagKind } from '../ledger/outbox-event.js'
import type { ReconcilePolicy } from '../options.js'

/** Why an answer says nothing of the attempt. */
type Nothing = 'bad-shape' | 'wrong-checkout' | 'wrong-invoice' | 'unknown-state'

export type Judgement =
  | { readonly kind: 'nothing'; readonly why: Nothing }
  | { readonly kind: 'message'; readonly message: Message }

/**
 * The states of an invoice by their numbers in the API, as what a notification would call them. 5 is expired, 9 "returned by the payment
 * system"; 1 is in no list. Source: the tables in mistermusk/omnipay-interkassa and in two other public integrations.
 */
const STATES: ReadonlyMap<number | null, string> = new Map([
  [0, 'new'],
  [2, 'waitAccept'],
  [3, 'process'],
  [5, 'canceled'],
  [7, 'success'],
  [8, 'canceled'],
  [9, 'fail']
])

/** Being returned, and returned. */
const REFUNDED: readonly (number | null)[] = [4, 6]

/**
 * Judges what the gateway's API says of an invoice of this attempt. It is not signed, and public readers of it know of no
 * amount and no payway: so whatever is missing proves nothing, and whatever differs is held back as in a
 * notification. A state that no table knows says nothing.
 */
export function judgeInvoice(
  { checkoutId, mode }: EventOwner,
  attempt: AttemptRecord,
  invoice: ApiInvoice | null,
  policy: ReconcilePolicy
): Judgement {
  if (invoice === null || !FIELDS.invoiceId.holds(invoice.id)) return { kind: 'nothing', why: 'bad-shape' }
  if (invoice.checkoutId !== checkoutId) return { kind: 'nothing', why: 'wrong-checkout' }
  if (invoice.paymentNo !== attempt.paymentNo) return { kind: 'nothing', why: 'wrong-invoice' }
  const { state: number, id: invoiceId, amount, currency, payway } = invoice
  const isRefund = REFUNDED.includes(number)
  const invoiceState = isRefund ? 'refund' : STATES.get(number)
  if (invoiceState === undefined) return { kind: 'nothing', why: 'unknown-state' }

  const terms = { amount, currency, payway }
  const state = INVOICE_STATES.get(invoiceState) ?? null
  const heard = { paymentNo: attempt.paymentNo, invoiceId, invoiceState, state, ...terms }
  const isProven = policy === 'trust-state' || Object.values(terms).every((term) => term !== null)
  const why = isRefund ? 'refund' : differenceOf(mode, attempt, terms)
  const message: Message = { source: 'look-up', isProven, heard, attempt, ...(why && { why }) }
  return { kind: 'message', message }
}

function differenceOf(mode: Mode, attempt: AttemptRecord, terms: Terms): FlagKind | null {
  const isOtherMode =
    (terms.payway !== null && !isPaywayOfMode(terms.payway, mode)) ||
    (mode === 'live' && terms.currency === TEST_CURRENCY)
  return isOtherMode ? 'mode-mismatch' : mismatchOf(mode, attempt, terms)
}
