import { planAfterSent, planAtOnce } from '../judging/look-up-plan.js'
import type { AttemptRecord, LedgerTransaction } from '../ledger/ledger.js'

/** The payer is known to be at the gateway with this attempt, which is looked up if nothing is heard of it. */
export async function noteSent(
  transaction: LedgerTransaction,
  paymentNo: string,
  now: number
): Promise<void> {
  const attempt = await find(transaction, paymentNo)
  if (!attempt || attempt.sentAt !== null) return
  await transaction.markSent(paymentNo, now)
  await transaction.planLookUp(paymentNo, planAfterSent(attempt, now))
}

/** The payer is back with this attempt and waits for its outcome; unless it is known, it is to be looked up at once. */
export async function noteReturned(
  transaction: LedgerTransaction,
  paymentNo: string,
  now: number
): Promise<void> {
  const attempt = await find(transaction, paymentNo)
  if (!attempt) return
  await transaction.markSent(paymentNo, now)
  const { invoices } = await transaction.read()
  const isPaid = invoices.some((invoice) => invoice.paymentNo === paymentNo && invoice.state === 'paid')
  if (!isPaid) await transaction.planLookUp(paymentNo, planAtOnce(attempt, now))
}

async function find(transaction: LedgerTransaction, paymentNo: string): Promise<AttemptRecord | undefined> {
  const { attempts } = await transaction.read()
  return attempts.find((attempt) => attempt.paymentNo === paymentNo)
}
