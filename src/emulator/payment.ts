import { isFinal, moveInvoice, OUTCOMES, type Invoice, type InvoiceState, type Outcome } from './invoice.js'
import type { CheckoutRequest } from './request-check.js'

/** One accepted form and the invoices that came of it. */
export interface Payment {
  /** Part of the payer's address; not to be guessed. */
  readonly id: string
  readonly request: CheckoutRequest
  readonly invoices: readonly Invoice[]
  /** Milliseconds since 1970; null until the first invoice, from which the lifetime is counted. */
  readonly expiresAt: number | null
}

/** A payment after a step, and the invoices whose state changed, in the order in which the shop is told. */
export interface Step {
  readonly payment: Payment
  readonly changed: readonly Invoice[]
}

/** The invoice that is paid. There is never a second one. */
export const paidInvoice = ({ invoices }: Payment): Invoice | undefined =>
  invoices.find(({ state }) => state === 'success')

/** The last try with a payway. */
export const latestInvoice = ({ invoices }: Payment, payway: string): Invoice | undefined =>
  invoices.findLast((invoice) => invoice.payway === payway)

/** Whether the lifetime is over. */
export const isExpired = ({ expiresAt }: Payment, now: number): boolean =>
  expiresAt !== null && expiresAt <= now

/** The payment with one more invoice. */
export function addInvoice(payment: Payment, invoice: Invoice): Payment {
  return {
    ...payment,
    invoices: [...payment.invoices, invoice],
    expiresAt: payment.expiresAt ?? invoice.createdAt + payment.request.lifetime * 1000
  }
}

/** Notes what the payer chose for an invoice and takes the first step towards it. */
export function chooseOutcome(payment: Payment, id: string, outcome: Outcome, now: number): Step {
  const invoices = payment.invoices.map((invoice) => (invoice.id === id ? { ...invoice, outcome } : invoice))
  return moveOne({ ...payment, invoices }, id, OUTCOMES[outcome][0], now)
}

/** Takes the second step towards an outcome, where it has one and the payer has not chosen another since. */
export function finishOutcome(payment: Payment, id: string, outcome: Outcome, now: number): Step {
  const later = OUTCOMES[outcome][1]
  const isCurrent = payment.invoices.some((invoice) => invoice.id === id && invoice.outcome === outcome)
  return later !== undefined && isCurrent ? moveOne(payment, id, later, now) : { payment, changed: [] }
}

/** Ends whatever is open, as the gateway does when the lifetime is over. */
export function cancelOpen(payment: Payment, now: number): Step {
  return moveAll(payment, (invoice) => (isFinal(invoice) ? null : 'canceled'), now)
}

/** A payment succeeds once: when one invoice is paid, the others that are open end canceled. */
function moveOne(payment: Payment, id: string, state: InvoiceState, now: number): Step {
  const one = moveAll(payment, (invoice) => (invoice.id === id ? state : null), now)
  if (!paidInvoice(one.payment)) return one
  const others = cancelOpen(one.payment, now)
  return { payment: others.payment, changed: [...one.changed, ...others.changed] }
}

function moveAll(payment: Payment, to: (invoice: Invoice) => InvoiceState | null, now: number): Step {
  const invoices = payment.invoices.map((invoice) => {
    const state = to(invoice)
    return state === null ? invoice : moveInvoice(invoice, state, now)
  })
  return {
    payment: { ...payment, invoices },
    changed: invoices.filter((invoice, index) => invoice !== payment.invoices[index])
  }
}
