import { expect, type Locator, type Page } from '@playwright/test'
import type { ProductId } from '../../demo/server/catalogue.js'
import type { Outcome } from '../../src/emulator/invoice.js'

/** Somebody with a browser: what they do, and what they are told. */
export class Payer {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  /** Puts so many of a product into the basket and checks out; gives the order's id. */
  async buy(product: ProductId, quantity = 1): Promise<string> {
    await this.page.goto('/')
    const more = this.page.locator(`.product.${product} [data-step="1"]`)
    for (let count = 0; count < quantity; count++) await more.click()
    await this.page.locator('.basket button').click()
    await this.page.waitForURL('**/checkout?order=*')
    return new URL(this.page.url()).searchParams.get('order') ?? ''
  }

  /** Chooses a payway by its name. */
  async choose(payway: string): Promise<void> {
    await this.checkout.getByRole('radio', { name: payway, exact: true }).check()
  }

  /** Presses the pay button, and arrives at the gateway. */
  async goToGateway(): Promise<void> {
    await this.payButton.click()
    await this.page.waitForURL('**/payment/**')
  }

  /** Decides on the gateway's page how the payment ends, and comes back to the shop. */
  async payAtGateway(outcome: Outcome): Promise<void> {
    await this.page.locator(`button[name=outcome][value=${outcome}]`).click()
    await this.page.waitForURL('**/thanks**')
  }

  /** Presses a button of the element by what it says. */
  async press(label: string): Promise<void> {
    await this.checkout.getByRole('button', { name: label, exact: true }).click()
  }

  /** Reads the heading that says how the payment stands. */
  async isTold(title: string): Promise<void> {
    // the gateway takes a few seconds to decide, and the element asks every other second
    await expect(this.checkout.getByRole('heading', { level: 2 })).toHaveText(title, { timeout: 10_000 })
  }

  /** Has nothing to pay with: neither a form nor a button that leads to one. */
  async isOfferedNothing(): Promise<void> {
    await expect(this.checkout.getByRole('radio')).toHaveCount(0)
    await expect(this.payButton).toHaveCount(0)
  }

  /** The element, with all that is in it. */
  get checkout(): Locator {
    return this.page.locator('interkassa-checkout')
  }

  get payButton(): Locator {
    return this.checkout.locator('[part=pay]')
  }

  /** A fact of the receipt or of a message, by its name. */
  fact(name: string): Locator {
    return this.checkout
      .locator('dl > div', { has: this.page.getByText(name, { exact: true }) })
      .locator('dd')
  }
}
