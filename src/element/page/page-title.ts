import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { isOutcome, type CheckoutState } from '../checkout-state.js'

interface Host extends ReactiveControllerHost {
  readonly pageTitle: boolean
  readonly state: CheckoutState
  readonly shadowRoot: ShadowRoot | null
}

/** A page has one title, which the first element with an outcome takes. */
let holder: Host | null = null

/** Puts an outcome's heading into the page's title, and gives the title back unless the page has changed it meanwhile. */
export class PageTitle implements ReactiveController {
  readonly #host: Host
  #before = ''
  #ours = ''

  constructor(host: Host) {
    this.#host = host
    host.addController(this)
  }

  hostUpdated(): void {
    const { pageTitle, state, shadowRoot } = this.#host
    const heading = pageTitle && isOutcome(state) && shadowRoot?.querySelector('h2')?.textContent
    if (heading) this.#take(heading)
    else this.hostDisconnected()
  }

  hostDisconnected(): void {
    if (holder !== this.#host) return
    holder = null
    if (document.title === this.#ours) document.title = this.#before
  }

  #take(heading: string): void {
    if (!holder) this.#before = this.#ours = document.title
    holder ??= this.#host
    if (holder !== this.#host || document.title !== this.#ours) return
    document.title = heading
    // browsers put its spaces in order
    this.#ours = document.title
  }
}
