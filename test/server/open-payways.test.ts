import assert from 'node:assert/strict'
import { suite, test, type TestContext } from 'node:test'
import { createApi, type ApiPayway, type InterkassaApi } from '../../src/api/index.js'
import { createEmulator } from '../../src/emulator/index.js'
import { createCheckout } from '../../src/server/checkout.js'
import { memoryLedger } from '../../src/server/ledger/memory/index.js'
import { openPayways } from '../../src/server/selling/open-payways.js'
import {
  anAccount,
  anOrder,
  BASE_URL,
  CHECKOUT_ID,
  PRIVAT24,
  SECRET_KEY,
  TEST_KEY,
  TEST_PAYWAY,
  VISA
} from './fixtures.js'

const API = { user: '5b0f1c2d3e4f506172839405', key: 'ApiKeyMadeUp0123456789' }
const MINUTE = 60_000

/** A gateway whose open payways change, and what is offered of them; the test holds the clock. */
function openGateway(t: TestContext) {
  t.mock.timers.enable({ apis: ['Date'], now: Date.parse('2026-11-23T10:10:00Z') })
  const gatewayWith = (...aliases: string[]) =>
    createEmulator({
      settings: {
        checkoutId: CHECKOUT_ID,
        secretKey: SECRET_KEY,
        testSecretKey: TEST_KEY,
        payways: aliases.map((alias) => ({ alias })),
        api: API
      }
    })
  const stage = { gateway: gatewayWith(VISA, PRIVAT24, TEST_PAYWAY), asked: 0 }
  const fetch = (request: Request) => {
    if (request.url.includes('/paysystem-input-payway?checkoutId=')) stage.asked += 1
    return stage.gateway.fetch(request)
  }
  const baseUrl = 'http://127.0.0.1:9/v1/'
  const api = createApi({ apiUser: API.user, apiKey: API.key, baseUrl, fetch, retries: 0 })
  const payways = openPayways(api, CHECKOUT_ID)
  return {
    stage,
    gatewayWith,
    offered: async () => (await payways()).map(({ id }) => id),
    pass: (ms: number) => t.mock.timers.tick(ms)
  }
}

/** What nobody waits for has come by then. */
const later = async () => {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}

suite('The payways that are open at the gateway', () => {
  test('are offered in its order, without the test payway', async (t) => {
    const { offered } = openGateway(t)
    assert.deepEqual(await offered(), [VISA, PRIVAT24])
  })

  test('stand by their positions, each once, with the limits that can be read', async () => {
    const payway = (
      alias: string,
      position: number | null,
      { min = null, max = null }: Partial<ApiPayway['limits']> = {}
    ): ApiPayway => ({
      ...{ id: alias, alias, method: null, currency: null, processor: null, names: {} },
      ...{ position, limits: { min, max } }
    })
    const open = [
      payway('later', null, { min: '1.00', max: '9.00' }),
      payway(VISA, 20, { min: '10.00' }),
      payway(TEST_PAYWAY, 5),
      payway(PRIVAT24, 10, { max: '500.00' }),
      payway('odd', 30, { max: 'much' })
    ]
    const payways = (list: ApiPayway[]) =>
      openPayways({ payways: () => Promise.resolve(list) }, CHECKOUT_ID)()
    assert.deepEqual(await payways(open), [
      { id: PRIVAT24, limits: { max: '500.00' } },
      { id: VISA, limits: { min: '10.00' } },
      { id: 'odd' },
      { id: 'later', limits: { min: '1.00', max: '9.00' } }
    ])
    assert.equal((await payways([...open, payway(VISA, 20)])).length, 4)

    const many = Array.from({ length: 101 }, (_, index) => payway(`method${index}`, 200 - index))
    const offered = await payways(many)
    assert.deepEqual([offered.length, offered[0]?.id, offered[99]?.id], [100, 'method100', 'method1'])
  })

  test('are asked for with an end to the wait', async () => {
    const signals: (AbortSignal | undefined)[] = []
    const payways: InterkassaApi['payways'] = (_filter, { signal } = {}) => {
      signals.push(signal)
      return Promise.resolve([])
    }
    await openPayways({ payways }, CHECKOUT_ID)()
    assert.ok(signals[0] instanceof AbortSignal && signals.length === 1)
  })

  test('are asked for once in ten minutes, and once for all who wait', async (t) => {
    const { stage, offered, pass } = openGateway(t)
    await Promise.all([offered(), offered(), offered()])
    pass(10 * MINUTE - 1)
    await offered()
    assert.equal(stage.asked, 1)
  })

  test('are asked for again behind the back of whoever finds them old', async (t) => {
    const { stage, gatewayWith, offered, pass } = openGateway(t)
    await offered()
    stage.gateway = gatewayWith(PRIVAT24)
    pass(10 * MINUTE)
    assert.deepEqual(await offered(), [VISA, PRIVAT24])
    await later()
    assert.deepEqual(await offered(), [PRIVAT24])
    assert.equal(stage.asked, 2)
  })

  for (const fault of ['api-500', 'api-html', 'api-odd'] as const) {
    test(`are the last that were known while the gateway fails (${fault}), which is asked twice a minute`, async (t) => {
      const { stage, offered, pass } = openGateway(t)
      await offered()
      stage.gateway.faults = [fault]
      pass(60 * MINUTE)
      for (const wait of [0, MINUTE / 2 - 1, 1]) {
        pass(wait)
        assert.deepEqual(await offered(), [VISA, PRIVAT24])
        await later()
      }
      assert.equal(stage.asked, 3)
    })
  }

  test('are refused as unavailable while there never was a list, and no longer', async (t) => {
    const { stage, offered } = openGateway(t)
    stage.gateway.faults = ['api-500']
    await assert.rejects(offered(), (error: Error & { code?: string }) => {
      assert.equal(error.code, 'unavailable')
      assert.equal((error.cause as { code?: string }).code, 'api-failed')
      return true
    })
    stage.gateway.faults = []
    assert.deepEqual(await offered(), [VISA, PRIVAT24])
  })
})

suite('A shop that lists no payways', () => {
  const shop = { baseUrl: BASE_URL, ledger: memoryLedger(), background: false }
  const handlers = { loadOrder: () => anOrder(), onPaid: () => undefined, returnTo: () => BASE_URL }

  test('offers what is open at its gateway', async (t) => {
    const { stage } = openGateway(t)
    const { url, close } = await stage.gateway.listen()
    t.after(close)
    const account = anAccount({ apiUser: API.user, apiKey: API.key })
    const checkout = createCheckout({ ...shop, ...handlers, account, gateway: url })
    const answer = await checkout.fetch(
      new Request(`${BASE_URL}/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: new URL(BASE_URL).origin },
        body: JSON.stringify({ orderId: 'A-1001' })
      })
    )
    const session = (await answer.json()) as { payways: { id: string; name: string; currency: string }[] }
    assert.deepEqual(
      session.payways.map(({ id, currency }) => [id, currency]),
      [
        [VISA, 'UAH'],
        [PRIVAT24, 'UAH']
      ]
    )
  })

  test('is refused without apiUser and apiKey', () => {
    assert.throws(() => createCheckout({ ...shop, ...handlers, account: anAccount() }), {
      code: 'bad-options',
      message: /^payways: .* or an account with apiUser and apiKey/
    })
  })
})
