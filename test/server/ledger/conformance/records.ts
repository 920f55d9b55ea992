import assert from 'node:assert/strict'
import type { LedgerTest } from '../conformance.js'
import { aFingerprint, anAttempt, anInvoice, anOrder, CHECKOUT_ID } from '../records.js'

const order = anOrder('A-1')

/** What is kept of an order, and what is refused. */
export function recordsConform(ledgerTest: LedgerTest): void {
  ledgerTest('knows nothing of a new order', async (ledger) => {
    assert.deepEqual(await ledger.read(order), { attempts: [], invoices: [] })
  })

  ledgerTest('gives back what it was given, attempts by number', async (ledger) => {
    const second = anAttempt(order, 2)
    const first = anAttempt(order, 1, { sentAt: 5, superseded: true })
    await ledger.transaction(order, async (transaction) => {
      await transaction.insertAttempt(second)
      await transaction.insertAttempt(first)
    })
    assert.deepEqual((await ledger.read(order)).attempts, [first, second])
  })

  ledgerTest('keeps orders of other modes and checkouts apart', async (ledger) => {
    const orders = [order, anOrder('A-1', { mode: 'test' }), anOrder('A-1', { checkoutId: 'another' })]
    for (const key of orders)
      await ledger.transaction(key, (transaction) => transaction.insertAttempt(anAttempt(key)))
    for (const key of orders) assert.deepEqual((await ledger.read(key)).attempts, [anAttempt(key)])
  })

  ledgerTest('keeps apart what only begins and ends alike', async (ledger) => {
    const longer = anOrder('A-1', { checkoutId: `${CHECKOUT_ID}1` })
    await ledger.transaction(longer, (transaction) => transaction.rememberIssued(['f1']))
    assert.deepEqual(
      [await ledger.isIssued(longer.checkoutId, 'f1'), await ledger.isIssued(CHECKOUT_ID, '1f1')],
      [true, false]
    )
  })

  ledgerTest('remembers when an attempt was first sent', async (ledger) => {
    await ledger.transaction(order, async (transaction) => {
      await transaction.insertAttempt(anAttempt(order, 1))
      await transaction.insertAttempt(anAttempt(order, 2))
      await transaction.markSent('A-1-1', 10)
      await transaction.markSent('A-1-1', 20)
    })
    const { attempts } = await ledger.read(order)
    assert.deepEqual(
      attempts.map(({ sentAt }) => sentAt),
      [10, null]
    )
  })

  ledgerTest('marks one attempt as superseded', async (ledger) => {
    await ledger.transaction(order, async (transaction) => {
      await transaction.insertAttempt(anAttempt(order, 1))
      await transaction.insertAttempt(anAttempt(order, 2))
      await transaction.markSuperseded('A-1-1')
    })
    const { attempts } = await ledger.read(order)
    assert.deepEqual(
      attempts.map(({ superseded }) => superseded),
      [true, false]
    )
  })

  ledgerTest('marks one attempt as distrusted', async (ledger) => {
    await ledger.transaction(order, async (transaction) => {
      await transaction.insertAttempt(anAttempt(order, 1, { distrusted: true }))
      await transaction.insertAttempt(anAttempt(order, 2))
      await transaction.insertAttempt(anAttempt(order, 3))
      await transaction.markDistrusted('A-1-2')
      await transaction.markDistrusted('A-1-2')
    })
    const { attempts } = await ledger.read(order)
    assert.deepEqual(
      attempts.map(({ distrusted }) => distrusted),
      [true, true, false]
    )
  })

  ledgerTest('replaces an invoice and keeps its place', async (ledger) => {
    const refused = anInvoice('A-1-1', {
      invoiceId: '9',
      state: 'failed',
      reason: 'canceled',
      awaiting: true,
      flags: [
        { kind: 'unknown-state', holds: false, resolution: null },
        { kind: 'late-success', holds: true, resolution: { decision: 'ignore', note: 'чай “” \0', at: 7 } }
      ]
    })
    const declined = anInvoice('A-1-1', { invoiceId: '5', state: 'failed', reason: 'declined', heardAt: 20 })
    const paid = anInvoice('A-1-1', { invoiceId: '9', state: 'paid', payway: 'visa', heardAt: 30 })
    await ledger.transaction(order, async (transaction) => {
      await transaction.insertAttempt(anAttempt(order))
      await transaction.putInvoice(refused)
      await transaction.putInvoice(declined)
    })
    assert.deepEqual((await ledger.read(order)).invoices, [refused, declined])
    await ledger.transaction(order, (transaction) => transaction.putInvoice(paid))
    assert.deepEqual((await ledger.read(order)).invoices, [paid, declined])
  })

  ledgerTest('tells one invoice id of two attempts apart', async (ledger) => {
    await ledger.transaction(order, async (transaction) => {
      await transaction.insertAttempt(anAttempt(order, 1))
      await transaction.insertAttempt(anAttempt(order, 2))
      await transaction.putInvoice(anInvoice('A-1-1'))
      await transaction.putInvoice(anInvoice('A-1-2'))
    })
    assert.equal((await ledger.read(order)).invoices.length, 2)
  })

  ledgerTest('refuses an invoice of an attempt that the order does not have', async (ledger) => {
    const other = anOrder('A-2')
    await ledger.transaction(other, (transaction) => transaction.insertAttempt(anAttempt(other)))
    await ledger.transaction(order, (transaction) => transaction.insertAttempt(anAttempt(order, 2)))
    for (const paymentNo of ['A-1-1', 'A-2-1']) {
      await assert.rejects(
        ledger.transaction(order, (transaction) => transaction.putInvoice(anInvoice(paymentNo))),
        { message: `order A-1 has no attempt ${paymentNo} for invoice 77700001` }
      )
    }
  })

  const taken = {
    'a number': anAttempt(order, 1, { paymentNo: 'other', statusToken: 'other' }),
    'a payment number': anAttempt(order, 2, { paymentNo: 'A-1-1' }),
    'a status token': anAttempt(order, 2, { statusToken: anAttempt(order).statusToken })
  }
  for (const [what, attempt] of Object.entries(taken)) {
    ledgerTest(`refuses ${what} that is taken`, async (ledger) => {
      await ledger.transaction(order, (transaction) => transaction.insertAttempt(anAttempt(order)))
      await assert.rejects(ledger.transaction(order, (transaction) => transaction.insertAttempt(attempt)))
      assert.deepEqual((await ledger.read(order)).attempts, [anAttempt(order)])
    })
  }

  ledgerTest('refuses a payment number that another order has', async (ledger) => {
    const other = anOrder('A-2')
    await ledger.transaction(order, (transaction) => transaction.insertAttempt(anAttempt(order)))
    await assert.rejects(
      ledger.transaction(other, (transaction) =>
        transaction.insertAttempt(anAttempt(other, 1, { paymentNo: 'A-1-1' }))
      )
    )
    assert.deepEqual((await ledger.read(other)).attempts, [])
  })

  ledgerTest('remembers a signed form for its checkout in both modes', async (ledger) => {
    const [a, b, c] = ['a', 'b', 'c'].map(aFingerprint) as [string, string, string]
    await ledger.transaction(order, (transaction) => transaction.rememberIssued([a, b]))
    await ledger.transaction(anOrder('A-2', { mode: 'test' }), (transaction) =>
      transaction.rememberIssued([b])
    )
    assert.deepEqual(await Promise.all([a, b, c].map((form) => ledger.isIssued(CHECKOUT_ID, form))), [
      true,
      true,
      false
    ])
    assert.equal(await ledger.isIssued('another', a), false)
  })

  ledgerTest('tells a repeated notification from one with another meaning', async (ledger) => {
    const seen = (digest: string, key = order) =>
      ledger.transaction(key, (transaction) => transaction.rememberSeen(aFingerprint('a'), digest))
    assert.equal(await seen('meaning'), 'new')
    assert.equal(await seen('meaning'), 'same')
    assert.equal(await seen('other meaning'), 'different')
    assert.equal(await seen('meaning', anOrder('A-2', { mode: 'test' })), 'same')
    assert.equal(await seen('other meaning', anOrder('A-1', { checkoutId: 'another' })), 'new')
  })
}
