import assert from 'node:assert/strict'
import type { LedgerTest } from '../conformance.js'
import { anAttempt, anOrder, CHECKOUT_ID } from '../records.js'

const live = anOrder('A-1')
const test = anOrder('A-1', { mode: 'test' })

/** How an attempt is found. */
export function lookUpsConform(ledgerTest: LedgerTest): void {
  ledgerTest('finds an attempt by its payment number, in the mode that was asked for', async (ledger) => {
    for (const order of [test, live]) {
      await ledger.transaction(order, (transaction) => transaction.insertAttempt(anAttempt(order)))
    }
    assert.deepEqual(await ledger.findAttempt(CHECKOUT_ID, 'live', 'A-1-1'), anAttempt(live))
    assert.deepEqual(await ledger.findAttempt(CHECKOUT_ID, 'test', 'A-1-1'), anAttempt(test))
  })

  ledgerTest('falls back to the other mode', async (ledger) => {
    await ledger.transaction(test, (transaction) => transaction.insertAttempt(anAttempt(test)))
    assert.deepEqual(await ledger.findAttempt(CHECKOUT_ID, 'live', 'A-1-1'), anAttempt(test))
  })

  ledgerTest('finds no attempt of another checkout', async (ledger) => {
    await ledger.transaction(live, (transaction) => transaction.insertAttempt(anAttempt(live)))
    assert.equal(await ledger.findAttempt('another', 'live', 'A-1-1'), null)
    assert.equal(await ledger.findAttempt(CHECKOUT_ID, 'live', 'A-1-2'), null)
  })

  ledgerTest(
    'finds the first digest of a notification that was seen, and none of another checkout',
    async (ledger) => {
      assert.equal(await ledger.findSeen(CHECKOUT_ID, 'fingerprint'), null)
      for (const digest of ['first', 'second']) {
        await ledger.transaction(live, (transaction) => transaction.rememberSeen('fingerprint', digest))
      }
      assert.equal(await ledger.findSeen(CHECKOUT_ID, 'fingerprint'), 'first')
      assert.equal(await ledger.findSeen('another', 'fingerprint'), null)
    }
  )

  ledgerTest('finds an attempt by its status token, as it is now', async (ledger) => {
    const attempt = anAttempt(live)
    await ledger.transaction(live, (transaction) => transaction.insertAttempt(attempt))
    await ledger.transaction(live, (transaction) => transaction.markSent('A-1-1', 7))
    assert.deepEqual(await ledger.findAttemptByToken(attempt.statusToken), { ...attempt, sentAt: 7 })
    assert.equal(await ledger.findAttemptByToken('A-1-1'), null)
  })
}
