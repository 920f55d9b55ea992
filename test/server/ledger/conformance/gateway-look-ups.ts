import assert from 'node:assert/strict'
import type { Ledger, LookUpPlan, OrderKey } from '../../../../src/server/ledger/ledger.js'
import type { LedgerTest } from '../conformance.js'
import { anAttempt, anOrder, CHECKOUT_ID, OWNER } from '../records.js'

const order = anOrder('A-1')

const planOf = (dueAt: number | null, lastAt: number | null = null, answers = 0): LookUpPlan => ({
  dueAt,
  lastAt,
  answers
})

/** What is remembered of looking an attempt up at the gateway, over all processes. */
export function gatewayLookUpsConform(ledgerTest: LedgerTest): void {
  const insert = (ledger: Ledger, key: OrderKey, number: number, lookUp: LookUpPlan) =>
    ledger.transaction(key, (transaction) => transaction.insertAttempt(anAttempt(key, number, { lookUp })))
  const due = async (ledger: Ledger, now: number, limit = 10) =>
    (await ledger.dueLookUps(OWNER, now, limit)).map(({ paymentNo }) => paymentNo)

  ledgerTest('gives those that are due, first those that have been due the longest', async (ledger) => {
    await insert(ledger, order, 1, planOf(300))
    await insert(ledger, order, 2, planOf(100))
    await insert(ledger, anOrder('A-2'), 1, planOf(200))
    assert.deepEqual(await due(ledger, 99), [])
    assert.deepEqual(await due(ledger, 200), ['A-1-2', 'A-2-1'])
    assert.deepEqual(await due(ledger, 1_000), ['A-1-2', 'A-2-1', 'A-1-1'])
    assert.deepEqual(await due(ledger, 1_000, 2), ['A-1-2', 'A-2-1'])
  })

  ledgerTest('gives whole attempts, as they are now', async (ledger) => {
    const attempt = anAttempt(order, 1, { lookUp: planOf(100, 50, 3) })
    await ledger.transaction(order, async (transaction) => {
      await transaction.insertAttempt(attempt)
      await transaction.markSent('A-1-1', 7)
      await transaction.markSuperseded('A-1-1')
      await transaction.markDistrusted('A-1-1')
    })
    assert.deepEqual(await ledger.dueLookUps(OWNER, 100, 1), [
      { ...attempt, sentAt: 7, superseded: true, distrusted: true }
    ])
  })

  ledgerTest('gives none of another mode or checkout, and none that is due never', async (ledger) => {
    await insert(ledger, anOrder('A-1', { mode: 'test' }), 1, planOf(1))
    await insert(ledger, anOrder('A-1', { checkoutId: 'another' }), 1, planOf(1))
    await insert(ledger, order, 1, planOf(null, 1, 1))
    assert.deepEqual(await due(ledger, 1_000), [])
    assert.deepEqual(
      (await ledger.dueLookUps({ checkoutId: CHECKOUT_ID, mode: 'test' }, 1, 10)).map(({ mode }) => mode),
      ['test']
    )
  })

  ledgerTest('replaces the plan of one attempt', async (ledger) => {
    await insert(ledger, order, 1, planOf(100))
    await insert(ledger, order, 2, planOf(100))
    await ledger.transaction(order, (transaction) => transaction.planLookUp('A-1-1', planOf(500, 400, 2)))
    assert.deepEqual(await due(ledger, 400), ['A-1-2'])
    const { attempts } = await ledger.read(order)
    assert.deepEqual(
      attempts.map(({ lookUp }) => lookUp),
      [planOf(500, 400, 2), planOf(100)]
    )
    await ledger.transaction(order, (transaction) => transaction.planLookUp('A-1-1', planOf(null, 500, 3)))
    assert.deepEqual(await due(ledger, 1_000_000), ['A-1-2'])
    assert.deepEqual((await ledger.findAttempt(CHECKOUT_ID, 'live', 'A-1-1'))?.lookUp, planOf(null, 500, 3))
  })

  ledgerTest('undoes the plan of a transaction that failed', async (ledger) => {
    await insert(ledger, order, 1, planOf(100))
    await assert.rejects(
      ledger.transaction(order, async (transaction) => {
        await transaction.planLookUp('A-1-1', planOf(500))
        await transaction.markDistrusted('A-1-1')
        throw new Error('no')
      })
    )
    const [attempt] = (await ledger.read(order)).attempts
    assert.deepEqual([attempt?.lookUp, attempt?.distrusted], [planOf(100), false])
  })
}
