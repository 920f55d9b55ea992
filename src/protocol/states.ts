/** What a payment can be, weakest first: of all that was heard, the strongest stands. */
export const PAYMENT_STATES = ['created', 'pending', 'failed', 'paid'] as const
export type PaymentState = (typeof PAYMENT_STATES)[number]

/**
 * Why a payment failed, weakest first: of all reasons that were heard, the strongest stands. `expired` is a
 * cancellation that was heard after the attempt's time was up.
 */
export const FAILURE_REASONS = ['expired', 'canceled', 'declined'] as const
export type FailureReason = (typeof FAILURE_REASONS)[number]

/** Which checkout settings apply: real money, or the gateway's test payway. Configuration, never the sender's word. */
export const MODES = ['live', 'test'] as const
export type Mode = (typeof MODES)[number]

/**
 * Invoice states as the gateway writes them in `ik_inv_st`, and what each means here. `success`, `canceled` and
 * `fail` are final. Source: the state table of the SCI protocol, as kept in yfix/yf
 * `payment_provider/interkassa/Interkassa.php` and hiqdev/omnipay-interkassa. ISPsystem's module takes `process` for
 * paid; the table does not.
 */
export const INVOICE_STATES = new Map<string, PaymentState>([
  ['new', 'pending'],
  ['waitAccept', 'pending'],
  ['process', 'pending'],
  ['success', 'paid'],
  ['canceled', 'failed'],
  ['fail', 'failed']
])

/** The strongest of the reasons, or null where there is none. */
export function strongestReason(reasons: readonly (FailureReason | null)[]): FailureReason | null {
  return [...FAILURE_REASONS].reverse().find((reason) => reasons.includes(reason)) ?? null
}

/** The stronger of two states. */
export function strongerState(a: PaymentState, b: PaymentState): PaymentState {
  return PAYMENT_STATES.indexOf(a) >= PAYMENT_STATES.indexOf(b) ? a : b
}

/**
 * The state of an attempt from its invoices, or of an order from its attempts: any paid makes it paid; else one still
 * pending keeps it pending, so that nobody is told "failed" and pays once more; else any failed; else created.
 */
export function deriveState(states: Iterable<PaymentState>): PaymentState {
  const heard = new Set(states)
  for (const state of ['paid', 'pending', 'failed'] as const) if (heard.has(state)) return state
  return 'created'
}
