import type { CheckoutSession, FailureReason } from '../protocol/index.js'
import type { CheckoutError, CheckoutErrorCode, ErrorOrigin } from './checkout-error.js'
import type { CheckoutState } from './checkout-state.js'

const OPTIONS = { bubbles: true, composed: true } as const

/** A session has come. */
export class InterkassaLoadEvent extends Event {
  readonly session: CheckoutSession

  constructor(session: CheckoutSession) {
    super('interkassa-load', OPTIONS)
    this.session = session
  }
}

/** The payer has chosen a payway. */
export class InterkassaSelectEvent extends Event {
  /** The payway's id. */
  readonly payway: string

  constructor(payway: string) {
    super('interkassa-select', OPTIONS)
    this.payway = payway
  }
}

/**
 * The payer is about to leave. `preventDefault()` keeps them; `waitUntil(promise)` holds them until it is fulfilled, and
 * keeps them with an explanation if it is rejected.
 *
 * @example
 * checkout.addEventListener('interkassa-submit', (event) => event.waitUntil(saveDeliveryAddress()))
 */
export class InterkassaSubmitEvent extends Event {
  /** The chosen payway's id, or null for the gateway's own page. */
  readonly payway: string | null
  readonly #waits: Promise<unknown>[] = []

  constructor(payway: string | null) {
    super('interkassa-submit', { ...OPTIONS, cancelable: true })
    this.payway = payway
  }

  /** Holds the payer until the promise is settled, for twenty seconds at most. */
  waitUntil(promise: Promise<unknown>): void {
    this.#waits.push(promise)
  }

  /** Everything that was asked to be waited for. */
  get settled(): Promise<unknown> {
    return Promise.all(this.#waits)
  }
}

/** The element is doing something else now. */
export class InterkassaStatusEvent extends Event {
  readonly from: CheckoutState['name']
  readonly to: CheckoutState['name']
  /** Why a payment failed, or what went wrong. */
  readonly reason: FailureReason | CheckoutErrorCode | null

  constructor(
    from: CheckoutState['name'],
    to: CheckoutState['name'],
    reason: InterkassaStatusEvent['reason']
  ) {
    super('interkassa-status', OPTIONS)
    this.from = from
    this.to = to
    this.reason = reason
  }
}

/** Something went wrong. Nothing is thrown at the payer: they are told what they can do. */
export class InterkassaErrorEvent extends Event {
  readonly code: CheckoutErrorCode
  readonly origin: ErrorOrigin
  readonly retryable: boolean

  constructor({ code, origin, retryable }: CheckoutError) {
    super('interkassa-error', OPTIONS)
    this.code = code
    this.origin = origin
    this.retryable = retryable
  }
}

declare global {
  interface HTMLElementEventMap {
    'interkassa-load': InterkassaLoadEvent
    'interkassa-select': InterkassaSelectEvent
    'interkassa-submit': InterkassaSubmitEvent
    'interkassa-status': InterkassaStatusEvent
    'interkassa-error': InterkassaErrorEvent
  }
}
