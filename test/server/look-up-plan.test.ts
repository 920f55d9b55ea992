import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import {
  firstPlan,
  isLastLookUp,
  mayLookUp,
  planAfterAnswer,
  planAfterFailure,
  planAfterSent,
  planAtOnce,
  planNever,
  planWhileAsking
} from '../../src/server/judging/look-up-plan.js'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const END = Date.parse('2026-11-23T12:00:00Z')
const NOW = END - HOUR

const attempt = (
  lookUp: Partial<Parameters<typeof planNever>[0]['lookUp']> = {},
  sentAt: number | null = 1
) => ({
  expiresAt: new Date(END).toISOString(),
  sentAt,
  lookUp: { dueAt: null, lastAt: null, answers: 0, ...lookUp }
})

suite('A look-up is planned', () => {
  test('for the next full hour after the end, as long as nobody has left', () => {
    assert.deepEqual(firstPlan(END), { dueAt: END, lastAt: null, answers: 0 })
    assert.equal(firstPlan(END + 1).dueAt, END + HOUR)
    assert.equal(firstPlan(END - 1).dueAt, END)
  })

  test('a quarter of an hour after the payer has left, or sooner if it was', () => {
    assert.deepEqual(planAfterSent(attempt({ answers: 2, lastAt: 3 }), NOW), {
      ...{ dueAt: NOW + 15 * MINUTE, answers: 2, lastAt: 3 }
    })
    assert.equal(planAfterSent(attempt({ dueAt: NOW + 1 }), NOW).dueAt, NOW + 1)
    assert.equal(planAfterSent(attempt({ dueAt: NOW + HOUR }), NOW).dueAt, NOW + 15 * MINUTE)
  })

  test('at once for whoever waits, half a minute after the last one', () => {
    assert.deepEqual(planAtOnce(attempt({ answers: 2 }), NOW), { dueAt: NOW, answers: 2, lastAt: null })
    assert.equal(planAtOnce(attempt({ lastAt: NOW - 10_000 }), NOW).dueAt, NOW + 20_000)
    assert.equal(planAtOnce(attempt({ lastAt: NOW - HOUR }), NOW).dueAt, NOW)
    assert.equal(planAtOnce(attempt({ dueAt: NOW - 5 }), NOW).dueAt, NOW - 5)
    assert.equal(planAtOnce(attempt({ dueAt: NOW + 5 }), NOW).dueAt, NOW)
    assert.equal(planAtOnce(attempt(), 1).dueAt, 1)
  })

  test('never, once nothing is left to be asked', () => {
    assert.deepEqual(planNever(attempt({ dueAt: 1, lastAt: 2, answers: 3 })), {
      ...{ dueAt: null, lastAt: 2, answers: 3 }
    })
  })

  test('ten minutes on while somebody asks, who may die', () => {
    assert.deepEqual(planWhileAsking(attempt({ dueAt: 1, answers: 3 }), NOW), {
      ...{ dueAt: NOW + 10 * MINUTE, lastAt: NOW, answers: 3 }
    })
  })

  test('half a minute after the last one at the soonest', () => {
    assert.equal(mayLookUp(attempt(), 1), true)
    assert.equal(mayLookUp(attempt({ lastAt: NOW - 29_999 }), NOW), false)
    assert.equal(mayLookUp(attempt({ lastAt: NOW - 30_000 }), NOW), true)
  })

  test('a minute after one that failed, a quarter more or less, and counts nothing', (t) => {
    const random = t.mock.method(Math, 'random', () => 0)
    const plan = { lastAt: 2, answers: 3 }
    assert.deepEqual(planAfterFailure(attempt(plan), NOW), { ...plan, dueAt: NOW + 45_000 })
    random.mock.mockImplementation(() => 1)
    assert.deepEqual(planAfterFailure(attempt(plan), NOW), { ...plan, dueAt: NOW + 75_000 })
    random.mock.mockImplementation(() => 0.50003)
    assert.equal(planAfterFailure(attempt(plan), NOW).dueAt, NOW + 60_001)
  })

  test('after twice as long with every answer, until a day after the end', (t) => {
    t.mock.method(Math, 'random', () => 0.5)
    const next = (answers: number, now = NOW) => planAfterAnswer(attempt({ answers, lastAt: 2 }), now)
    assert.deepEqual(next(0), { dueAt: NOW + 15 * MINUTE, lastAt: 2, answers: 1 })
    assert.deepEqual(next(2), { dueAt: NOW + HOUR, lastAt: 2, answers: 3 })
    assert.equal(next(9).dueAt, END + 24 * HOUR)
    assert.deepEqual(next(2, END + 24 * HOUR), { dueAt: null, lastAt: 2, answers: 3 })
    assert.equal(next(9, END + 24 * HOUR - 1).dueAt, END + 24 * HOUR)
  })

  test('once for an attempt with which nobody is known to have left', () => {
    assert.deepEqual(planAfterAnswer(attempt({}, null), NOW), { dueAt: null, lastAt: null, answers: 1 })
  })

  test('for the last time a day after the end', () => {
    assert.equal(isLastLookUp(attempt(), END + 24 * HOUR - 1), false)
    assert.equal(isLastLookUp(attempt(), END + 24 * HOUR), true)
  })
})
