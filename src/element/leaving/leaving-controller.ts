import type { ReactiveControllerHost } from 'lit'
import { departureError, type CheckoutErrorCode } from '../checkout-error.js'
import type { CheckoutEvent, CheckoutState, Destination } from '../checkout-state.js'
import { InterkassaErrorEvent } from '../events.js'
import type { Asker } from '../page/shop.js'
import { nameOf, type Order } from '../returning/return-token.js'
import { askConsent } from './consent.js'
import { Departure } from './departure.js'
import { OtherTabs } from './other-tabs.js'

/** What leaving needs of the element. */
export interface Leaver {
  readonly state: () => CheckoutState
  readonly order: () => Order
  /** Whether this changed the state. */
  readonly send: (event: CheckoutEvent) => boolean
  /** Whether the session's time was up, and another is being asked for. */
  readonly renewIfOver: () => boolean
  readonly load: () => void
}

/** Takes the payer from the pay button to the gateway, or back to the button with a word why not. */
export class LeavingController {
  readonly #host: ReactiveControllerHost & Asker & HTMLElement
  readonly #checkout: Leaver
  readonly #departure: Departure
  readonly #tabs: OtherTabs

  constructor(host: ReactiveControllerHost & Asker & HTMLElement, checkout: Leaver) {
    this.#host = host
    this.#checkout = checkout
    this.#tabs = new OtherTabs(host, (statusToken) => checkout.send({ type: 'left-elsewhere', statusToken }))
    this.#departure = new Departure(host, {
      // the form may have arrived all the same, so the next one is of another attempt
      stuck: (why) => {
        this.#stay(why)
        checkout.load()
      },
      restored: () => {
        this.#stay(null)
        if (checkout.state().name !== 'unpaid') checkout.load()
      }
    })
  }

  /** Minds that no other tab leaves for this order. */
  mind(order: Order): void {
    this.#departure.end()
    this.#tabs.mind(nameOf(order))
  }

  /** Leaves, unless the page objects or the time runs out meanwhile. A second click finds nothing to do. */
  async leave(destination: Destination): Promise<void> {
    const { state, send, renewIfOver } = this.#checkout
    renewIfOver()
    if (!send({ type: 'submit', destination })) return
    const preparing = state()
    const consent = await askConsent(this.#host, destination === 'payway' ? chosenPayway(preparing) : null)
    // the session may have been renewed and the button pressed again: what follows is of that click then
    if (state() !== preparing) return
    if (consent !== 'go') {
      this.#stay(consent === 'stay' ? null : consent)
      return
    }
    const isOurs = await this.#tabs.claim()
    if (state() !== preparing) {
      if (isOurs) this.#tabs.release()
    } else if (!isOurs) send({ type: 'left-elsewhere', statusToken: tokenOf(preparing) })
    // a payer who has moved on within the page is not torn away from where they are
    else if (renewIfOver() || !this.#host.isConnected) this.#stay(null)
    else this.#depart()
  }

  #depart(): void {
    this.#checkout.send({ type: 'depart' })
    const leaving = this.#checkout.state()
    if (leaving.name !== 'leaving') return
    this.#tabs.tell(tokenOf(leaving))
    this.#departure.leave(leaving, this.#checkout.order())
  }

  #stay(notice: CheckoutErrorCode | null): void {
    this.#tabs.release()
    this.#checkout.send({ type: 'stay', notice })
    if (notice !== null) this.#host.dispatchEvent(new InterkassaErrorEvent(departureError(notice)))
  }
}

const chosenPayway = (state: CheckoutState) => ('payway' in state ? state.payway : null)

const tokenOf = (state: CheckoutState) => ('session' in state ? (state.session.statusToken ?? null) : null)
