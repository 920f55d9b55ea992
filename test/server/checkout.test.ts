import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { InterkassaError } from '../../src/protocol/index.js'
import { createCheckout } from '../../src/server/checkout.js'
import { memoryLedger } from '../../src/server/ledger/memory/index.js'
import type { CheckoutOptions } from '../../src/server/options.js'
import {
  anAccount,
  anOrder,
  attemptOf,
  BASE_URL,
  CHECKOUT_ID,
  notification,
  openShop,
  SHOP,
  TEST_PAYWAY,
  VISA
} from './fixtures.js'

const options: CheckoutOptions = {
  account: anAccount(),
  baseUrl: BASE_URL,
  ledger: memoryLedger(),
  loadOrder: () => anOrder(),
  onPaid: () => undefined,
  returnTo: () => SHOP,
  payways: [{ id: VISA }],
  background: false
}

suite('createCheckout refuses at the start', () => {
  const withApi = { account: anAccount({ apiUser: 'user', apiKey: 'key' }) }
  const refused: [string, Readonly<Record<string, unknown>>, RegExp][] = [
    ['settings that are no account', { account: { checkoutId: 'x', mode: 'live' } }, /^account: /],
    ['a base URL over http', { baseUrl: 'http://shop.example/interkassa' }, /^baseUrl: /],
    ['a base URL with a query', { baseUrl: `${BASE_URL}?a=1` }, /^baseUrl: /],
    ['a base URL on this machine that is no http', { baseUrl: 'ftp://localhost/interkassa' }, /^baseUrl: /],
    ['a base URL with a user', { baseUrl: 'https://u@shop.example/' }, /^baseUrl: /],
    ['a base URL with a fragment', { baseUrl: `${BASE_URL}#a` }, /^baseUrl: /],
    ['a base URL with an empty query', { baseUrl: `${BASE_URL}?` }, /^baseUrl: /],
    ['no ledger', { ledger: null }, /^ledger: /],
    ['a gateway that no page posts to', { gateway: 'https://pay.example/' }, /^gateway: /],
    ['a payway that is no alias', { payways: [{ id: 'a b' }] }, /^payways: /],
    ['a payway twice', { payways: [{ id: VISA }, { id: VISA }] }, /^payways: /],
    ['the test payway in live mode', { payways: [{ id: TEST_PAYWAY }] }, /^payways: /],
    ['origins that are no list', { origins: SHOP }, /^origins: /],
    ['a base URL with a password', { baseUrl: 'https://u:p@shop.example/' }, /^baseUrl: /],
    ['a base URL that is a path', { baseUrl: '/interkassa' }, /^baseUrl: /],
    ['a gateway over http', { gateway: 'http://sci.interkassa.com/' }, /^gateway: /],
    ['a gateway that is a script', { gateway: 'javascript:alert(1)' }, /^gateway: /],
    ['a ledger that is none', { ledger: {} }, /^ledger: /],
    ['no loadOrder', { loadOrder: undefined }, /^loadOrder: /],
    ['no onPaid', { onPaid: undefined }, /^onPaid: /],
    ['no returnTo', { returnTo: 'https://shop.example/' }, /^returnTo: /],
    ['payways that are no list', { payways: VISA }, /^payways: /],
    ['a lifetime of less than five minutes', { lifetime: 299 }, /^lifetime: /],
    ['a lifetime of more than thirty days', { lifetime: 2_592_001 }, /^lifetime: /],
    ['a lifetime in text', { lifetime: '3600' }, /^lifetime: /],
    ['an address that is set nowhere', { urls: { success: 'Request' } }, /^urls: /],
    ['an address that nobody comes back to', { urls: { cancel: 'request' } }, /^urls: /],
    ['an origin with a path', { origins: [`${SHOP}/`] }, /^origins: /],
    ['any origin', { origins: ['*'] }, /^origins: /],
    ['a policy of look-ups that is none', { reconcile: 'trust' }, /^reconcile: /],
    [
      'an amount that is a number',
      { ...withApi, confirmAbove: 5000 },
      /^confirmAbove: expected decimal text/
    ],
    [
      'an amount with a comma',
      { ...withApi, confirmAbove: '5000,00' },
      /^confirmAbove: expected decimal text/
    ],
    [
      'a confirmation that nobody can be asked for',
      { confirmAbove: '5000.00' },
      /^confirmAbove: expected an account/
    ],
    ['a misspelt option', { loadorder: () => null }, /^loadorder is not an option/]
  ]
  for (const [what, changes, message] of refused) {
    test(what, () => {
      assert.throws(
        () => createCheckout({ ...options, ...changes }),
        (error: unknown) => {
          assert.ok(error instanceof InterkassaError)
          assert.equal(error.code, 'bad-options')
          assert.match(error.message, message)
          return true
        }
      )
    })
  }

  test('but takes lifetimes from five minutes to thirty days', () => {
    for (const lifetime of [300, 2_592_000])
      assert.doesNotThrow(() => createCheckout({ ...options, lifetime }))
  })

  test('but takes the test payway in test mode', () => {
    const account = anAccount({ mode: 'test' })
    assert.doesNotThrow(() => createCheckout({ ...options, account, payways: [{ id: TEST_PAYWAY }] }))
  })

  test('but takes http on this machine, for development', () => {
    for (const host of ['localhost', '127.0.0.1:8080', '[::1]:3000']) {
      const local = { baseUrl: `http://${host}/interkassa`, gateway: `http://${host}/` }
      assert.doesNotThrow(() => createCheckout({ ...options, ...local }))
    }
  })
})

suite('checkout.fetch', () => {
  test('finds its routes below its base, with it or without, and not beside it', async () => {
    for (const baseUrl of [BASE_URL, `${BASE_URL}/`, SHOP, `${SHOP}/`]) {
      const { fetch } = createCheckout({ ...options, baseUrl })
      const statusOf = async (path: string) => (await fetch(new Request(`${SHOP}${path}`))).status
      assert.equal(await statusOf('/session'), 405)
      assert.equal(await statusOf('/interkassa/session'), baseUrl.startsWith(BASE_URL) ? 405 : 404)
      for (const path of ['/interkassasession', '/interkass/session', '/x/interkassa/session'])
        assert.equal(await statusOf(path), 404, path)
    }
  })

  test('signs no address, where nothing else is said, and those that are named', async () => {
    const named = async (urls: CheckoutOptions['urls']) => {
      const shop = openShop({ ...(urls && { urls }) })
      const { fields } = await shop.session()
      return Object.keys(fields)
        .filter((name) => /_u$/.test(name))
        .sort()
    }
    assert.deepEqual(await named(undefined), [])
    assert.deepEqual(await named({ success: 'request' }), ['ik_suc_u'])
    const others = await named({ interaction: 'request', pending: 'request', fail: 'request' })
    assert.deepEqual(others, ['ik_fal_u', 'ik_ia_u', 'ik_pnd_u'])
  })

  test('knows its routes and nothing beside them', async () => {
    const shop = openShop()
    const unknown = ['', '/', '/nowhere', '/session/x', '/status/x', '/__proto__', '/SESSION', '/notify/../x']
    for (const path of unknown) {
      const answer = await shop.ask(path)
      assert.equal(answer.status, 404, path)
      assert.deepEqual(await answer.json(), { error: 'not-found' })
      assert.equal(answer.headers.get('cache-control'), 'no-store')
    }
  })

  test('serves the root of a host as it serves a path', async () => {
    const { fetch } = createCheckout({ ...options, baseUrl: 'https://pay.shop.example/' })
    const answer = await fetch(new Request('https://pay.shop.example/return/success'))
    assert.equal(answer.status, 303)
  })

  test('tells nobody what went wrong inside, and the operator all of it', async (context) => {
    const log = context.mock.method(console, 'error', () => undefined)
    const cause = new Error('postgres://user:hunter2@db/shop')
    const hooks: Partial<CheckoutOptions>[] = [
      { loadOrder: () => Promise.reject(cause) },
      {
        loadOrder: () => {
          throw cause
        }
      },
      { payways: () => Promise.reject(cause) }
    ]
    for (const hook of hooks) {
      const answer = await openShop(hook).askSession()
      assert.equal(answer.status, 503)
      assert.equal(await answer.text(), '{"error":"unavailable"}')
    }
    assert.deepEqual(
      log.mock.calls.map(({ arguments: said }) => said[1] as unknown),
      [cause, cause, cause]
    )
  })

  test('logs nothing that a stranger can cause', async (context) => {
    const log = context.mock.method(console, 'error', () => undefined)
    const shop = openShop()
    await shop.askSession('A-9999')
    await shop.askSession('A-1001', { origin: 'https://evil.example' })
    await shop.notify('ik_sign=AAAA')
    await shop.ask('/nowhere')
    await shop.ask('/status?t=x')
    assert.equal(log.mock.callCount(), 0)
  })

  test('sets no cookie and leaves no answer in a cache', async () => {
    const shop = openShop()
    const answers = await Promise.all([
      shop.askSession(),
      shop.ask('/status?t=x'),
      shop.ask('/leave', { method: 'POST' }),
      shop.ask('/return/success'),
      shop.notify('x=1'),
      shop.ask('/pay', { method: 'POST' })
    ])
    for (const { headers } of answers) {
      assert.equal(headers.get('set-cookie'), null)
      assert.equal(headers.get('cache-control'), 'no-store')
      assert.equal(headers.get('x-content-type-options'), 'nosniff')
    }
  })
})

test('flags are logged where nobody takes them', async (context) => {
  const log = context.mock.method(console, 'warn', () => undefined)
  const ledger = memoryLedger()
  const flag = {
    id: 'flag:1',
    kind: 'late',
    mode: 'live',
    paymentNo: 'A-1',
    invoiceId: '7',
    held: false,
    message: 'it was late'
  }
  await ledger.enqueue({
    checkoutId: CHECKOUT_ID,
    mode: 'live',
    id: flag.id,
    kind: 'flag',
    flag: { ...flag, kind: 'late', mode: 'live' }
  })
  await createCheckout({ ...options, ledger }).deliver()
  assert.deepEqual(log.mock.calls[0]?.arguments, ['interkassa-checkout: late: it was late (flag:1)'])
})

test('what was recorded is delivered by itself, unless it is told otherwise', async (context) => {
  const shop = openShop()
  await shop.notify(notification(attemptOf(await shop.session())))
  assert.deepEqual(shop.paid, [])
  const { background, ...others } = options
  assert.equal(background, false)
  const orderId = await new Promise((resolve) => {
    const checkout = createCheckout({
      ...others,
      ledger: shop.ledger,
      onPaid: (payment) => resolve(payment.orderId)
    })
    context.after(() => checkout.close())
  })
  assert.equal(orderId, 'A-1001')
})
