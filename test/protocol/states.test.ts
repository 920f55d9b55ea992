import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import fc from 'fast-check'
import {
  deriveState,
  INVOICE_STATES,
  PAYMENT_STATES,
  strongerState,
  type PaymentState
} from '../../src/protocol/index.js'

const state = fc.constantFrom(...PAYMENT_STATES)

suite('INVOICE_STATES', () => {
  test('knows the six states of the gateway, exactly as it writes them', () => {
    assert.deepEqual(Object.fromEntries(INVOICE_STATES), {
      new: 'pending',
      waitAccept: 'pending',
      process: 'pending',
      success: 'paid',
      canceled: 'failed',
      fail: 'failed'
    })
  })

  for (const name of ['Success', 'success ', 'paid', '__proto__', 'constructor', 'toString', '']) {
    test(`does not know ${JSON.stringify(name)}`, () => assert.equal(INVOICE_STATES.get(name), undefined))
  }
})

suite('strongerState', () => {
  test('gives the same in any order and any grouping, and never anything weaker', () => {
    fc.assert(
      fc.property(state, state, state, (a, b, c) => {
        assert.equal(strongerState(a, b), strongerState(b, a))
        assert.equal(strongerState(strongerState(a, b), c), strongerState(a, strongerState(b, c)))
        assert.equal(strongerState(a, a), a)
        assert.ok(PAYMENT_STATES.indexOf(strongerState(a, b)) >= PAYMENT_STATES.indexOf(a))
      })
    )
  })
})

suite('deriveState', () => {
  const cases: [readonly PaymentState[], PaymentState][] = [
    [[], 'created'],
    [['created'], 'created'],
    [['failed', 'failed'], 'failed'],
    [['failed', 'pending'], 'pending'],
    [['pending', 'failed', 'paid'], 'paid'],
    [['created', 'failed'], 'failed']
  ]
  for (const [states, expected] of cases) {
    test(`says ${expected} of ${states.join(', ') || 'nothing'}`, () =>
      assert.equal(deriveState(states), expected))
  }

  test('gives the same in any order, and with every state twice', () => {
    const lists = fc
      .array(state)
      .chain((list) =>
        fc.tuple(fc.constant(list), fc.shuffledSubarray([...list, ...list], { minLength: 2 * list.length }))
      )
    fc.assert(fc.property(lists, ([list, other]) => assert.equal(deriveState(other), deriveState(list))))
  })
})
