import assert from 'node:assert/strict'
import { setImmediate } from 'node:timers/promises'
import type { Ledger, LedgerTransaction, OrderKey } from '../../../../src/server/ledger/ledger.js'
import type { LedgerTest } from '../conformance.js'
import { aFingerprint, anAttempt, anEvent, anInvoice, anOrder, CHECKOUT_ID, OWNER } from '../records.js'

const order = anOrder('A-1')

/** All or nothing, one after the other. */
export function transactionsConform(ledgerTest: LedgerTest): void {
  ledgerTest('reads its own writes, which nobody else sees before the end', async (ledger) => {
    const inside = await ledger.transaction(order, async (transaction) => {
      await writeEverything(transaction)
      assert.deepEqual(await ledger.read(order), { attempts: [], invoices: [] })
      assert.equal(await ledger.findAttempt(CHECKOUT_ID, 'live', 'A-1-1'), null)
      assert.equal(await ledger.isIssued(CHECKOUT_ID, aFingerprint('a')), false)
      return transaction.read()
    })
    assert.deepEqual(inside, { attempts: [anAttempt(order)], invoices: [anInvoice('A-1-1')] })
    assert.deepEqual(await ledger.read(order), inside)
  })

  ledgerTest(
    'leaves nothing of a transaction whose work rejects, and passes its error on',
    async (ledger) => {
      const failure = new Error('the shop changed its mind')
      const work = async (transaction: LedgerTransaction) => {
        await writeEverything(transaction)
        throw failure
      }
      await assert.rejects(ledger.transaction(order, work), failure)
      await assertNothingIsLeft(ledger)
    }
  )

  ledgerTest('undoes only the one of several that rejects', async (ledger) => {
    const works = [1, 2, 3].map((number) =>
      ledger.transaction(order, async (transaction) => {
        await transaction.insertAttempt(anAttempt(order, number))
        if (number === 2) throw new Error('not this one')
      })
    )
    const outcomes = await Promise.allSettled(works)
    assert.deepEqual(
      outcomes.map(({ status }) => status),
      ['fulfilled', 'rejected', 'fulfilled']
    )
    assert.deepEqual((await ledger.read(order)).attempts, [anAttempt(order, 1), anAttempt(order, 3)])
  })

  ledgerTest('ends a transaction in which a step failed, even if its work went on', async (ledger) => {
    await assert.rejects(
      ledger.transaction(order, async (transaction) => {
        await transaction.insertAttempt(anAttempt(order))
        await assert.rejects(transaction.insertAttempt(anAttempt(order)))
        await assert.rejects(transaction.enqueue(anEvent('paid')))
      })
    )
    await assertNothingIsLeft(ledger)
  })

  ledgerTest('takes no step after the transaction has ended', async (ledger) => {
    const ended = await ledger.transaction(order, (transaction) => Promise.resolve({ transaction }))
    await assert.rejects(ended.transaction.insertAttempt(anAttempt(order)), /has ended/)
    await assertNothingIsLeft(ledger)
  })

  ledgerTest('runs transactions of one order one after the other', async (ledger) => {
    await Promise.all(Array.from({ length: 10 }, () => openNextAttempt(ledger, order)))
    const { attempts } = await ledger.read(order)
    assert.deepEqual(
      attempts.map(({ number }) => number),
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
    )
  })

  ledgerTest('ends transactions of several orders that wait in any order', async (ledger) => {
    const orders = ['A-1', 'A-2', 'A-3'].map((orderId) => anOrder(orderId))
    const there = orders.map((key) => openNextAttempt(ledger, key))
    const back = [...orders].reverse().map((key) => openNextAttempt(ledger, key))
    await Promise.all([...there, ...back])
    for (const key of orders) assert.equal((await ledger.read(key)).attempts.length, 2)
  })
}

/** Reads, lets others have a go, and writes what follows from what was read. */
function openNextAttempt(ledger: Ledger, key: OrderKey): Promise<void> {
  return ledger.transaction(key, async (transaction) => {
    const { attempts } = await transaction.read()
    await setImmediate()
    await transaction.insertAttempt(anAttempt(key, attempts.length + 1))
  })
}

async function writeEverything(transaction: LedgerTransaction): Promise<void> {
  await transaction.insertAttempt(anAttempt(order))
  await transaction.putInvoice(anInvoice('A-1-1'))
  await transaction.rememberIssued([aFingerprint('a')])
  await transaction.rememberSeen(aFingerprint('b'), 'meaning')
  await transaction.enqueue(anEvent('paid'))
}

async function assertNothingIsLeft(ledger: Ledger): Promise<void> {
  const { statusToken } = anAttempt(order)
  assert.deepEqual(await ledger.read(order), { attempts: [], invoices: [] })
  assert.equal(await ledger.findAttempt(CHECKOUT_ID, 'live', 'A-1-1'), null)
  assert.equal(await ledger.findAttemptByToken(statusToken), null)
  assert.equal(await ledger.isIssued(CHECKOUT_ID, aFingerprint('a')), false)
  assert.deepEqual(await ledger.claimEvents(OWNER, 1, 2, 10), [])
  await ledger.transaction(order, async (transaction) => {
    assert.deepEqual(await transaction.read(), { attempts: [], invoices: [] })
    assert.equal(await transaction.rememberSeen(aFingerprint('b'), 'other meaning'), 'new')
    assert.equal(await transaction.enqueue(anEvent('paid')), true)
  })
}
