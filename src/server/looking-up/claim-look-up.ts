import {
  isLastLookUp,
  mayLookUp,
  planAfterAnswer,
  planAfterFailure,
  planNever,
  planWhileAsking
} from '../judging/look-up-plan.js'
import { giveUpWaiting } from '../judging/order-state.js'
import { orderKeyOf } from '../judging/record-message.js'
import type { AttemptRecord, InvoiceRecord, Ledger, LedgerTransaction } from '../ledger/ledger.js'
import type { EventOwner } from '../ledger/outbox-event.js'
import { flagEvent } from '../telling/payment-events.js'
import type { Sought } from './look-up.js'

/**
 * Takes an attempt to look it up, if it still has to be and nobody has just done so: of all processes that share the ledger
 * one has it. An urgent look-up need not be due.
 */
export function claimLookUp(
  ledger: Ledger,
  { paymentNo, ...order }: AttemptRecord,
  isUrgent: boolean
): Promise<Sought | null> {
  return ledger.transaction(orderKeyOf(order), async (transaction) => {
    const now = Date.now()
    const found = await find(transaction, paymentNo)
    if (!found || !mayLookUp(found.attempt, now)) return null
    const { attempt, invoices } = found
    if (isSettled(invoices)) {
      await transaction.planLookUp(paymentNo, planNever(attempt))
      return null
    }
    if (!isUrgent && (attempt.lookUp.dueAt ?? Infinity) > now) return null
    await transaction.planLookUp(paymentNo, planWhileAsking(attempt, now))
    const open = invoices.filter(({ state, awaiting }) => state === 'pending' || awaiting)
    const openInvoices = open.map(({ invoiceId }) => invoiceId)
    return { attempt, openInvoices, isLast: isLastLookUp(attempt, now) }
  })
}

/** Plans the next look-up. Where none follows, somebody is told of a success that was never confirmed. */
export function releaseLookUp(
  ledger: Ledger,
  owner: EventOwner,
  { paymentNo, ...order }: AttemptRecord,
  isAnswered: boolean
): Promise<void> {
  return ledger.transaction(orderKeyOf(order), async (transaction) => {
    const now = Date.now()
    const found = await find(transaction, paymentNo)
    if (!found) return
    const { attempt, invoices } = found
    const planOpen = isAnswered ? planAfterAnswer : planAfterFailure
    const plan = isSettled(invoices) ? planNever(attempt) : planOpen(attempt, now)
    await transaction.planLookUp(paymentNo, plan)
    if (plan.dueAt !== null) return
    for (const { invoice, flags } of invoices.filter(({ awaiting }) => awaiting).map(giveUpWaiting)) {
      await transaction.putInvoice(invoice)
      const words = 'a signed success, which the gateway’s API was never found to confirm'
      for (const flag of flags) await transaction.enqueue(flagEvent(owner, attempt, invoice, flag, words))
    }
  })
}

const isSettled = (invoices: readonly InvoiceRecord[]) => invoices.some(({ state }) => state === 'paid')

async function find(transaction: LedgerTransaction, paymentNo: string) {
  const { attempts, invoices } = await transaction.read()
  const attempt = attempts.find((one) => one.paymentNo === paymentNo)
  return attempt && { attempt, invoices: invoices.filter((one) => one.paymentNo === paymentNo) }
}
