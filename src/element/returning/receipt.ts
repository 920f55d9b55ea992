import type { ReactiveControllerHost } from 'lit'
import type { CheckoutState } from '../checkout-state.js'

interface Host extends ReactiveControllerHost {
  readonly state: CheckoutState
  readonly shadowRoot: ShadowRoot | null
}

/** Milliseconds for which the payer is told that it is done. */
const NOTED = 3000

/** Lets the payer take along what they see of their payment. */
export class Receipt {
  readonly #host: Host
  #copiedIn: CheckoutState['name'] | null = null

  constructor(host: Host) {
    this.#host = host
  }

  /** Whether what is to be seen now has just been copied. */
  get isCopied(): boolean {
    return this.#copiedIn === this.#host.state.name
  }

  /** Copies the facts. Null where there is no clipboard, as on a page without https. */
  get copy(): (() => void) | null {
    const { clipboard } = navigator as { clipboard?: Clipboard }
    return clipboard ? () => void this.#copy(clipboard) : null
  }

  async #copy(clipboard: Clipboard): Promise<void> {
    const { state, shadowRoot } = this.#host
    const list = shadowRoot?.querySelector('dl')
    if (!list) return
    try {
      await clipboard.writeText(linesOf(list))
      this.#note(state.name)
      setTimeout(() => this.#note(null), NOTED)
    } catch {
      // a page or an app may forbid it: then the payer's own way of copying is one step shorter
      getSelection()?.selectAllChildren(list)
    }
  }

  #note(state: CheckoutState['name'] | null): void {
    this.#copiedIn = state
    this.#host.requestUpdate()
  }
}

/** One line for each fact: `name: value`. */
function linesOf(list: Element): string {
  const line = (row: Element) => Array.from(row.children, ({ textContent }) => textContent).join(': ')
  return Array.from(list.children, line).join('\n')
}
