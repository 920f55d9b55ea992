import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, it, type TestContext } from 'node:test'
import { openOrders } from '../../demo/server/orders.js'
import type { PaidPayment } from '../../src/server/index.js'
import { dataFolder, paidEvents } from './visitor.js'

const payment = {
  id: 'paid:1',
  paymentNo: 'LV-1-1',
  invoiceId: '777',
  amount: '165.00',
  currency: 'UAH',
  payway: null,
  mode: 'live'
} as const

describe('the book of orders', () => {
  it('keeps orders over a restart', (t) => {
    const file = join(dataFolder(t), 'orders.db')
    const before = openOrders(file, 'live')
    const placed = before.place('ann', { 'meadow-tea': 3 })
    before.close()

    const after = openOrders(file, 'live')

    assert.deepEqual(after.find(placed.id, 'ann'), placed)
    after.close()
  })

  it('shows nobody the order of somebody else', (t) => {
    const orders = openOrders(join(dataFolder(t), 'orders.db'), 'live')
    const { id } = orders.place('ann', { 'meadow-tea': 1 })

    assert.equal(orders.find(id, 'bob'), null)
    orders.close()
  })

  it('keeps orders of test mode apart from live ones', (t) => {
    const file = join(dataFolder(t), 'orders.db')
    const test = openOrders(file, 'test')
    const live = openOrders(file, 'live')
    const { id } = test.place('ann', { 'meadow-tea': 1 })

    assert.equal(live.find(id, 'ann'), null)
    test.close()
    live.close()
  })

  it('notes a payment once, however often it is told', (t) => {
    const { orders, file, orderId } = bookWithOneOrder(t)

    orders.markPaid({ ...payment, orderId })
    orders.markPaid({ ...payment, orderId })

    assert.deepEqual(paidEvents(file), ['paid:1'])
  })

  const refused: readonly [string, Partial<PaidPayment>][] = [
    ['of an order that is not in it', { orderId: 'LV-0000000000' }],
    ['of test money for a live order', { mode: 'test' }],
    ['of less than the order costs', { amount: '1.65' }],
    ['in another currency', { currency: 'USD' }]
  ]
  for (const [what, change] of refused) {
    it(`refuses a payment ${what}, so that it is told again`, (t) => {
      const { orders, file, orderId } = bookWithOneOrder(t)

      assert.throws(() => {
        orders.markPaid({ ...payment, orderId, ...change })
      }, /paid:1/)

      assert.deepEqual(paidEvents(file), [null])
    })
  }

  it('refuses another payment of an order that is paid', (t) => {
    const { orders, file, orderId } = bookWithOneOrder(t)
    orders.markPaid({ ...payment, orderId })

    assert.throws(() => {
      orders.markPaid({ ...payment, id: 'paid:2', orderId })
    }, /paid:2/)

    assert.deepEqual(paidEvents(file), ['paid:1'])
  })
})

/** A live book in which somebody has ordered a tea. */
function bookWithOneOrder(t: TestContext) {
  const file = join(dataFolder(t), 'orders.db')
  const orders = openOrders(file, 'live')
  t.after(() => {
    orders.close()
  })
  const { id: orderId } = orders.place('ann', { 'meadow-tea': 1 })
  return { orders, file, orderId }
}
