import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import type { ApiInvoice } from '../../src/api/index.js'
import { judgeInvoice } from '../../src/server/looking-up/judge-invoice.js'
import type { ReconcilePolicy } from '../../src/server/options.js'
import { CHECKOUT_ID, PRIVAT24, TEST_PAYWAY, VISA } from './fixtures.js'
import { anAttempt, anOrder } from './ledger/records.js'

type Mode = 'live' | 'test'

const attemptIn = (mode: Mode) => anAttempt(anOrder('A-1', { mode }))

function invoice(changes: Partial<ApiInvoice> = {}): ApiInvoice {
  return {
    ...{ id: '77700001', checkoutId: CHECKOUT_ID, paymentNo: 'A-1-1', state: 7, stateName: null },
    ...{ amount: '100.00', currency: 'UAH', payway: VISA, credited: null, creditedCurrency: null },
    ...{ created: null, processed: null },
    ...changes
  }
}

interface Asked {
  readonly mode?: Mode
  readonly policy?: ReconcilePolicy
}

const judged = (found: ApiInvoice | null, { mode = 'live', policy = 'prove' }: Asked = {}) =>
  judgeInvoice({ checkoutId: CHECKOUT_ID, mode }, attemptIn(mode), found, policy)

/** Why it would be held back; null where it would not. */
function whyHeld(found: ApiInvoice, asked?: Asked) {
  const judgement = judged(found, asked)
  assert.equal(judgement.kind, 'message')
  return judgement.message.why ?? null
}

suite('An invoice that was looked up', () => {
  test('is a message of the attempt, with all that stands in it', () => {
    const attempt = attemptIn('live')
    const terms = { amount: '100.00', currency: 'UAH', payway: VISA }
    const heard = {
      paymentNo: 'A-1-1',
      invoiceId: '77700001',
      invoiceState: 'success',
      state: 'paid',
      ...terms
    }
    assert.deepEqual(judged(invoice()), {
      kind: 'message',
      message: { source: 'look-up', isProven: true, heard, attempt }
    })
  })

  const nothing = {
    'that is none': [null, 'bad-shape'],
    'whose id is no number': [invoice({ id: 'seven' }), 'bad-shape'],
    'of another checkout': [invoice({ checkoutId: '64b0c1d2e3f4a5b6c7d8e9ff' }), 'wrong-checkout'],
    'of another payment': [invoice({ paymentNo: 'A-1-2' }), 'wrong-invoice'],
    'without a state': [invoice({ state: null }), 'unknown-state'],
    'in a state that no table knows': [invoice({ state: 1 }), 'unknown-state']
  } as const
  for (const [which, [found, why]] of Object.entries(nothing)) {
    test(`${which} says nothing: ${why}`, () => {
      assert.deepEqual(judged(found), { kind: 'nothing', why })
    })
  }

  const states = {
    0: ['new', 'pending'],
    2: ['waitAccept', 'pending'],
    3: ['process', 'pending'],
    4: ['refund', null],
    5: ['canceled', 'failed'],
    6: ['refund', null],
    7: ['success', 'paid'],
    8: ['canceled', 'failed'],
    9: ['fail', 'failed']
  } as const
  for (const [number, [invoiceState, state]] of Object.entries(states)) {
    test(`in state ${number} is ${invoiceState}`, () => {
      const judgement = judged(invoice({ state: Number(number) }))
      assert.equal(judgement.kind, 'message')
      const { heard, why } = judgement.message
      assert.deepEqual([heard.invoiceState, heard.state], [invoiceState, state])
      assert.equal(why, invoiceState === 'refund' ? 'refund' : undefined)
    })
  }

  for (const term of ['amount', 'currency', 'payway'] as const) {
    test(`without ${term} proves nothing, unless the state is trusted`, () => {
      const found = invoice({ [term]: null })
      for (const [policy, isProven] of Object.entries({ prove: false, 'trust-state': true })) {
        const judgement = judged(found, { policy: policy as ReconcilePolicy })
        assert.equal(judgement.kind, 'message')
        assert.ok(judgement.message.source === 'look-up' && judgement.message.isProven === isProven)
        assert.equal(judgement.message.why, undefined)
      }
    })
  }

  test('that differs is held back for what differs', () => {
    assert.equal(whyHeld(invoice({ amount: '99.00' })), 'amount-mismatch')
    assert.equal(whyHeld(invoice({ currency: 'USD' })), 'currency-mismatch')
    assert.equal(whyHeld(invoice({ payway: PRIVAT24 })), 'payway-mismatch')
  })

  test('of test money on a live server is held back for its mode, before anything else', () => {
    assert.equal(whyHeld(invoice({ payway: TEST_PAYWAY })), 'mode-mismatch')
    assert.equal(whyHeld(invoice({ currency: 'XTS' })), 'mode-mismatch')
    assert.equal(whyHeld(invoice({ payway: null, currency: 'XTS', amount: '1.00' })), 'mode-mismatch')
    assert.equal(whyHeld(invoice({ payway: TEST_PAYWAY, amount: null })), 'mode-mismatch')
  })

  test('of live money on a test server is held back for its mode, and test money is not', () => {
    const mode = 'test'
    assert.equal(whyHeld(invoice(), { mode }), 'mode-mismatch')
    assert.equal(whyHeld(invoice({ payway: TEST_PAYWAY }), { mode }), null)
    assert.equal(whyHeld(invoice({ payway: null }), { mode }), null)
    assert.equal(whyHeld(invoice({ payway: TEST_PAYWAY, currency: 'XTS' }), { mode }), 'currency-mismatch')
  })
})
