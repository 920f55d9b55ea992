import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import fc from 'fast-check'
import { createApi } from '../../src/api/index.js'
import { effectOf } from '../../src/server/judging/order-state.js'
import { judgeInvoice } from '../../src/server/looking-up/judge-invoice.js'
import type { ReconcilePolicy } from '../../src/server/options.js'
import { allOf } from '../api/gateway.js'
import { TEST_PAYWAY, VISA } from './fixtures.js'
import { anAttempt, anOrder, CHECKOUT_ID } from './ledger/records.js'

const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 3_000)

const account = { checkoutId: CHECKOUT_ID, mode: 'live' } as const
const attempt = anAttempt(anOrder('A-1'), 1, { payways: [VISA] })
const now = Date.parse('2026-11-23T00:00:00Z')

/** Right in everything. */
const right = {
  id: '77700001',
  coId: CHECKOUT_ID,
  paymentNo: attempt.paymentNo,
  state: 7,
  amount: '100.00',
  currency: 'UAH',
  payway: VISA
} as const

type Item = Readonly<Record<string, unknown>>

const odd = fc.constantFrom<unknown>(
  ...[undefined, null, '', 0, 7, 100, 'A-1-1', 'UAH', 'XTS', '100.00', '0100', '1e2', '100,00', -100, NaN],
  ...[true, [], {}, ['7'], '7 ', '٧', 'constructor', '__proto__', TEST_PAYWAY, VISA, `${VISA} `, 'uah']
)

/** Mostly right, with one or several members that are not, or are missing. */
const item: fc.Arbitrary<Item> = fc
  .dictionary(fc.constantFrom(...Object.keys(right)), odd, { maxKeys: 3 })
  .map((changes) => ({ ...right, ...changes }))

/** Reads the item as it would come. */
const read = async (data: Item) => {
  const body = JSON.stringify({ status: 'ok', code: 0, data: { 1: data } })
  const fetch = () => Promise.resolve(new Response(body))
  const api = createApi({ apiUser: 'user', apiKey: 'key', accountId: null, fetch })
  const [invoice = null] = await allOf(api.invoices({ from: new Date(now), to: new Date(now) }))
  return invoice
}

/** Whether an attempt of which nothing was heard is paid by it. */
async function isPaidBy(data: Item, policy: ReconcilePolicy): Promise<boolean> {
  const judged = judgeInvoice(account, attempt, await read(data), policy)
  if (judged.kind === 'nothing') return false
  return effectOf({ attempts: [attempt], invoices: [] }, judged.message, now).newlyPaid
}

/** As the item is written down, and so as it is compared. */
const isRight = (name: keyof typeof right, value: unknown) => {
  switch (name) {
    case 'id':
      return /^\d{1,20}$/.test(String(value)) && value !== null && ['string', 'number'].includes(typeof value)
    case 'state':
      return value === 7 || value === '7'
    case 'amount':
      return value === '100.00' || value === 100 || value === '0100'
    case 'currency':
      return value === 'UAH' || value === 'uah'
    case 'coId':
    case 'paymentNo':
    case 'payway':
      return value === right[name]
  }
}
const names = Object.keys(right) as (keyof typeof right)[]
const isMissing = (value: unknown) =>
  value === undefined || value === null || value === '' || Number.isNaN(value)

suite('Whatever the gateway’s API says of an invoice', () => {
  test('it pays only if everything is there and right', async () => {
    let paid = 0
    await fc.assert(
      fc.asyncProperty(item, async (data) => {
        const expected = names.every((name) => isRight(name, data[name]))
        assert.equal(await isPaidBy(data, 'prove'), expected)
        paid += Number(expected)
      }),
      { numRuns: RUNS }
    )
    assert.ok(paid > RUNS / 30, `${paid} were right`)
  })

  test('for a shop that trusts the state, what is missing is right, and what differs is not', async () => {
    const mayMiss: readonly string[] = ['amount', 'currency', 'payway']
    await fc.assert(
      fc.asyncProperty(item, async (data) => {
        const expected = names.every(
          (name) => isRight(name, data[name]) || (mayMiss.includes(name) && isMissing(data[name]))
        )
        assert.equal(await isPaidBy(data, 'trust-state'), expected)
      }),
      { numRuns: RUNS }
    )
  })
})
