import { randomBytes } from 'node:crypto'
import type { Mode, PaidPayment } from '../../src/server/index.js'
import { CURRENCY, toAmount } from '../money.js'
import { CATALOGUE, type ProductId } from './catalogue.js'
import { openDatabase } from './database.js'

/** So many of a product, at the price of the moment in which the order was placed. */
export interface OrderLine {
  readonly product: ProductId
  readonly quantity: number
  /** In kopiykas, each. */
  readonly price: number
}

/** An order is frozen when it is placed: a new price makes a new order and never changes one that is being paid. */
export interface PlacedOrder {
  readonly id: string
  readonly lines: readonly OrderLine[]
  /** Decimal text. */
  readonly amount: string
}

/** What is wanted, and how many of it. */
type Basket = Readonly<Partial<Record<ProductId, number>>>

/** The shop's own books, apart from the ledger of payments. Test orders and live orders never see each other. */
export interface Orders {
  place(customer: string, basket: Basket): PlacedOrder
  /** The order, if it is this customer's. Somebody else's is as unknown as one that does not exist. */
  find(id: string, customer: string): PlacedOrder | null
  /**
   * Notes that the order is paid. A repetition changes nothing, and whoever packs parcels looks only at this.
   *
   * @throws Error where there is no such order at this price, or another payment has paid it. Whoever told of the
   *   payment goes on telling, and says so in the log, until somebody has seen to it.
   */
  markPaid(payment: PaidPayment): void
  close(): void
}

export function openOrders(file: string, mode: Mode): Orders {
  const database = openDatabase(file)
  database.exec(`CREATE TABLE IF NOT EXISTS orders (
    id TEXT PRIMARY KEY,
    mode TEXT NOT NULL,
    customer TEXT NOT NULL,
    lines TEXT NOT NULL,
    amount TEXT NOT NULL,
    paid_event TEXT
  ) STRICT`)
  const insert = database.prepare(
    'INSERT INTO orders (id, mode, customer, lines, amount) VALUES (?, ?, ?, ?, ?)'
  )
  const select = database.prepare(
    'SELECT lines, amount FROM orders WHERE id = ? AND mode = ? AND customer = ?'
  )
  // What was paid is what the order cost when the payer left. Orders are frozen here, so it costs the same now; a shop
  // whose orders change would find out in this place.
  const pay = database.prepare(`UPDATE orders SET paid_event = ?
    WHERE id = ? AND mode = ? AND amount = ? AND coalesce(paid_event, ?) = ?`)

  return {
    place(customer, basket) {
      const order = orderOf(basket)
      insert.run(order.id, mode, customer, JSON.stringify(order.lines), order.amount)
      return order
    },
    find(id, customer) {
      const [row] = select.all(id, mode, customer) as { lines: string; amount: string }[]
      return row ? { id, amount: row.amount, lines: JSON.parse(row.lines) as OrderLine[] } : null
    },
    markPaid({ id, orderId, mode, amount, currency }) {
      const isNoted = currency === CURRENCY && pay.run(id, orderId, mode, amount, id, id).changes === 1
      if (!isNoted)
        throw new Error(`${id} pays ${amount} ${currency} for ${orderId}, which was not to be paid so`)
    },
    close() {
      database.close()
    }
  }
}

function orderOf(basket: Basket): PlacedOrder {
  const wanted = Object.entries(basket) as [ProductId, number][]
  const lines = wanted.map(([product, quantity]) => ({ product, quantity, price: CATALOGUE[product].price }))
  const total = lines.reduce((sum, { quantity, price }) => sum + quantity * price, 0)
  return { id: newOrderId(), lines, amount: toAmount(total) }
}

/** No counter, which would tell everybody how much the shop sells; no letters that read like digits. */
function newOrderId(): string {
  const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
  return `LV-${Array.from(randomBytes(10), (byte) => letters.charAt(byte % 32)).join('')}`
}
