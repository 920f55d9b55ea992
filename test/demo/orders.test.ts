import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { openOrders } from '../../demo/server/orders.js'
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

  it('notes the first payment of an order, and no test payment of a live one', (t) => {
    const file = join(dataFolder(t), 'orders.db')
    const orders = openOrders(file, 'live')
    const { id: orderId } = orders.place('ann', { 'meadow-tea': 1 })

    orders.markPaid({ ...payment, id: 'paid:test', orderId, mode: 'test' })
    orders.markPaid({ ...payment, orderId })
    orders.markPaid({ ...payment, id: 'paid:again', orderId })
    orders.close()

    assert.deepEqual(paidEvents(file), ['paid:1'])
  })
})
