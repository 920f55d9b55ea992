import assert from 'node:assert/strict'
import { suite, test, type TestContext } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import type { ApiInvoice, CallOptions, InterkassaApi } from '../../src/api/index.js'
import { InterkassaError } from '../../src/protocol/index.js'
import type { Ledger } from '../../src/server/ledger/ledger.js'
import { memoryLedger } from '../../src/server/ledger/memory/index.js'
import type { EventOwner } from '../../src/server/ledger/outbox-event.js'
import { createReconciler } from '../../src/server/looking-up/reconcile.js'
import { TEST_PAYWAY, VISA } from './fixtures.js'
import { anAttempt, anOrder, CHECKOUT_ID, OWNER } from './ledger/records.js'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const NOW = Date.parse('2026-11-23T10:00:00Z')

const item = (id: string, paymentNo: string | null, changes: Partial<ApiInvoice> = {}): ApiInvoice => ({
  ...{ id, paymentNo, checkoutId: CHECKOUT_ID, state: 7, stateName: null, amount: '100.00', currency: 'UAH' },
  ...{ payway: VISA, credited: null, creditedCurrency: null, created: null, processed: null },
  ...changes
})

interface Stage {
  /** The gateway's list, or what it fails with. */
  readonly list?: () => readonly ApiInvoice[]
  readonly owner?: EventOwner
  readonly ledger?: Ledger
  readonly background?: boolean
}

/** Something that looks up, a gateway that says what the test wants, and a clock that stands still. */
function open(t: TestContext, { list = () => [], owner = OWNER, background = false, ...rest }: Stage = {}) {
  t.mock.timers.enable({ apis: ['Date'], now: NOW })
  const ledger = rest.ledger ?? memoryLedger()
  const asked: CallOptions[] = []
  let kicks = 0
  const api = {
    async *invoices(_range: unknown, options: CallOptions) {
      asked.push(options)
      yield await Promise.resolve(list())
    }
  }
  const reconciler = createReconciler({
    ...{ api: api as unknown as InterkassaApi, account: owner, ledger, policy: 'prove', background },
    outbox: { kick: () => void (kicks += 1) }
  })
  t.after(() => reconciler.close())
  const flags = async () => (await ledger.claimEvents(owner, NOW, NOW + MINUTE, 99)).map(({ event }) => event)
  return { reconciler, ledger, asked, flags, kicks: () => kicks }
}

/** Attempts of as many orders, all of them due. */
async function insertDue(ledger: Ledger, count: number) {
  for (let index = 0; index < count; index++) {
    const order = anOrder(`A-${index}`)
    const lookUp = { dueAt: NOW, lastAt: null, answers: 0 }
    await ledger.transaction(order, (transaction) =>
      transaction.insertAttempt(anAttempt(order, 1, { lookUp }))
    )
  }
}

const since = new Date(NOW - MINUTE)

suite('What is due', () => {
  test('is looked up to the last attempt, fifty at a time', async (t) => {
    for (const [count, rounds] of [
      [49, 1],
      [50, 1],
      [101, 3]
    ] as const) {
      t.mock.timers.reset()
      const { reconciler, ledger, asked, kicks } = open(t)
      await insertDue(ledger, count)
      assert.equal(await reconciler.reconcile(), count)
      assert.deepEqual([asked.length, kicks()], [rounds, rounds])
    }
  })

  test('is left to whoever has taken it meanwhile', async (t) => {
    const ledger = memoryLedger()
    await insertDue(ledger, 50)
    const due = await ledger.dueLookUps(OWNER, NOW, 50)
    const { reconciler, asked, kicks } = open(t, {
      ledger: { ...ledger, dueLookUps: () => Promise.resolve(due) }
    })
    assert.equal(await reconciler.reconcile(), 50)
    assert.equal(await reconciler.reconcile(), 0)
    assert.deepEqual([asked.length, kicks()], [1, 1])
  })

  test('is not asked about where nothing is, nor once this is closed', async (t) => {
    const { reconciler, ledger, asked, kicks } = open(t)
    assert.equal(await reconciler.reconcile(), 0)
    await insertDue(ledger, 1)
    await reconciler.close()
    assert.equal(await reconciler.reconcile(), 0)
    assert.deepEqual([asked, kicks()], [[], 0])
    assert.equal((await ledger.dueLookUps(OWNER, NOW, 9)).length, 1)
  })

  test('can be called off', async (t) => {
    const { reconciler, ledger, asked } = open(t)
    await insertDue(ledger, 1)
    await reconciler.reconcile()
    await reconciler.reconcile({ since })
    await reconciler.close()
    assert.deepEqual(
      asked.map(({ signal }) => signal?.aborted),
      [true, true]
    )
  })
})

suite('Everything since a backup', () => {
  test('leaves out what is of no payment, or of another checkout', async (t) => {
    const list = [
      item('1', null),
      item('2', 'A-1-1', { checkoutId: 'another' }),
      item('3', null, { checkoutId: null })
    ]
    const { reconciler, flags, kicks } = open(t, { list: () => list })
    assert.equal(await reconciler.reconcile({ since }), 0)
    assert.deepEqual(await flags(), [])
    assert.equal(kicks(), 1)
  })

  test('says nothing of the other mode’s attempts', async (t) => {
    const ledger = memoryLedger()
    const order = anOrder('A-1', { mode: 'test' })
    await ledger.transaction(order, (transaction) => transaction.insertAttempt(anAttempt(order)))
    const { reconciler, flags } = open(t, { ledger, list: () => [item('1', 'A-1-1')] })
    assert.equal(await reconciler.reconcile({ since }), 1)
    assert.deepEqual(await flags(), [])
    const { attempts, invoices } = await ledger.read(order)
    assert.deepEqual([attempts[0]?.distrusted, invoices], [false, []])
  })

  test('shows money without an attempt to a person, in its own mode', async (t) => {
    const list = [
      item('1', 'A-1-1'),
      item('2', 'A-1-2', { state: 8 }),
      item('3', 'A-1-3', { payway: TEST_PAYWAY }),
      item('4', 'A-1-4', { payway: null })
    ]
    const kinds = { live: ['1', '4'], test: ['3'] } as const
    for (const [mode, ids] of Object.entries(kinds)) {
      t.mock.timers.reset()
      const owner = { checkoutId: CHECKOUT_ID, mode: mode as keyof typeof kinds }
      const { reconciler, flags } = open(t, { owner, list: () => list })
      assert.equal(await reconciler.reconcile({ since }), 4)
      const expected = ids.map((invoiceId) => {
        const paymentNo = `A-1-${invoiceId}`
        const id = `flag:unknown-invoice:${CHECKOUT_ID}:${mode}:${paymentNo}:${invoiceId}`
        const message = `the gateway has a success of ${paymentNo}, which is no attempt`
        const flag = { id, kind: 'unknown-invoice', mode, paymentNo, invoiceId, held: false, message }
        return { id, ...owner, kind: 'flag', flag }
      })
      assert.deepEqual(await flags(), expected)
    }
  })

  test('is delivered as far as it was heard, also where the gateway fails then', async (t) => {
    const { reconciler, kicks } = open(t, {
      list: () => {
        throw new InterkassaError('api-failed', 'on purpose')
      }
    })
    await assert.rejects(reconciler.reconcile({ since }), { code: 'api-failed' })
    assert.equal(kicks(), 1)
    await assert.rejects(reconciler.reconcile({ since }), { code: 'api-failed' })
  })
})

suite('A gateway that cannot be asked', () => {
  /** Asks at once, and tells whether the gateway was asked. */
  async function openFailing(t: TestContext) {
    let error: InterkassaError | undefined = new InterkassaError('api-failed', 'on purpose')
    const stage = open(t, {
      background: true,
      list: () => {
        if (error) throw error
        return []
      }
    })
    const log = t.mock.method(console, 'error', () => undefined)
    await insertDue(stage.ledger, 20)
    let count = 0
    return {
      told: () =>
        log.mock.calls.filter(({ arguments: [text] }) => /^interkassa-checkout: /.test(String(text))).length,
      failWith: (next: InterkassaError | undefined) => (error = next),
      close: () => stage.reconciler.close(),
      isAsked: async (after: number) => {
        t.mock.timers.tick(after)
        const order = anOrder(`A-${count++}`)
        const [attempt] = (await stage.ledger.read(order)).attempts
        assert.ok(attempt)
        const before = stage.asked.length
        stage.reconciler.kick(attempt)
        for (let turn = 0; turn < 20; turn++) await setImmediate()
        return stage.asked.length > before
      }
    }
  }

  test('is left alone for half a minute, then for twice as long each time, for a quarter of an hour at most', async (t) => {
    const { isAsked, told } = await openFailing(t)
    assert.equal(await isAsked(0), true)
    for (const pause of [30, 60, 120, 240, 480, 900, 900].map((seconds) => seconds * SECOND)) {
      assert.equal(await isAsked(pause - 1), false)
      assert.equal(await isAsked(1), true)
    }
    assert.equal(told(), 1)
  })

  test('is told of again, and left alone as at first, once it has answered in between', async (t) => {
    const { isAsked, failWith, told } = await openFailing(t)
    assert.equal(await isAsked(0), true)
    failWith(undefined)
    assert.equal(await isAsked(30 * SECOND), true)
    assert.equal(await isAsked(0), true)
    failWith(new InterkassaError('api-failed', 'again'))
    assert.equal(await isAsked(0), true)
    assert.equal(told(), 2)
    assert.equal(await isAsked(30 * SECOND - 1), false)
    failWith(new InterkassaError('api-busy', 'another reason', { cause: { retryAfter: 5 * MINUTE } }))
    assert.equal(await isAsked(1), true)
    assert.equal(told(), 3)
    assert.equal(await isAsked(5 * MINUTE - 1), false)
    assert.equal(await isAsked(1), true)
  })

  test('is not asked once this is closed', async (t) => {
    const { isAsked, close } = await openFailing(t)
    await close()
    assert.equal(await isAsked(0), false)
  })
})

test('without access to the API nothing is looked up', async (t) => {
  const ledger = memoryLedger()
  await insertDue(ledger, 1)
  const outbox = { kick: () => assert.fail('there is nothing to be delivered') }
  const options = { api: null, account: OWNER, ledger, outbox, policy: 'prove', background: true } as const
  const reconciler = createReconciler(options)
  t.after(() => reconciler.close())
  assert.equal(await reconciler.reconcile({ since }), 0)
  reconciler.kick(anAttempt(anOrder('A-0')))
  assert.equal(await reconciler.reconcile(), 0)
})
