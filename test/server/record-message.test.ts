import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import type { Message } from '../../src/server/judging/message.js'
import { orderKeyOf, recordMessage } from '../../src/server/judging/record-message.js'
import type { AttemptRecord, Ledger, LookUpPlan } from '../../src/server/ledger/ledger.js'
import { memoryLedger } from '../../src/server/ledger/memory/index.js'
import type { EventOwner, FlagKind } from '../../src/server/ledger/outbox-event.js'
import { VISA } from './fixtures.js'
import { anAttempt, anOrder, OWNER } from './ledger/records.js'

const ORDER = anOrder('A-1')
const FIRST = anAttempt(ORDER)
const SECOND = anAttempt(ORDER, 2)
const NOW = Date.parse(FIRST.expiresAt) - 3_000_000
const QUARTER = 900_000

/** A ledger that knows two attempts of an order, each with a plan of its own. */
async function ledgerWith(plans: readonly (Partial<LookUpPlan> | undefined)[] = []): Promise<Ledger> {
  const ledger = memoryLedger()
  await ledger.transaction(ORDER, async (transaction) => {
    for (const [index, attempt] of [FIRST, SECOND].entries()) {
      await transaction.insertAttempt(attempt)
      await transaction.planLookUp(attempt.paymentNo, { ...attempt.lookUp, ...plans[index] })
    }
  })
  return ledger
}

interface Said {
  readonly why?: FlagKind
  readonly source?: 'notification' | 'look-up'
  readonly mustConfirm?: boolean
  readonly terms?: Partial<Pick<Message['heard'], 'amount' | 'currency' | 'payway'>>
}

function said(state: 'pending' | 'paid', attempt: AttemptRecord, how: Said = {}): Message {
  const { source = 'notification', why, mustConfirm = false, terms } = how
  const word = state === 'paid' ? 'success' : 'process'
  const common = {
    heard: {
      ...{ paymentNo: attempt.paymentNo, invoiceId: '77700001', invoiceState: word, state },
      ...{ amount: '100.00', currency: 'UAH', payway: VISA, ...terms }
    },
    attempt,
    ...(why && { why })
  }
  return source === 'look-up' ? { ...common, source, isProven: true } : { ...common, source, mustConfirm }
}

async function record(ledger: Ledger, message: Message, owner: EventOwner = OWNER) {
  const result = await ledger.transaction(ORDER, (transaction) =>
    recordMessage(transaction, owner, message, NOW)
  )
  const { attempts, invoices } = await ledger.read(ORDER)
  const claimed = await ledger.claimEvents(owner, NOW, NOW + 1, 10)
  return { result, attempts, invoices, events: claimed.map(({ event }) => event) }
}

suite('A message that is recorded', () => {
  test('makes look-ups distrust its attempt where it did not fit, but for a refund', async () => {
    for (const [why, expected] of Object.entries({ 'amount-mismatch': true, refund: false })) {
      const { attempts } = await record(await ledgerWith(), said('pending', FIRST, { why: why as FlagKind }))
      assert.deepEqual(
        attempts.map(({ distrusted }) => distrusted),
        [expected, false]
      )
    }
    const { attempts } = await record(await ledgerWith(), said('paid', FIRST))
    assert.equal(attempts[0]?.distrusted, false)
  })

  test('in the wrong mode’s server says nothing to the payer, and does to the operator', async () => {
    const owner = { ...OWNER, mode: 'test' } as const
    const message = said('paid', FIRST, { why: 'mode-mismatch' })
    const { result, attempts, invoices, events } = await record(await ledgerWith(), message, owner)
    assert.equal(result, 'quarantined')
    assert.deepEqual(invoices, [])
    const [{ sentAt, distrusted, lookUp } = SECOND] = attempts
    assert.deepEqual([sentAt, distrusted, lookUp.dueAt], [null, true, null])
    assert.deepEqual(
      events.map(({ kind, mode }) => [kind, mode]),
      [['flag', 'test']]
    )
  })

  test('says that the payer has left', async () => {
    const { attempts } = await record(await ledgerWith(), said('pending', SECOND))
    assert.deepEqual(
      attempts.map(({ sentAt }) => sentAt),
      [null, NOW]
    )
  })

  test('plans the next look-up of its attempt as the ledger has it by now', async () => {
    const plans = [
      { dueAt: NOW + 1, answers: 1 },
      { dueAt: NOW + QUARTER + 1, answers: 7, lastAt: 5 }
    ] as const
    const { attempts } = await record(await ledgerWith(plans), said('pending', SECOND))
    assert.deepEqual(
      attempts.map(({ lookUp }) => lookUp),
      [
        { dueAt: NOW + 1, answers: 1, lastAt: null },
        { dueAt: NOW + QUARTER, answers: 7, lastAt: 5 }
      ]
    )
  })

  test('plans none for what is paid, one at once for what waits, and leaves a look-up its own', async () => {
    const dueAfter = async (message: Message) => {
      const { attempts } = await record(await ledgerWith([{ dueAt: NOW + 2 * QUARTER }]), message)
      return attempts[0]?.lookUp.dueAt
    }
    assert.equal(await dueAfter(said('paid', FIRST)), null)
    assert.equal(await dueAfter(said('paid', FIRST, { source: 'look-up' })), null)
    assert.equal(await dueAfter(said('paid', FIRST, { mustConfirm: true })), NOW)
    assert.equal(await dueAfter(said('pending', FIRST)), NOW + QUARTER)
    assert.equal(await dueAfter(said('pending', FIRST, { source: 'look-up' })), NOW + 2 * QUARTER)
  })

  test('writes no plan that is there already', async () => {
    const ledger = await ledgerWith([{ dueAt: NOW + 1 }])
    const planned: string[] = []
    await ledger.transaction(ORDER, (transaction) =>
      recordMessage(
        {
          ...transaction,
          planLookUp: (paymentNo) => {
            planned.push(paymentNo)
            return Promise.resolve()
          }
        },
        OWNER,
        said('pending', FIRST),
        NOW
      )
    )
    assert.deepEqual(planned, [])
  })

  test('of an attempt that the ledger does not know is planned by its own', async () => {
    const ledger = memoryLedger()
    const planned: LookUpPlan[] = []
    await ledger.transaction(ORDER, async (transaction) => {
      const known = {
        ...transaction,
        read: () => Promise.resolve({ attempts: [SECOND], invoices: [] }),
        putInvoice: () => Promise.resolve(),
        markSent: () => Promise.resolve(),
        planLookUp: (_: string, plan: LookUpPlan) => {
          planned.push(plan)
          return Promise.resolve()
        }
      }
      const lookUp = { dueAt: null, lastAt: null, answers: 3 }
      await recordMessage(known, OWNER, said('pending', { ...FIRST, lookUp }), NOW)
    })
    assert.deepEqual(planned, [{ dueAt: NOW + QUARTER, lastAt: null, answers: 3 }])
  })

  test('tells the shop once that it is paid, and the operator what was found and expected', async () => {
    const ledger = await ledgerWith()
    const { events } = await record(ledger, said('paid', FIRST))
    assert.deepEqual(
      events.map(({ kind }) => kind),
      ['paid']
    )
    const messageOf = async (why: FlagKind, terms: Said['terms'] = {}) => {
      const { events: flags } = await record(
        await ledgerWith(),
        said('pending', FIRST, { why, terms, source: 'look-up' })
      )
      return flags.map((event) => event.kind === 'flag' && event.flag.message)
    }
    assert.deepEqual(await messageOf('amount-mismatch', { amount: '1.00' }), [
      `invoice 77700001 of A-1-1: found process, 1.00 UAH by ${VISA}; expected 100.00 UAH`
    ])
    assert.deepEqual(await messageOf('refund', { amount: null, currency: null, payway: null }), [
      'invoice 77700001 of A-1-1: found process, no amount without a currency by no payway; expected 100.00 UAH'
    ])
  })

  test('is one of its order, whatever else is known of the attempt', () => {
    assert.deepEqual(orderKeyOf(FIRST), ORDER)
  })
})
