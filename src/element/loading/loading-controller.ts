import type { ReactiveControllerHost } from 'lit'
import { sessionOf, type CheckoutEvent, type CheckoutState } from '../checkout-state.js'
import type { Asker } from '../page/shop.js'
import { endReturn, recallDeparture, type Order } from '../returning/return-token.js'
import { RetryController } from './retry-controller.js'
import { readSessionAnswer, sessionContext } from './session-answer.js'
import { SessionClock } from './session-clock.js'
import { SessionController } from './session-controller.js'

/** What loading needs of the element. */
export interface Loader {
  readonly state: () => CheckoutState
  readonly order: () => Order
  /** Whether this changed the state. */
  readonly send: (event: CheckoutEvent) => boolean
}

/** Sees to it that there is a session: the page's own, or the shop's, and a new one when its time is up. */
export class LoadingController {
  readonly #host: ReactiveControllerHost & Asker & { readonly gateway: string | null }
  readonly #checkout: Loader
  readonly #sessions: SessionController
  readonly #clock: SessionClock
  readonly #retry: RetryController

  constructor(host: ReactiveControllerHost & Asker & { readonly gateway: string | null }, checkout: Loader) {
    this.#host = host
    this.#checkout = checkout
    this.#sessions = new SessionController(host, checkout.send)
    this.#clock = new SessionClock(host, () => this.renewIfOver())
    this.#retry = new RetryController(host, () => this.load())
  }

  /** Takes what the page has as if the shop had just answered with it, unless it is used up; else asks the shop. */
  open(given: string | null): void {
    const answer = given === null ? null : { status: 200, text: given }
    const event = answer && readSessionAnswer(answer, sessionContext(this.#host.gateway))
    if (!event || (this.canLoad && isUsedUp(event, this.#checkout.order()))) {
      this.load()
    } else {
      this.#checkout.send({ type: 'load' })
      this.#checkout.send(event)
    }
  }

  /** Whether there is somebody to ask, and an order to ask for. */
  get canLoad(): boolean {
    const { src, orderId } = this.#checkout.order()
    return src !== null && orderId !== null
  }

  /** Asks the shop for a session, if nothing speaks against it. */
  load(): void {
    const { order, state, send } = this.#checkout
    const { src, orderId } = order()
    if (src === null || orderId === null) return
    if (state().name === 'unpaid') endReturn()
    send({ type: 'load' })
    if (state().name !== 'loading') return
    const leftWith = recallDeparture({ src, orderId })?.statusToken ?? null
    void this.#sessions.load({ src, orderId, leftWith })
  }

  /** Forgets what was asked for. */
  cancel(): void {
    this.#sessions.cancel()
  }

  /** What has expired is not posted: there will be another session, and the payer presses the button again. */
  renewIfOver(): boolean {
    return this.#clock.isUp() && this.#checkout.send({ type: 'expire' })
  }

  /** Whole minutes until the session's time is up, once that is near. */
  get minutesLeft(): number | null {
    return this.#clock.minutesLeft
  }

  /** Minds what follows from this state. */
  follow(state: CheckoutState): void {
    this.#retry.mind(state.name === 'failed' ? state.error : null)
    this.#clock.mind(sessionOf(state))
    if (state.name === 'expired') this.load()
  }
}

/** Whether a session that the page has is over, or the payer has left with it already. */
const isUsedUp = (event: CheckoutEvent, order: Order) =>
  (event.type === 'refused' && event.error.code === 'expired') ||
  (event.type === 'loaded' && recallDeparture(order)?.statusToken === (event.session.statusToken ?? ''))
