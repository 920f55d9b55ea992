import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { isOutcome, type CheckoutState } from '../checkout-state.js'

interface Host extends ReactiveControllerHost, HTMLElement {
  readonly state: CheckoutState
}

/** What tells a view's news in a few words: a heading, the question, or the button that is busy. */
const NEWS = 'h2, :enabled > legend, [aria-disabled=true], [part=skeleton] > .unseen'

/**
 * Leads the payer's attention when the state changes. The focus goes to the heading of an outcome, and is not lost with
 * the button that it was on. A polite live region says the rest: milestones, and nothing in between.
 */
export class Attention implements ReactiveController {
  readonly #host: Host
  #seen: CheckoutState['name'] = 'idle'
  #milestone = ''
  #hadFocus = false

  constructor(host: Host) {
    this.#host = host
    host.addController(this)
  }

  hostUpdate(): void {
    this.#hadFocus = this.#hasFocus()
  }

  hostUpdated(): void {
    const { state, shadowRoot } = this.#host
    const region = shadowRoot?.querySelector('[role=status]')
    if (state.name === this.#seen) {
      const milestone = shadowRoot?.querySelector('.news')?.textContent.trim() ?? ''
      if (region && milestone && milestone !== this.#milestone) region.textContent = milestone
      this.#milestone = milestone
      return
    }
    this.#seen = state.name
    this.#milestone = ''
    const news = shadowRoot?.querySelector<HTMLElement>(NEWS)
    const isFree = this.#hadFocus || document.activeElement === document.body
    const mustMove = isOutcome(state) ? isFree : this.#hadFocus && !this.#hasFocus()
    if (mustMove && news) {
      // Firefox does not focus what a container query has yet to style: this makes it style everything now
      news.getClientRects()
      news.focus()
    }
    // the focus has been told already
    if (region) region.textContent = (mustMove ? undefined : news?.textContent.trim()) ?? ''
  }

  #hasFocus(): boolean {
    return Boolean(this.#host.shadowRoot?.activeElement)
  }
}
