import { expect } from '@playwright/test'
import { join } from 'node:path'
import { openSqlite } from '../../src/server/ledger/sqlite/driver.js'

/** What whoever packs the shop's parcels reads, in the shop's own books. */
export class ShopBooks {
  readonly #file: string

  constructor(dataDir: string) {
    this.#file = join(dataDir, 'orders.db')
  }

  /** The order's amount, frozen when it was placed. */
  amountOf(orderId: string): string {
    return this.#read(orderId).amount
  }

  /** Waits until the shop was told that the order is paid, as it is after each payment. */
  async showPaid(orderId: string): Promise<void> {
    await expect.poll(() => this.#read(orderId).paid_event, 'the order is paid in the shop').not.toBeNull()
  }

  showUnpaid(orderId: string): void {
    expect(this.#read(orderId).paid_event, 'the order is not paid in the shop').toBeNull()
  }

  #read(orderId: string) {
    const database = openSqlite(this.#file)
    const [row] = database.prepare('SELECT amount, paid_event FROM orders WHERE id = ?').all(orderId) as {
      amount: string
      paid_event: string | null
    }[]
    database.close()
    if (!row) throw new Error(`the shop knows no order ${orderId}`)
    return row
  }
}
