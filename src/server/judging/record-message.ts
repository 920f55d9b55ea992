import type { AttemptRecord, LedgerTransaction, OrderKey } from '../ledger/ledger.js'
import type { EventOwner } from '../ledger/outbox-event.js'
import { flagEvent, paidEvent } from '../telling/payment-events.js'
import { planAfterSent, planAtOnce, planNever } from './look-up-plan.js'
import type { Heard, Message } from './message.js'
import { effectOf, type Effect } from './order-state.js'

/**
 * What became of a message that was recorded. `stale` says nothing new of its invoice; `quarantined` is held back
 * and flagged; `awaiting` is held back until the gateway's API has confirmed it.
 */
export type Recorded = Effect['result']

/**
 * Records what was heard of an attempt, be it signed or looked up, with everything that follows from it: the invoice's
 * state, flags, when to look it up next and, if the order has become paid, the one event that tells the shop. It is
 * one part of the order's transaction, and durable with it.
 */
export async function recordMessage(
  transaction: LedgerTransaction,
  account: EventOwner,
  message: Message,
  now: number
): Promise<Recorded> {
  const { heard, attempt } = message
  const records = await transaction.read()
  const { invoice, result, newlyPaid, flags } = effectOf(records, message, now)
  if (message.why && message.why !== 'refund') await transaction.markDistrusted(attempt.paymentNo)
  // A message to the wrong mode's server is for its operator: it says nothing to this order's payer.
  if (attempt.mode === account.mode) {
    await transaction.putInvoice(invoice)
    await transaction.markSent(attempt.paymentNo, now)
    const known = records.attempts.find(({ paymentNo }) => paymentNo === attempt.paymentNo) ?? attempt
    const plan = planAfter(message, known, { invoice, result }, now)
    if (plan.dueAt !== known.lookUp.dueAt) await transaction.planLookUp(attempt.paymentNo, plan)
  }
  const events = [
    ...flags.map((flag) => flagEvent(account, attempt, invoice, flag, wordsOf(heard, attempt))),
    ...(newlyPaid ? [paidEvent(attempt, invoice)] : [])
  ]
  for (const event of events) await transaction.enqueue(event)
  return result
}

export function orderKeyOf({ checkoutId, mode, orderId }: OrderKey): OrderKey {
  return { checkoutId, mode, orderId }
}

/** Whoever looks an attempt up makes its next plan; a notification says that it may be worth a look-up, or none. */
function planAfter(
  { source }: Message,
  attempt: AttemptRecord,
  { invoice, result }: Pick<Effect, 'invoice' | 'result'>,
  now: number
) {
  if (invoice.state === 'paid') return planNever(attempt)
  if (source === 'look-up') return attempt.lookUp
  return result === 'awaiting' ? planAtOnce(attempt, now) : planAfterSent(attempt, now)
}

function wordsOf({ invoiceState, amount, currency, payway }: Heard, attempt: AttemptRecord): string {
  const money = `${amount ?? 'no amount'} ${currency ?? 'without a currency'}`
  const found = `${invoiceState}, ${money} by ${payway ?? 'no payway'}`
  return `found ${found}; expected ${attempt.amount} ${attempt.currency}`
}
