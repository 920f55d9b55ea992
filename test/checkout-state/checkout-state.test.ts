import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  nextState,
  watchedToken,
  type CheckoutEvent,
  type CheckoutState
} from '../../src/element/checkout-state.js'
import {
  aSession,
  aTestSession,
  EARLIER_TOKEN,
  PRIVAT24,
  STATUS,
  TETHER,
  TOKEN,
  VISA
} from '../element/support/session.js'

const SESSIONS = [
  aSession(),
  aTestSession(),
  aSession({ payways: [] }),
  aSession({ payways: [VISA] }),
  aSession({ payways: [{ ...VISA, limits: { max: '1' } }, PRIVAT24] }),
  aSession({ earlier: { statusToken: EARLIER_TOKEN, startedAt: '2026-11-23T09:00:00Z' } })
]

const event = (...statuses: (keyof typeof STATUS)[]): fc.Arbitrary<CheckoutEvent> =>
  fc.oneof(
    fc.constantFrom<CheckoutEvent[]>(
      { type: 'load' },
      { type: 'refused', error: { code: 'unreachable', origin: 'network', retryable: true } },
      { type: 'refused', error: { code: 'foreign-frame', origin: 'page', retryable: false } },
      { type: 'order-paid', statusToken: TOKEN },
      { type: 'returned', statusToken: TOKEN },
      { type: 'returned-in-doubt', doubt: 'no-token' },
      { type: 'returned-in-doubt', doubt: 'no-endpoint' },
      { type: 'unlock' },
      { type: 'select', payway: VISA.id },
      { type: 'select', payway: 'unknown' },
      { type: 'expire' },
      { type: 'submit', destination: 'payway' },
      { type: 'submit', destination: 'hosted-page' },
      { type: 'depart' },
      { type: 'stay', notice: null },
      { type: 'stay', notice: 'departure-timeout' },
      { type: 'left-elsewhere', statusToken: TOKEN },
      { type: 'left-elsewhere', statusToken: EARLIER_TOKEN },
      { type: 'left-elsewhere', statusToken: null },
      { type: 'silence' },
      { type: 'give-up' },
      { type: 'check-again' }
    ),
    fc.constantFrom(...SESSIONS).map((session): CheckoutEvent => ({ type: 'loaded', session })),
    fc.constantFrom(...statuses).map((name): CheckoutEvent => ({ type: 'status', status: STATUS[name] }))
  )

const IDLE: CheckoutState = { name: 'idle' }
const walk = (events: readonly CheckoutEvent[], from: CheckoutState = IDLE) => events.reduce(nextState, from)

/** How a walk may begin, so that it does not stay where most of them end: at the start. */
const BEGINNINGS: readonly CheckoutEvent[][] = [
  [],
  [{ type: 'returned', statusToken: TOKEN }],
  ...SESSIONS.map((session): CheckoutEvent[] => [{ type: 'load' }, { type: 'loaded', session }]),
  [
    { type: 'load' },
    { type: 'loaded', session: aSession() },
    { type: 'select', payway: VISA.id },
    { type: 'submit', destination: 'payway' }
  ]
]

const way = (...statuses: (keyof typeof STATUS)[]) =>
  fc
    .tuple(
      fc.constantFrom(...BEGINNINGS),
      fc.array(
        fc.oneof(
          { weight: 20, arbitrary: event(...statuses) },
          { weight: 1, arbitrary: fc.constant<CheckoutEvent>({ type: 'reset' }) }
        ),
        { maxLength: 20, size: 'max' }
      )
    )
    .map(([beginning, events]) => [...beginning, ...events])

describe('whatever happens', () => {
  it('is never paid unless a status says so', () => {
    const runs = { seen: 0 }
    fc.assert(
      fc.property(way('created', 'pending', 'declined', 'canceled', 'expired'), (events) => {
        runs.seen += walk(events).name === 'pending' ? 1 : 0
        assert.notEqual(walk(events).name, 'paid')
      }),
      { numRuns: 20_000 }
    )
    assert.ok(runs.seen > 50, 'the walks come far enough for a payment to be spoken of')
  })

  it('stays paid, until another order begins', () => {
    fc.assert(
      fc.property(fc.array(event('created', 'pending', 'declined')), (events) => {
        const paid = walk([
          { type: 'returned', statusToken: TOKEN },
          { type: 'status', status: STATUS.paid }
        ])
        assert.equal(walk(events, paid), paid)
      })
    )
  })

  it('does not go back from pending to not knowing', () => {
    fc.assert(
      fc.property(fc.array(event('created')), (events) => {
        const pending = walk([
          { type: 'returned', statusToken: TOKEN },
          { type: 'status', status: STATUS.pending }
        ])
        assert.equal(walk(events, pending).name, 'pending')
      })
    )
  })

  it('offers nothing to pay with while a payment is, or may be, on its way', () => {
    const doubts: CheckoutState[] = [
      walk([{ type: 'returned', statusToken: TOKEN }]),
      walk([{ type: 'returned', statusToken: TOKEN }, { type: 'give-up' }]),
      walk([{ type: 'returned-in-doubt', doubt: 'no-token' }]),
      walk([
        { type: 'returned', statusToken: TOKEN },
        { type: 'status', status: STATUS.pending }
      ])
    ]
    fc.assert(
      fc.property(fc.constantFrom(...doubts), fc.array(event('created', 'pending')), (doubt, events) => {
        assert.match(walk(events, doubt).name, /^(verifying|pending|unverified)$/)
      })
    )
  })

  it('leaves only with a form that is signed: a payway that is offered, or in live mode the page with all', () => {
    const runs = { left: 0 }
    fc.assert(
      fc.property(way('created', 'pending', 'paid'), (events) => {
        const state = walk(events)
        if (state.name !== 'preparing' && state.name !== 'leaving') return
        runs.left += 1
        const { session, payway, destination } = state
        if (destination === 'hosted-page') assert.notEqual(session.mode, 'test')
        else assert.ok(session.payways.some(({ id, limits }) => id === payway && limits === undefined))
      }),
      { numRuns: 20_000 }
    )
    assert.ok(runs.left > 50, 'the walks come far enough to leave')
  })
})

describe('step by step, whatever happens', () => {
  /** Every step of a walk: the state before, the event, the state after. */
  const stepsOf = (events: readonly CheckoutEvent[]) => {
    let before = walk([])
    return events.map((event) => {
      const after = nextState(before, event)
      const step = { before, event, after }
      before = after
      return step
    })
  }

  it('a form goes out only from an open choice, after the page was asked', () => {
    const runs = { left: 0 }
    fc.assert(
      fc.property(way('created', 'pending', 'declined', 'paid'), (events) => {
        for (const { before, after } of stepsOf(events)) {
          if (after === before) continue
          if (after.name === 'preparing') assert.match(before.name, /^(ready|empty)$/)
          if (after.name === 'leaving') assert.equal(before.name, 'preparing')
          runs.left += after.name === 'leaving' ? 1 : 0
        }
      }),
      { numRuns: 20_000 }
    )
    assert.ok(runs.left > 50, 'the walks come far enough to leave')
  })

  it('nothing that another tab may have left with goes out before the shop has given a session anew', () => {
    const runs = { locked: 0 }
    fc.assert(
      fc.property(way('created', 'pending', 'declined'), (events) => {
        let used = false
        for (const { before, event, after } of stepsOf(events)) {
          if (before.name === 'loading') used = false
          if (event.type === 'left-elsewhere' && after.name === 'locked' && after !== before) {
            used ||= event.statusToken !== after.session.earlier?.statusToken
            runs.locked += 1
          }
          if (used) assert.notEqual(after.name, 'preparing')
        }
      }),
      { numRuns: 20_000 }
    )
    assert.ok(runs.locked > 50, 'the walks come far enough to be locked')
  })

  it('paid is the end, and no page becomes better by asking again', () => {
    fc.assert(
      fc.property(way('created', 'pending', 'declined', 'paid'), (events) => {
        for (const { before, event, after } of stepsOf(events)) {
          const isLast =
            before.name === 'paid' || (before.name === 'failed' && before.error.origin === 'page')
          if (isLast && event.type !== 'reset') assert.equal(after, before)
        }
      }),
      { numRuns: 20_000 }
    )
  })
})

describe('one step', () => {
  const ready = walk([
    { type: 'load' },
    { type: 'loaded', session: aSession() },
    { type: 'select', payway: VISA.id }
  ])
  const leaving = walk([{ type: 'submit', destination: 'payway' }, { type: 'depart' }], ready)

  it('is the same state for a second click', () => {
    const preparing = nextState(ready, { type: 'submit', destination: 'payway' })

    assert.equal(preparing.name, 'preparing')
    assert.equal(nextState(preparing, { type: 'submit', destination: 'payway' }), preparing)
    assert.equal(nextState(leaving, { type: 'submit', destination: 'hosted-page' }), leaving)
  })

  it('does not call a form back that is on its way', () => {
    assert.equal(nextState(leaving, { type: 'expire' }), leaving)
    assert.equal(nextState(ready, { type: 'expire' }).name, 'expired')
  })

  it('keeps the choice through expiry and a new session that still offers it', () => {
    const again = walk([{ type: 'expire' }, { type: 'load' }, { type: 'loaded', session: aSession() }], ready)
    const without = aSession({ payways: [PRIVAT24, TETHER] })
    const gone = walk([{ type: 'expire' }, { type: 'load' }, { type: 'loaded', session: without }], ready)

    assert.equal('payway' in again && again.payway, VISA.id)
    assert.equal('payway' in gone && gone.payway, null)
  })

  it('asks for the status only while there is something to hear', () => {
    const verifying = walk([{ type: 'returned', statusToken: TOKEN }])
    const locked = walk([{ type: 'load' }, { type: 'loaded', session: SESSIONS[5] ?? aSession() }])

    assert.equal(watchedToken(verifying), TOKEN)
    assert.equal(watchedToken(locked), EARLIER_TOKEN)
    assert.equal(watchedToken(nextState(verifying, { type: 'give-up' })), null)
    assert.equal(watchedToken(nextState(locked, { type: 'give-up' })), null)
    assert.equal(watchedToken(nextState(locked, { type: 'unlock' })), null)
    assert.equal(watchedToken(ready), null)
  })
})
