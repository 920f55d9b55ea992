import { FIELDS, type InterkassaError } from '../protocol/index.js'
import type { Account } from './account.js'
import type { AttemptRecord, Ledger, OrderKey } from './ledger/ledger.js'
import { effectOf } from './order-state.js'
import { parseForm } from './parse-form.js'
import { flagEvent, paidEvent } from './payment-events.js'
import { malleated, type Expectations, type VerifiedNotification } from './verify-notification.js'

/**
 * What became of a notification that was recorded. `stale` says nothing new of its invoice; `quarantined` is held back
 * and flagged.
 */
export type Recorded = 'applied' | 'stale' | 'duplicate' | 'quarantined'

/** What the ledger knows, to be compared with what the gateway says. */
export function expectationsOf(
  ledger: Ledger,
  { checkoutId, mode }: Account
): Required<Expectations<AttemptRecord>> {
  return {
    attempt: (paymentNo) => ledger.findAttempt(checkoutId, mode, paymentNo),
    issued: (fingerprint) => ledger.isIssued(checkoutId, fingerprint),
    seen: (fingerprint) => ledger.findSeen(checkoutId, fingerprint)
  }
}

/**
 * Records a verified notification with everything that follows from it, in one transaction of its order: the message,
 * the invoice's state, flags and, if the order has become paid, the one event that tells the shop. When this resolves
 * it is durable.
 *
 * @throws InterkassaError `malleated` where the same signed text was seen before with other names.
 */
export async function recordNotification(
  ledger: Ledger,
  account: Account,
  verified: VerifiedNotification<AttemptRecord>,
  now: number
): Promise<Recorded> {
  const { attempt, notification, fingerprint, digest } = verified
  return ledger.transaction(orderKeyOf(attempt), async (transaction) => {
    const seen = await transaction.rememberSeen(fingerprint, digest)
    if (seen === 'same') return 'duplicate'
    if (seen === 'different') throw malleated()
    const why = verified.verdict === 'quarantine' ? { why: verified.why } : {}
    const { invoice, result, newlyPaid, flags } = effectOf(
      await transaction.read(),
      { notification, attempt, ...why },
      now
    )
    // A message to the wrong mode's server is for its operator: it says nothing to this order's payer.
    if (attempt.mode === account.mode) {
      await transaction.putInvoice(invoice)
      await transaction.markSent(attempt.paymentNo, now)
    }
    const events = [
      ...flags.map((flag) => flagEvent(account, attempt, invoice, flag, found(verified))),
      ...(newlyPaid ? [paidEvent(attempt, invoice)] : [])
    ]
    for (const event of events) await transaction.enqueue(event)
    return result
  })
}

/**
 * Notes, once, an authentic message that nothing can be done with: of the other mode, or of a payment that is not in
 * the ledger. It points to a wrong configuration, or to a ledger that was restored from a backup.
 */
export async function noteRefused(
  ledger: Ledger,
  { checkoutId, mode }: Account,
  body: Uint8Array,
  { code, message }: InterkassaError
): Promise<void> {
  if (code !== 'wrong-mode' && code !== 'unknown-invoice') return
  const params = parseForm(body)
  const paymentNo = params.get(FIELDS.paymentNo.wire) ?? ''
  const invoiceId = params.get(FIELDS.invoiceId.wire) ?? ''
  const id = ['flag', code, checkoutId, mode, paymentNo, invoiceId].join(':')
  await ledger.enqueue({
    id,
    checkoutId,
    mode,
    kind: 'flag',
    flag: { id, kind: code, mode, paymentNo, invoiceId, held: false, message }
  })
}

export function orderKeyOf({ checkoutId, mode, orderId }: OrderKey): OrderKey {
  return { checkoutId, mode, orderId }
}

function found({ notification, attempt }: VerifiedNotification<AttemptRecord>): string {
  const { invoiceState, amount, currency, payway } = notification
  return `found ${invoiceState}, ${amount} ${currency} by ${payway}; expected ${attempt.amount} ${attempt.currency}`
}
