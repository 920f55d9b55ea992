import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import type { ApiInvoice, InterkassaApi } from '../../src/api/index.js'
import { claimLookUp, releaseLookUp } from '../../src/server/looking-up/claim-look-up.js'
import { lookUp } from '../../src/server/looking-up/look-up.js'
import type { InvoiceRecord, Ledger, LookUpPlan } from '../../src/server/ledger/ledger.js'
import { memoryLedger } from '../../src/server/ledger/memory/index.js'
import { anAttempt, anInvoice, anOrder, CHECKOUT_ID, OWNER } from './ledger/records.js'

const ORDER = anOrder('A-1')
const MINUTE = 60_000
const NOW = Date.now()
const later = { expiresAt: new Date(NOW + 60 * MINUTE).toISOString(), sentAt: NOW }
const FIRST = anAttempt(ORDER, 1, later)
const SECOND = anAttempt(ORDER, 2, later)

/** A ledger with two attempts, of which the second is to be looked up. */
async function ledgerWith(
  plan: Partial<LookUpPlan> = {},
  invoices: readonly InvoiceRecord[] = []
): Promise<Ledger> {
  const ledger = memoryLedger()
  await ledger.transaction(ORDER, async (transaction) => {
    await transaction.insertAttempt(FIRST)
    await transaction.insertAttempt({ ...SECOND, lookUp: { ...SECOND.lookUp, ...plan } })
    for (const invoice of invoices) await transaction.putInvoice(invoice)
  })
  return ledger
}

const planOf = async (ledger: Ledger, number = 2) =>
  (await ledger.read(ORDER)).attempts.find((one) => one.number === number)?.lookUp

suite('An attempt is taken to be looked up', () => {
  test('when it is due, and then by nobody else', async () => {
    const ledger = await ledgerWith({ dueAt: NOW - 1 })
    const claimed = await claimLookUp(ledger, SECOND, false)
    assert.equal(claimed?.attempt.paymentNo, 'A-1-2')
    assert.equal(claimed.isLast, false)
    assert.ok(((await planOf(ledger))?.dueAt ?? 0) >= NOW + 10 * MINUTE)
    assert.equal((await planOf(ledger, 1))?.dueAt, null)
    assert.equal(await claimLookUp(ledger, SECOND, true), null)
  })

  test('before that only where somebody waits', async () => {
    for (const dueAt of [NOW + 10 * MINUTE, null]) {
      const ledger = await ledgerWith({ dueAt })
      assert.equal(await claimLookUp(ledger, SECOND, false), null)
      assert.equal((await planOf(ledger))?.dueAt, dueAt)
      assert.ok(await claimLookUp(ledger, SECOND, true))
    }
  })

  test('never once it is paid, whoever waits', async () => {
    const ledger = await ledgerWith({ dueAt: NOW - 1 }, [anInvoice('A-1-2', { state: 'paid' })])
    assert.equal(await claimLookUp(ledger, SECOND, true), null)
    assert.equal((await planOf(ledger))?.dueAt, null)
  })

  test('with its own invoices that may still change', async () => {
    const ledger = await ledgerWith({ dueAt: NOW - 1 }, [
      anInvoice('A-1-1', { invoiceId: '1', state: 'paid' }),
      anInvoice('A-1-1', { invoiceId: '2' }),
      anInvoice('A-1-2', { invoiceId: '3' }),
      anInvoice('A-1-2', { invoiceId: '4', state: 'failed', awaiting: true }),
      anInvoice('A-1-2', { invoiceId: '5', state: 'failed' })
    ])
    assert.deepEqual((await claimLookUp(ledger, SECOND, false))?.openInvoices, ['3', '4'])
  })

  test('only if the ledger has it', async () => {
    const ledger = memoryLedger()
    assert.equal(await claimLookUp(ledger, SECOND, true), null)
    await releaseLookUp(ledger, OWNER, SECOND, true)
    assert.deepEqual(await ledger.read(ORDER), { attempts: [], invoices: [] })
  })
})

suite('An attempt that was looked up', () => {
  test('is looked up again, sooner where the gateway did not answer', async () => {
    for (const [isAnswered, most, answers] of [
      [true, 20 * MINUTE, 1],
      [false, 2 * MINUTE, 0]
    ] as const) {
      const ledger = await ledgerWith()
      await releaseLookUp(ledger, OWNER, SECOND, isAnswered)
      const plan = await planOf(ledger)
      assert.equal(plan?.answers, answers)
      assert.ok(plan.dueAt !== null && plan.dueAt > NOW && plan.dueAt < Date.now() + most)
    }
  })

  test('is left alone once it is paid, and so are the order’s other invoices', async () => {
    const ledger = await ledgerWith({ dueAt: NOW }, [
      anInvoice('A-1-1', { awaiting: true }),
      anInvoice('A-1-2', { state: 'paid' })
    ])
    await releaseLookUp(ledger, OWNER, SECOND, true)
    assert.equal((await planOf(ledger))?.dueAt, null)
    assert.deepEqual(
      (await ledger.read(ORDER)).invoices.map(({ awaiting }) => awaiting),
      [true, false]
    )
    assert.deepEqual(await ledger.claimEvents(OWNER, NOW, NOW + 1, 9), [])
  })

  test('for the last time leaves what was never confirmed to a person', async () => {
    const over = { ...later, expiresAt: '2026-01-01T00:00:00Z' }
    const ledger = memoryLedger()
    await ledger.transaction(ORDER, async (transaction) => {
      await transaction.insertAttempt({ ...SECOND, ...over })
      await transaction.putInvoice(anInvoice('A-1-2', { awaiting: true }))
      await transaction.putInvoice(anInvoice('A-1-2', { invoiceId: '2' }))
    })
    assert.equal((await claimLookUp(ledger, SECOND, true))?.isLast, true)
    await releaseLookUp(ledger, OWNER, SECOND, true)
    const { invoices } = await ledger.read(ORDER)
    assert.deepEqual(
      invoices.map(({ awaiting, flags }) => [awaiting, flags.map(({ kind, holds }) => [kind, holds])]),
      [
        [false, [['needs-confirmation', true]]],
        [false, []]
      ]
    )
    const [claimed] = await ledger.claimEvents(OWNER, NOW, NOW + 1, 9)
    assert.ok(claimed?.event.kind === 'flag')
    assert.match(claimed.event.flag.message, /never found to confirm$/)
  })
})

suite('The gateway is asked', () => {
  const item = (id: string, paymentNo: string | null): ApiInvoice => ({
    ...{ id, paymentNo, checkoutId: CHECKOUT_ID, state: 7, stateName: null, amount: null, currency: null },
    ...{ payway: null, credited: null, creditedCurrency: null, created: null, processed: null }
  })

  /** What a look-up of these says, and what it asks for in the list. */
  async function saying(
    sought: Parameters<typeof lookUp>[2],
    byId: (id: string) => ApiInvoice,
    list: readonly ApiInvoice[] = []
  ) {
    const asked: unknown[] = []
    const api = {
      invoice: (id: string) => Promise.resolve(byId(id)),
      async *invoices(range: unknown) {
        asked.push(range)
        yield await Promise.resolve(list)
      }
    }
    const said: unknown[] = []
    for await (const { attempt, invoice } of lookUp(
      api as unknown as InterkassaApi,
      CHECKOUT_ID,
      sought,
      NOW,
      {}
    ))
      said.push([attempt.paymentNo, invoice?.id ?? null])
    return { said, asked }
  }

  test('by the ids that are known, and an answer about another is none', async () => {
    const sought = [{ attempt: FIRST, openInvoices: ['1', '2'], isLast: false }]
    const { said, asked } = await saying(sought, (id) => item(id === '1' ? id : '9', 'A-1-1'))
    assert.deepEqual(said, [
      ['A-1-1', '1'],
      ['A-1-1', null]
    ])
    assert.deepEqual(asked, [])
  })

  test('for the list of the days since the oldest, once, where an id is not known or for the last time', async () => {
    const old = { ...FIRST, openedAt: NOW - 5 * MINUTE }
    const sought = [
      { attempt: old, openInvoices: [], isLast: false },
      { attempt: { ...SECOND, openedAt: NOW - MINUTE }, openInvoices: ['1'], isLast: true },
      { attempt: anAttempt(ORDER, 3, { openedAt: 1 }), openInvoices: ['3'], isLast: false }
    ]
    const list = [
      item('7', 'A-1-1'),
      item('8', null),
      item('9', 'A-1-2'),
      item('10', 'A-1-3'),
      item('11', 'A-2-1')
    ]
    const { said, asked } = await saying(sought, (id) => item(id, null), list)
    assert.deepEqual(said, [
      ...[
        ['A-1-2', '1'],
        ['A-1-3', '3']
      ],
      ...[
        ['A-1-1', '7'],
        ['A-1-2', '9']
      ]
    ])
    assert.deepEqual(asked, [
      { from: new Date(NOW - 5 * MINUTE), to: new Date(NOW), checkoutId: CHECKOUT_ID }
    ])
  })

  test('for no day that is yet to come', async () => {
    const attempt = { ...FIRST, openedAt: NOW + MINUTE }
    const { asked } = await saying([{ attempt, openInvoices: [], isLast: false }], (id) => item(id, null))
    assert.deepEqual(asked, [{ from: new Date(NOW), to: new Date(NOW), checkoutId: CHECKOUT_ID }])
  })
})
