/** The states of an invoice as the gateway writes them. The last three are final. */
export type InvoiceState = 'new' | 'waitAccept' | 'success' | 'canceled' | 'fail'

/** The gateway's record of one try to pay with one payway. */
export interface Invoice {
  readonly id: string
  /** The payway's alias. */
  readonly payway: string
  readonly state: InvoiceState
  /** What the payer chose for it last. */
  readonly outcome: Outcome | null
  /** Milliseconds since 1970. */
  readonly createdAt: number
  /** When it became paid; null until then. */
  readonly processedAt: number | null
}

/** The buttons of the payer's page: what becomes of the invoice at once, and what a moment later. */
export const OUTCOMES: Readonly<Record<Outcome, readonly [now: InvoiceState, later?: InvoiceState]>> = {
  success: ['success'],
  'pending-success': ['waitAccept', 'success'],
  'pending-fail': ['waitAccept', 'fail'],
  fail: ['fail'],
  cancel: ['canceled']
}

export type Outcome = 'success' | 'pending-success' | 'pending-fail' | 'fail' | 'cancel'

export const isOutcome = (text: unknown): text is Outcome =>
  typeof text === 'string' && Object.hasOwn(OUTCOMES, text)

/** Whether nothing can change any more. */
export const isFinal = ({ state }: Pick<Invoice, 'state'>): boolean => isFinalState(state)

export const isFinalState = (state: InvoiceState): boolean => state !== 'new' && state !== 'waitAccept'

/** An invoice that waits for the payer. */
export function newInvoice(id: string, payway: string, now: number): Invoice {
  return { id, payway, state: 'new', outcome: null, createdAt: now, processedAt: null }
}

/** An invoice in its next state, or the same one where there is nothing to change: final states stay. */
export function moveInvoice(invoice: Invoice, state: InvoiceState, now: number): Invoice {
  if (isFinal(invoice) || invoice.state === state) return invoice
  return { ...invoice, state, processedAt: state === 'success' ? now : null }
}
