import { randomUUID } from 'node:crypto'
import type { Errands } from './errands.js'
import { isFinal, newInvoice, OUTCOMES, type Invoice, type Outcome } from './invoice.js'
import {
  addInvoice,
  cancelOpen,
  chooseOutcome,
  finishOutcome,
  isExpired,
  latestInvoice,
  paidInvoice,
  type Payment,
  type Step
} from './payment.js'
import { Refusal } from './refusal.js'
import type { CheckoutRequest } from './request-check.js'
import type { Cabinet } from './settings.js'
import { isNumberUsed } from './uniqueness.js'

/** The payments that the emulator knows, from its start to its end. Everything else only reads them. */
export interface PaymentBook {
  /** Keeps a form that was let in. */
  readonly accept: (request: CheckoutRequest) => Payment
  readonly find: (id: string) => Payment | undefined
  readonly all: () => readonly Payment[]
  /** Opens an invoice on a payway, or finds the one that is still untouched. */
  readonly openInvoice: (paymentId: string, payway: string) => void
  /**
   * Does what the payer chose on a payway. Choosing the same once more changes nothing; choosing something else after a
   * failure is another try, with another invoice.
   */
  readonly choose: (paymentId: string, payway: string, outcome: Outcome) => Payment
}

export interface PaymentBookOptions {
  readonly cabinet: Cabinet
  readonly errands: Errands
  /** Milliseconds between "pending" and what follows. */
  readonly pendingDelay: number
  /** Called for each invoice whose state changed. */
  readonly tell: (payment: Payment, invoice: Invoice) => void
}

export function createPaymentBook({ cabinet, errands, pendingDelay, tell }: PaymentBookOptions): PaymentBook {
  const payments = new Map<string, Payment>()
  // from the clock, so that ids stay new to a shop that outlives the emulator
  let lastInvoiceId = Date.now()

  const known = (id: string): Payment => {
    const payment = payments.get(id)
    if (!payment) throw new Error(`there is no payment ${id}`)
    return payment
  }

  const save = (payment: Payment) => {
    payments.set(payment.id, payment)
    return payment
  }

  const take = ({ payment, changed }: Step) => {
    save(payment)
    for (const invoice of changed) tell(payment, invoice)
    return payment
  }

  const expireInTime = async ({ id, request }: Payment) => {
    const isOver = await errands.pause(request.lifetime * 1000)
    if (isOver) take(cancelOpen(known(id), Date.now()))
  }

  const finishInTime = async (id: string, invoiceId: string, outcome: Outcome) => {
    const isTime = await errands.pause(pendingDelay)
    if (isTime) take(finishOutcome(known(id), invoiceId, outcome, Date.now()))
  }

  const checkNumber = ({ paymentNo }: CheckoutRequest, own?: Payment) => {
    if (!isNumberUsed(cabinet.uniqueness, paymentNo, payments.values(), own)) return
    throw new Refusal('number-used', {
      found: `payment number ${paymentNo}, which was used before`,
      expected: `a new number: the checkout's uniqueness is set to "${cabinet.uniqueness}"`
    })
  }

  const startInvoice = (payment: Payment, payway: string): Invoice => {
    const invoice = newInvoice(String(++lastInvoiceId), payway, Date.now())
    const started = save(addInvoice(payment, invoice))
    if (started.invoices.length === 1) void expireInTime(started)
    return invoice
  }

  const checkOpen = (payment: Payment) => {
    checkNumber(payment.request, payment)
    if (!isExpired(payment, Date.now())) return
    throw new Refusal('payment-expired', {
      found: `a lifetime of ${payment.request.lifetime} seconds that is over`,
      expected: 'a payment within its lifetime'
    })
  }

  return {
    accept: (request) => {
      checkNumber(request)
      return save({ id: randomUUID(), request, invoices: [], expiresAt: null })
    },
    find: (id) => payments.get(id),
    all: () => [...payments.values()],
    openInvoice: (id, payway) => {
      const payment = known(id)
      if (paidInvoice(payment) || latestInvoice(payment, payway)?.state === 'new') return
      checkOpen(payment)
      startInvoice(payment, payway)
    },
    choose: (id, payway, outcome) => {
      const payment = known(id)
      const latest = latestInvoice(payment, payway)
      if (paidInvoice(payment) || latest?.outcome === outcome) return payment
      checkOpen(payment)
      const invoice = latest && !isFinal(latest) ? latest : startInvoice(payment, payway)
      const chosen = take(chooseOutcome(known(id), invoice.id, outcome, Date.now()))
      if (OUTCOMES[outcome].length > 1) errands.start(() => finishInTime(id, invoice.id, outcome))
      return chosen
    }
  }
}
