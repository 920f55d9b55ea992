import assert from 'node:assert/strict'
import { suite, test, type TestContext } from 'node:test'
import type { ApiOptions } from '../../src/api/index.js'
import { clientOf, codeOf, failureOf } from './gateway.js'

// Apart from the tests with a network, whose own timers the clock of these would stop.
suite('Pauses between tries', () => {
  test('pause twice as long each time, and never all at the same moment', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] })
    const random = t.mock.method(Math, 'random', () => 1)
    const { api, passes } = counting(t, () => new Response('', { status: 500 }), {
      retryDelay: 1000,
      retries: 2
    })
    const failed = codeOf(api.checkouts())
    assert.deepEqual([await passes(999), await passes(1), await passes(1999), await passes(1)], [1, 2, 2, 3])
    assert.equal(await failed, 'api-failed')
    random.mock.mockImplementation(() => 0)
    const early = counting(t, () => new Response('', { status: 500 }), { retryDelay: 1000, retries: 1 })
    void codeOf(early.api.checkouts())
    assert.deepEqual([await early.passes(499), await early.passes(1)], [1, 2])
  })

  test('obey Retry-After, in seconds', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] })
    const { api, passes } = counting(t, busyFor('7'))
    void codeOf(api.checkouts())
    assert.deepEqual([await passes(6_999), await passes(1)], [1, 2])
  })

  test('obey Retry-After as a date', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout', 'Date'], now: Date.parse('2026-11-23T00:00:00Z') })
    const { api, passes } = counting(t, busyFor('Mon, 23 Nov 2026 00:00:09 GMT'))
    void codeOf(api.checkouts())
    assert.deepEqual([await passes(8_999), await passes(1)], [1, 2])
  })

  test('are left to the caller where the gateway wants a longer pause', async (t) => {
    const { api, tries } = counting(t, busyFor('600'))
    const error = await failureOf(api.checkouts())
    assert.equal(error.code, 'api-busy')
    assert.deepEqual(error.cause, { retryAfter: 600_000 })
    assert.equal(tries(), 1)
  })

  test('ends a pause between two tries', async (t) => {
    const stop = new AbortController()
    const { api, tries } = counting(
      t,
      () => {
        setImmediate(() => stop.abort())
        return new Response('', { status: 500 })
      },
      { retryDelay: 60_000 }
    )
    assert.equal(await codeOf(api.checkouts({ signal: stop.signal })), 'api-aborted')
    assert.equal(tries(), 1)
  })
})

const busyFor = (retryAfter: string) => () =>
  new Response('', { status: 429, headers: { 'retry-after': retryAfter } })

/** A client whose tries are counted, and a clock that gives their number after so many milliseconds. */
function counting(t: TestContext, answer: () => Response, options: Partial<ApiOptions> = {}) {
  let tries = 0
  const api = clientOf(() => {
    tries += 1
    return Promise.resolve(answer())
  }, options)
  const settle = async () => {
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve))
  }
  return {
    api,
    tries: () => tries,
    passes: async (ms: number) => {
      await settle()
      t.mock.timers.tick(ms)
      await settle()
      return tries
    }
  }
}
