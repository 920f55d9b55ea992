import { compareAmounts, FIELDS, type InterkassaError } from '../../protocol/index.js'
import { orderKeyOf, recordMessage, type Recorded } from '../judging/record-message.js'
import type { AttemptRecord, Ledger } from '../ledger/ledger.js'
import type { Account } from '../signing/account.js'
import { parseForm } from './parse-form.js'
import { malleated, type Expectations, type VerifiedNotification } from './verify-notification.js'

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
 * Records a verified notification with everything that follows from it, in one transaction of its order. A success of
 * `confirmAbove` or more counts when the gateway's API has said so, too. When this resolves it is durable.
 *
 * @throws InterkassaError `malleated` where the same signed text was seen before with other names.
 */
export async function recordNotification(
  ledger: Ledger,
  account: Account,
  verified: VerifiedNotification<AttemptRecord>,
  now: number,
  confirmAbove: string | null = null
): Promise<Recorded | 'duplicate'> {
  const { attempt, notification, fingerprint, digest } = verified
  const mustConfirm = confirmAbove !== null && compareAmounts(attempt.amount, confirmAbove) >= 0
  const why = verified.verdict === 'quarantine' ? { why: verified.why } : {}
  return ledger.transaction(orderKeyOf(attempt), async (transaction) => {
    const seen = await transaction.rememberSeen(fingerprint, digest)
    if (seen === 'same') return 'duplicate'
    if (seen === 'different') throw malleated()
    const message = { source: 'notification', mustConfirm, heard: notification, attempt, ...why } as const
    return recordMessage(transaction, account, message, now)
  })
}

/**
 * Notes, once, an authentic message that nothing can be done with: of the other mode, or of a payment that is not in
 * the ledger. It points to a wrong configuration, or to a ledger that was restored from a backup. An attempt that it names
 * is not made paid by a look-up any more.
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
  const flag = { id, kind: code, mode, paymentNo, invoiceId, held: false, message }
  const event = { id, checkoutId, mode, kind: 'flag', flag } as const
  const attempt = await ledger.findAttempt(checkoutId, mode, paymentNo)
  if (!attempt) {
    await ledger.enqueue(event)
    return
  }
  await ledger.transaction(orderKeyOf(attempt), async (transaction) => {
    await transaction.markDistrusted(paymentNo)
    await transaction.enqueue(event)
  })
}
