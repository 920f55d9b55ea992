import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { flagEvent, paidEvent } from '../../src/server/telling/payment-events.js'
import { anAttempt, anInvoice, anOrder, CHECKOUT_ID, OWNER } from './ledger/records.js'

const ATTEMPT = anAttempt(anOrder('A-1'))
const INVOICE = anInvoice('A-1-1')

suite('The shop is told', () => {
  test('of the order’s one payment under the order’s id', () => {
    const { id, kind, mode, checkoutId } = paidEvent(ATTEMPT, INVOICE)
    assert.deepEqual(
      [id, kind, mode, checkoutId],
      [`paid:${CHECKOUT_ID}:live:A-1`, 'paid', 'live', CHECKOUT_ID]
    )
  })

  test('of what is odd apart from what holds a success back', () => {
    const idOf = (holds: boolean) =>
      flagEvent(OWNER, ATTEMPT, INVOICE, { kind: 'late', holds, resolution: null }, 'late by a day')
    const base = `flag:late:${CHECKOUT_ID}:live:A-1-1:77700001`
    assert.deepEqual([idOf(false).id, idOf(true).id], [base, `${base}:held`])
    const event = idOf(true)
    assert.ok(event.kind === 'flag')
    assert.deepEqual(event.flag, {
      ...{
        id: event.id,
        kind: 'late',
        mode: 'live',
        orderId: 'A-1',
        paymentNo: 'A-1-1',
        invoiceId: '77700001'
      },
      ...{ held: true, message: 'invoice 77700001 of A-1-1: late by a day' }
    })
  })
})
