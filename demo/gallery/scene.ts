import type { CheckoutState, InterkassaCheckout } from '../../src/element/index.js'
import type { CheckoutSession } from '../../src/protocol/index.js'
import { heard, json, shopOf, type Script } from './scripted-shop.js'
import { aSession } from './session.js'

/** One thing that the element can show, and how it comes to that, with nothing but what every page can do. */
export interface Scene {
  /** Its name in the address. */
  readonly name: string
  readonly title: string
  /** Whether this is what the element shows by now. */
  readonly shows: (state: CheckoutState) => boolean
  /** What the shop's server says. Without it the page has none. */
  readonly shop?: Script
  /** A session that the page has already. */
  readonly session?: () => CheckoutSession
  readonly attributes?: Readonly<Record<string, string>>
  /** The fragment with which the payer has come back. */
  readonly fragment?: string
  /** What happens then: the payer's doing, or the page's. */
  readonly act?: (element: InterkassaCheckout) => void
  /** Whether it is shown where a page of another origin has put the shop's page into a frame. */
  readonly framed?: true
}

/** A test for no more than the state's name. */
export const is =
  (name: CheckoutState['name']) =>
  (state: CheckoutState): boolean =>
    state.name === name

/** Chooses a payway as a payer does. */
export function choose(element: InterkassaCheckout, payway: string): void {
  element.shadowRoot?.querySelector<HTMLElement>(`input[value="${payway}"]`)?.click()
}

/** Presses the pay button as a payer does. */
export function pay(element: InterkassaCheckout): void {
  element.shadowRoot?.querySelector<HTMLElement>('[part~="pay"]')?.click()
}

/** Searches as a payer does. */
export function find(element: InterkassaCheckout, words: string): void {
  const field = element.shadowRoot?.querySelector<HTMLInputElement>('[part~="find"]')
  if (!field) return
  field.value = words
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }))
}

/** Puts another element on the page, out of sight, by which a payer leaves. It is as good as another tab. */
export function leaveBeside(
  element: InterkassaCheckout,
  payway: string,
  attributes: Readonly<Record<string, string>>
): InterkassaCheckout {
  const other = document.createElement('interkassa-checkout')
  for (const [name, value] of Object.entries(attributes)) other.setAttribute(name, value)
  other.fetch = shopOf({ session: [json(() => aSession())], leave: [heard] })
  other.hidden = true
  other.addEventListener('interkassa-load', () => {
    void other.updateComplete.then(() => {
      choose(other, payway)
      pay(other)
    })
  })
  element.after(other)
  return other
}
