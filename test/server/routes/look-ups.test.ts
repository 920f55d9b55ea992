import assert from 'node:assert/strict'
import { suite, test, type TestContext } from 'node:test'
import { callOf } from '../../../src/server/calls/call.js'
import { originPolicy } from '../../../src/server/calls/origin-policy.js'
import type { AttemptRecord } from '../../../src/server/ledger/ledger.js'
import { memoryLedger } from '../../../src/server/ledger/memory/index.js'
import { handleNotify } from '../../../src/server/routes/notify.js'
import { handleReturn } from '../../../src/server/routes/return.js'
import type { Route } from '../../../src/server/routes/route.js'
import { handleStatus } from '../../../src/server/routes/status.js'
import { settingsOf } from '../../../src/server/settings.js'
import { anAccount, anOrder, BASE_URL, FORM, notification, SHOP } from '../fixtures.js'
import { anAttempt, anInvoice, anOrder as anOrderKey } from '../ledger/records.js'

const NOW = Date.parse('2026-11-23T00:10:00Z')
const SECOND = 1_000
const VISIT = 15 * SECOND

/** The routes of a shop whose order `A-1` has this attempt, and whom they had looked up. */
async function open(t: TestContext, changes: Partial<AttemptRecord> = {}, confirmAbove?: string) {
  t.mock.timers.enable({ apis: ['Date'], now: NOW })
  const ledger = memoryLedger()
  const order = anOrderKey('A-1')
  const attempt = anAttempt(order, 1, changes)
  await ledger.transaction(order, async (transaction) => {
    await transaction.insertAttempt(attempt)
    await transaction.insertAttempt(anAttempt(order, 2))
  })
  const settings = settingsOf({
    ...{ account: anAccount({ apiUser: 'user', apiKey: 'key' }), baseUrl: BASE_URL, ledger },
    ...{ loadOrder: () => anOrder(), onPaid: () => undefined, returnTo: () => `${SHOP}/thanks` },
    ...(confirmAbove !== undefined && { confirmAbove })
  })
  const kicked: string[] = []
  const context = {
    ...{ settings, origins: originPolicy(SHOP, []), refused: new Set<never>() },
    outbox: { deliver: () => Promise.resolve(0), kick: () => undefined, close: () => Promise.resolve() },
    reconciler: { kick: ({ paymentNo }: AttemptRecord) => void kicked.push(paymentNo) }
  }
  const ask = async (route: Route, path: string, rest: string[] = [], init: RequestInit = {}) =>
    (await route(callOf(new Request(BASE_URL + path, init)), context, rest)).status
  return {
    kicked,
    putInvoice: (paymentNo: string) =>
      ledger.transaction(order, (transaction) => transaction.putInvoice(anInvoice(paymentNo))),
    askStatus: () => ask(handleStatus, `/status?t=${attempt.statusToken}`),
    comeBack: () => ask(handleReturn, '/return/success', ['success', attempt.statusToken]),
    tell: () => {
      const headers = { 'content-type': FORM }
      return ask(handleNotify, '/notify', [], { method: 'POST', headers, body: notification(attempt) })
    }
  }
}

suite('A page that asks for the state of an attempt', () => {
  const away = { sentAt: NOW - VISIT }
  const never = { dueAt: NOW, lastAt: null, answers: 0 }

  test('has it looked up, where its payer has been away and nothing was heard', async (t) => {
    const { askStatus, kicked } = await open(t, away)
    assert.equal(await askStatus(), 200)
    assert.deepEqual(kicked, ['A-1-1'])
  })

  const quiet: [string, Partial<AttemptRecord>][] = [
    ['nobody has left with it', {}],
    ['nobody can have paid with it yet', { sentAt: NOW - VISIT + 1 }],
    ['it was looked up before', { ...away, lookUp: { ...never, lastAt: NOW - 3_600 * SECOND } }]
  ]
  for (const [why, changes] of quiet) {
    test(`asks nobody where ${why}`, async (t) => {
      const { askStatus, kicked } = await open(t, changes)
      assert.equal(await askStatus(), 200)
      assert.deepEqual(kicked, [])
    })
  }

  test('asks nobody where something was heard of it, but where it was of another attempt', async (t) => {
    const { askStatus, putInvoice, kicked } = await open(t, away)
    await putInvoice('A-1-2')
    await askStatus()
    assert.deepEqual(kicked, ['A-1-1'])
    await putInvoice('A-1-1')
    await askStatus()
    assert.deepEqual(kicked, ['A-1-1'])
  })
})

test('A payer who comes back has the attempt looked up', async (t) => {
  const { comeBack, kicked } = await open(t)
  assert.equal(await comeBack(), 303)
  assert.deepEqual(kicked, ['A-1-1'])
})

suite('A notification', () => {
  test('has a success looked up that must be confirmed', async (t) => {
    const { tell, kicked } = await open(t, {}, '100.00')
    assert.equal(await tell(), 200)
    assert.deepEqual(kicked, ['A-1-1'])
  })

  test('has nothing looked up that need not be', async (t) => {
    const { tell, kicked } = await open(t, {}, '100.01')
    assert.equal(await tell(), 200)
    assert.deepEqual(kicked, [])
  })
})
