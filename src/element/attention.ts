import type { ReactiveController, ReactiveControllerHost } from 'lit'
import type { CheckoutState } from './checkout-state.js'
import { languageOf } from './language.js'
import { isOutcome, milestoneOf } from './views/checkout.js'

interface Host extends ReactiveControllerHost, HTMLElement {
  readonly state: CheckoutState
}

/**
 * Leads the payer's attention when the state changes: the focus goes to the heading of an outcome, and is not lost
 * when the button it was on goes away; a polite live region says the milestones, and nothing in between.
 */
export class Attention implements ReactiveController {
  readonly #host: Host
  #seen: CheckoutState['name'] = 'idle'
  #hadFocus = false

  constructor(host: Host) {
    this.#host = host
    host.addController(this)
  }

  hostUpdate(): void {
    this.#hadFocus = this.#focused !== null
  }

  hostUpdated(): void {
    const { state } = this.#host
    if (state.name === this.#seen) return
    this.#seen = state.name
    const isFree = this.#hadFocus || document.activeElement === document.body
    const mustMove = isOutcome(state) ? isFree : this.#hadFocus && this.#focused === null
    if (mustMove) this.#moveFocus()
    this.#say(mustMove && isOutcome(state) ? '' : milestoneOf(state, languageOf(this.#host).messages))
  }

  get #focused(): Element | null {
    return this.#host.shadowRoot?.activeElement ?? null
  }

  #moveFocus(): void {
    const root = this.#host.shadowRoot
    const target =
      root?.querySelector<HTMLElement>('h2, legend') ?? root?.querySelector<HTMLElement>('section')
    target?.focus()
  }

  #say(words: string): void {
    const region = this.#host.shadowRoot?.querySelector('[role=status]')
    if (region) region.textContent = words
  }
}
