import './isolation.js'
import '../../../src/element/define.js'
import type { CheckoutState, InterkassaCheckout } from '../../../src/element/index.js'
import { put, replace } from './page.js'
import type { FakeShop } from './shop.js'

export * from './page.js'

/** A form as the browser was about to post it. */
export interface Post {
  readonly action: string
  readonly method: string
  readonly target: string
  readonly charset: string
  readonly fields: Readonly<Record<string, string>>
}

/** Takes the place of leaving the page: what would have been posted. */
export function catchPosts(): Post[] {
  const posts: Post[] = []
  replace(HTMLFormElement.prototype, 'submit', function (this: HTMLFormElement) {
    const attribute = (name: string) => HTMLElement.prototype.getAttribute.call(this, name) ?? ''
    posts.push({
      action: attribute('action'),
      method: attribute('method'),
      target: attribute('target'),
      charset: attribute('accept-charset'),
      fields: Object.fromEntries([...new FormData(this)].map(([name, value]) => [name, value as string]))
    })
  })
  return posts
}

/** Puts an element on the page. `attributes` are those of the tag; null leaves one out. */
export function place(
  shop: FakeShop | null,
  attributes: Record<string, string | null> = {}
): InterkassaCheckout {
  const element = document.createElement('interkassa-checkout')
  const all: Record<string, string | null> = {
    src: '/interkassa',
    'order-id': 'A-1001',
    lang: 'en',
    ...attributes
  }
  for (const [name, value] of Object.entries(all)) if (value !== null) element.setAttribute(name, value)
  if (shop) element.fetch = shop.fetch
  put(element)
  return element
}

/** Waits until the element is in one of these states. */
export async function until(element: InterkassaCheckout, name: CheckoutState['name']): Promise<void> {
  while (element.state.name !== name) {
    await new Promise<void>((resolve) => {
      element.addEventListener('interkassa-status', () => resolve(), { once: true })
    })
  }
  await element.updateComplete
}

/** Everything the payer can read. */
export function textOf(element: InterkassaCheckout): string {
  return findAll(element, 'section > :not(.unseen)')
    .map(({ innerText }) => innerText)
    .join('\n')
}

/** Everything in the element that this selector finds. */
export function findAll(element: InterkassaCheckout, selector: string): HTMLElement[] {
  return [...(element.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? [])]
}

/** What stands on the element's buttons. */
export function labelsOf(element: InterkassaCheckout): string[] {
  return findAll(element, 'button').map(({ innerText }) => innerText)
}

/** The only thing in the element that this selector finds. */
export function find(element: InterkassaCheckout, selector: string): HTMLElement {
  const [found, ...others] = findAll(element, selector)
  if (!found || others.length > 0)
    throw new Error(`expected one ${selector}, found ${found ? others.length + 1 : 0}`)
  return found
}

/** The button with these words, or null. */
export function button(element: InterkassaCheckout, words: string): HTMLButtonElement | null {
  const buttons = [...(element.shadowRoot?.querySelectorAll('button') ?? [])]
  return buttons.find(({ innerText }) => innerText.trim() === words) ?? null
}

/** Clicks the button with these words. */
export function press(element: InterkassaCheckout, words: string): void {
  const found = button(element, words)
  if (!found) throw new Error(`no button says ${words}: ${textOf(element)}`)
  found.click()
}

/** Chooses a payway as a payer does. */
export async function choose(element: InterkassaCheckout, payway: string): Promise<void> {
  find(element, `input[value="${payway}"]`).click()
  await element.updateComplete
}

/** Chooses a payway, presses the button, and waits until the form is on its way. */
export async function payBy(element: InterkassaCheckout, payway: string): Promise<void> {
  await choose(element, payway)
  find(element, '[part=pay]').click()
  await until(element, 'leaving')
}
