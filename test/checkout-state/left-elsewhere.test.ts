import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  nextState,
  watchedToken,
  type CheckoutEvent,
  type CheckoutState
} from '../../src/element/checkout-state.js'
import { aSession, EARLIER_TOKEN, STATUS, TOKEN, VISA } from '../element/support/session.js'

const OTHER_TOKEN = 'bbbbJm5kYt8Rz1Nw6Xb2HcL9'
const EARLIER = { statusToken: EARLIER_TOKEN, startedAt: '2026-11-23T09:00:00Z' }

const walk = (events: readonly CheckoutEvent[], from: CheckoutState = { name: 'idle' }) =>
  events.reduce(nextState, from)
const load: CheckoutEvent = { type: 'load' }
const loaded = (session = aSession()): CheckoutEvent => ({ type: 'loaded', session })
const returned: CheckoutEvent = { type: 'returned', statusToken: TOKEN }
const leftWith = (statusToken: string | null): CheckoutEvent => ({ type: 'left-elsewhere', statusToken })
const told = (name: keyof typeof STATUS): CheckoutEvent => ({ type: 'status', status: STATUS[name] })
const select: CheckoutEvent = { type: 'select', payway: VISA.id }
const submit: CheckoutEvent = { type: 'submit', destination: 'payway' }

const ready = walk([load, loaded(), select])
const preparing = nextState(ready, submit)
const asking = walk([load, loaded(aSession({ earlier: EARLIER }))])

/** Every state in which nothing can be pressed that another tab could have used up. */
const ELSEWHERE_DOES_NOT_MATTER: readonly CheckoutState[] = [
  walk([]),
  walk([load, { type: 'refused', error: { code: 'unreachable', origin: 'network', retryable: true } }]),
  walk([{ type: 'expire' }], ready),
  walk([{ type: 'depart' }], preparing),
  walk([returned]),
  walk([returned, told('paid')]),
  walk([returned, told('pending')]),
  walk([returned, told('declined')]),
  walk([returned, { type: 'give-up' }]),
  walk([{ type: 'returned-in-doubt', doubt: 'no-token' }])
]

/** Every state in which something can be pressed, or could be after a moment. */
const ELSEWHERE_LOCKS: readonly CheckoutState[] = [
  ready,
  walk([load, loaded(aSession({ payways: [] }))]),
  preparing,
  asking,
  walk([told('pending')], asking),
  walk([{ type: 'silence' }], asking),
  walk([{ type: 'give-up' }], asking)
]

describe('when another tab has left', () => {
  for (const state of ELSEWHERE_DOES_NOT_MATTER) {
    it(`nothing changes in ${state.name}`, () => {
      assert.equal(nextState(state, leftWith(TOKEN)), state)
    })
  }

  for (const state of ELSEWHERE_LOCKS) {
    const name = state.name === 'locked' ? `locked (${state.attempt})` : state.name
    it(`${name} locks, asks how that went, and keeps the choice`, () => {
      const locked = nextState(state, leftWith(TOKEN))

      assert.equal(locked.name === 'locked' && locked.attempt, 'elsewhere')
      assert.equal(watchedToken(locked), TOKEN)
      assert.equal('payway' in locked && locked.payway, 'payway' in state && state.payway)
    })
  }

  it('a session of the same attempt that was on its way comes locked', () => {
    const locked = walk([load, leftWith(TOKEN), loaded()])

    assert.equal(locked.name === 'locked' && locked.attempt, 'elsewhere')
  })

  it('a session of another attempt that was on its way comes open', () => {
    assert.equal(walk([load, leftWith(OTHER_TOKEN), loaded()]).name, 'ready')
    assert.equal(walk([load, leftWith(null), loaded()]).name, 'ready')
  })

  it('a session without a token that was on its way comes locked, since nobody can tell them apart', () => {
    const { statusToken, ...session } = aSession()

    assert.equal(statusToken, TOKEN)
    assert.equal(walk([load, leftWith(null), loaded(session)]).name, 'locked')
    assert.equal(walk([load, loaded(session)]).name, 'ready')
  })

  it('a word on the earlier attempt does not make good a session that another tab has used', () => {
    const used = walk([leftWith(TOKEN), leftWith(EARLIER_TOKEN), told('declined')], asking)

    assert.equal(used.name, 'expired')
  })

  it('a second word takes the place of the first', () => {
    assert.equal(watchedToken(walk([leftWith(TOKEN), leftWith(OTHER_TOKEN)], ready)), OTHER_TOKEN)
  })
})

describe('the lock of another tab', () => {
  const locked = nextState(ready, leftWith(TOKEN))

  it('is not opened because nothing was heard yet', () => {
    assert.equal(nextState(locked, told('created')), locked)
    assert.equal(nextState(locked, { type: 'silence' }), locked)
  })

  it('shows the payment that is on its way, and the one that has come', () => {
    const pending = nextState(locked, told('pending'))

    assert.equal(pending.name === 'locked' && pending.attempt, 'pending')
    assert.equal(nextState(locked, told('paid')).name, 'paid')
    assert.equal(nextState(pending, told('paid')).name, 'paid')
  })

  it('can be asked again once asking was given up', () => {
    const resting = nextState(locked, { type: 'give-up' })

    assert.equal(watchedToken(resting), null)
    assert.equal(resting.name === 'locked' && resting.attempt, 'elsewhere')
    assert.equal(watchedToken(nextState(resting, { type: 'check-again' })), TOKEN)
  })

  for (const [why, event] of [
    ['fails', told('declined')],
    ['is insisted on', { type: 'unlock' }]
  ] as const) {
    for (const token of [TOKEN, OTHER_TOKEN, null]) {
      it(`asks for another session if it ${why}, whichever attempt it was about (${token ?? 'none'})`, () => {
        const elsewhere = nextState(ready, leftWith(token))

        assert.deepEqual(nextState(elsewhere, event), { name: 'expired', payway: VISA.id })
      })
    }

    it(`asks for another session if it ${why} after it was pending`, () => {
      const pending = walk([leftWith(OTHER_TOKEN), told('pending')], ready)

      assert.equal(nextState(pending, event).name, 'expired')
    })

    it(`opens if it was about the session’s own earlier attempt, and that ${why}`, () => {
      assert.equal(walk([leftWith(EARLIER_TOKEN), event], asking).name, 'ready')
    })
  }

  it('posts nothing by any button', () => {
    for (const destination of ['payway', 'hosted-page'] as const) {
      assert.equal(nextState(locked, { type: 'submit', destination }), locked)
    }
    assert.equal(nextState(locked, { type: 'depart' }), locked)
    assert.equal(nextState(locked, select), locked)
  })
})

describe('a page on which nobody should pay', () => {
  const refused = nextState(
    { name: 'idle' },
    { type: 'refused', error: { code: 'foreign-frame', origin: 'page', retryable: false } }
  )

  it('is not loaded for, by the back button or by anything else, until it begins anew', () => {
    assert.equal(nextState(refused, load), refused)
    assert.equal(walk([{ type: 'reset' }, load], refused).name, 'loading')
  })
})
