import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { inspect } from 'node:util'
import { suite, test } from 'node:test'
import fc from 'fast-check'
import { createApi, type ApiOptions, type InterkassaApi } from '../../src/api/index.js'
import { InterkassaError, type ErrorCode } from '../../src/protocol/index.js'
import type { Fault } from '../../src/emulator/index.js'
import { CHECKOUT_ID } from '../emulator/payer.js'
import { ACCOUNT, allOf, clientOf, codeOf, failureOf, KEY, openGateway, USER } from './gateway.js'

const faults: [Fault, ErrorCode][] = [
  ['api-500', 'api-failed'],
  ['api-busy', 'api-busy'],
  ['api-html', 'api-bad-answer'],
  ['api-odd', 'api-bad-answer']
]

suite('A gateway that misbehaves', () => {
  for (const [fault, code] of faults) {
    test(`${fault} makes every read fail with ${code}`, async (t) => {
      const { client } = await openGateway(t, { faults: [fault] })
      const api = client({ accountId: ACCOUNT, retries: 0 })
      for (const [name, read] of Object.entries(readsOf(api))) assert.equal(await codeOf(read()), code, name)
    })
  }

  test('api-slow is not waited for longer than the time-out', async (t) => {
    const { client } = await openGateway(t, { faults: ['api-slow'], faultOptions: { delay: 60_000 } })
    const api = client({ accountId: ACCOUNT, timeout: 30, retries: 1 })
    assert.equal(await codeOf(api.checkouts()), 'api-timeout')
    assert.equal(await codeOf(api.refund({ id: '1', amount: '1.00' })), 'api-timeout')
  })

  test('a port at which nobody listens', async (t) => {
    const { client } = await openGateway(t)
    const nobody = createServer().listen(0, '127.0.0.1')
    await once(nobody, 'listening')
    const { port } = nobody.address() as AddressInfo
    nobody.close()
    const api = client({ baseUrl: `http://127.0.0.1:${port}/v1/` })
    assert.equal(await codeOf(api.checkouts()), 'api-unreachable')
  })

  test('a redirect takes the key nowhere', async (t) => {
    const { url } = await openGateway(t)
    const seen: string[] = []
    const api = clientOf((request) => {
      seen.push(request.url)
      return Promise.resolve(new Response(null, { status: 302, headers: { location: url } }))
    })
    assert.equal(await codeOf(api.checkouts()), 'api-bad-answer')
    assert.equal(new Set(seen).size, 1)
  })

  test('an answer without an end is read up to 16 MiB', async () => {
    const chunk = new Uint8Array(1024 * 1024)
    let pulled = 0
    const endless = () =>
      new ReadableStream<Uint8Array>({
        pull: (controller) => {
          pulled += 1
          controller.enqueue(chunk)
        }
      })
    const api = clientOf(() => Promise.resolve(new Response(endless())))
    assert.equal(await codeOf(api.checkouts()), 'api-bad-answer')
    assert.ok(pulled < 20, `${pulled} MiB`)
  })
})

suite('What the gateway refuses', () => {
  test('credentials that are not its own', async (t) => {
    const { client } = await openGateway(t)
    const error = await failureOf(client({ apiKey: 'another-key' }).checkouts())
    assert.equal(error.code, 'api-denied')
    assert.deepEqual(error.cause, {
      status: 401,
      code: 4,
      message: 'Auth: expected Basic with the user id and the API key'
    })
  })

  test('an account whose API is off', async (t) => {
    const { api } = await openGateway(t, { settings: { api: {} } })
    assert.equal(await codeOf(api.accounts()), 'api-denied')
  })

  test('an invoice that it does not know, under its own code', async (t) => {
    const { api } = await openGateway(t)
    const error = await failureOf(api.invoice('1'))
    assert.equal(error.code, 'api-refused')
    assert.deepEqual(error.cause, { status: 200, code: 1023, message: 'Parameter id is invalid' })
  })

  test('is told in one line, cut to size, without the key, however often it is repeated', async () => {
    const header = Buffer.from(`${USER}:${KEY}`).toString('base64')
    const words = [`sent ${KEY}`, `as Basic ${header}`, 'line\nbreak', 'x'.repeat(500)].join(' ')
    for (const [status, body] of [
      [200, { status: 'error', code: 1021, message: words, data: null }],
      [200, { status: 'error', code: 1021, data: { '@resultMessage': words } }],
      [403, { status: 'error', code: 4, message: words }],
      [500, { status: 'error', code: 1380, message: words }]
    ] as const) {
      const api = clientOf(() => Promise.resolve(new Response(JSON.stringify(body), { status })))
      const error = await failureOf(api.checkouts())
      const told = inspect(error, { depth: 9, showHidden: true }) + error.message
      for (const secret of [KEY, header]) assert.ok(!told.includes(secret), told)
      assert.ok(error.message.length < 300)
      assert.ok(!/[\n\r]/.test(error.message))
      assert.match(error.message, /sent … as Basic …/)
    }
  })
})

suite('Further tries', () => {
  test('of a read are two, unless said otherwise', async (t) => {
    const { client, asked } = await openGateway(t, { faults: ['api-500'] })
    await codeOf(client({ accountId: ACCOUNT }).checkouts())
    assert.equal(asked.length, 3)
    await codeOf(client({ accountId: ACCOUNT, retries: 5 }).checkouts())
    assert.equal(asked.length, 9)
  })

  test('end with the first that works', async (t) => {
    const { client, emulator } = await openGateway(t, { faults: ['api-html'] })
    let tries = 0
    const api = client({
      accountId: ACCOUNT,
      fetch: (request) => {
        tries += 1
        if (tries === 2) emulator.faults = []
        return fetch(request)
      }
    })
    assert.equal((await api.checkouts()).length, 1)
    assert.equal(tries, 2)
  })

  test('are not made of a refund: nobody knows whether the first was done', async (t) => {
    for (const [fault, code] of faults.filter(([name]) => name !== 'api-odd')) {
      const { client, asked } = await openGateway(t, { faults: [fault] })
      const api = client({ accountId: ACCOUNT })
      assert.equal(await codeOf(api.refund({ id: '1', amount: '1.00' })), code)
      assert.equal(asked.length, 1)
    }
  })

  test('are not made where asking again cannot help', async (t) => {
    const { client, api, asked } = await openGateway(t)
    await codeOf(client({ accountId: ACCOUNT, apiKey: 'wrong' }).checkouts())
    assert.equal(asked.length, 1)
    await codeOf(api.invoice('1'))
    assert.deepEqual(asked.slice(1), ['GET account', 'GET co-invoice/1'])
  })
})

suite('A signal', () => {
  test('calls a request off', async (t) => {
    const { client } = await openGateway(t, { faults: ['api-slow'], faultOptions: { delay: 60_000 } })
    for (const accountId of [ACCOUNT, undefined]) {
      const stop = new AbortController()
      const api = client({
        ...(accountId !== undefined && { accountId }),
        fetch: (request) => {
          setImmediate(() => stop.abort(new Error('the shop is closed')))
          return fetch(request)
        }
      })
      assert.equal(await codeOf(api.checkouts({ signal: stop.signal })), 'api-aborted')
      assert.equal(await codeOf(api.checkouts({ signal: stop.signal })), 'api-aborted')
    }
  })
})

test('Whatever is answered, every read gives what it promises or an InterkassaError', async () => {
  let answer = new Response()
  const api = clientOf(() => Promise.resolve(answer.clone()), { retries: 0 })
  const json = fc.oneof(
    fc.json(),
    fc
      .record({ status: fc.constant('ok'), code: fc.constant(0), data: fc.jsonValue() })
      .map((body) => JSON.stringify(body)),
    fc
      .dictionary(fc.constantFrom('1', '__proto__', 'constructor'), anItem())
      .map((data) => JSON.stringify({ status: 'ok', code: '0', data })),
    anItem().map((data) => JSON.stringify({ status: 'ok', code: 0, data })),
    fc.string()
  )
  await fc.assert(
    fc.asyncProperty(json, fc.constantFrom(200, 201, 204, 302, 401, 404, 429, 500), async (body, status) => {
      answer = new Response(status === 204 ? null : body, { status })
      for (const read of Object.values(readsOf(api))) {
        try {
          assert.notEqual(await read(), undefined)
        } catch (error) {
          assert.ok(error instanceof InterkassaError, inspect(error))
          assert.ok(!inspect(error, { depth: 9 }).includes(KEY))
        }
      }
    }),
    { numRuns: 1_000 }
  )
})

suite('The client', () => {
  test('shows its key to nobody who looks at it', () => {
    const api = createApi({ apiUser: USER, apiKey: KEY })
    const header = Buffer.from(`${USER}:${KEY}`).toString('base64')
    const shown = inspect(api, { depth: 9, showHidden: true, getters: true }) + JSON.stringify(api)
    for (const secret of [KEY, header, USER]) assert.ok(!shown.includes(secret))
  })

  const refused: [string, Record<string, unknown>, RegExp][] = [
    ['no user', { apiUser: '' }, /^apiUser, apiKey/],
    ['no key', { apiKey: undefined }, /^apiUser, apiKey/],
    ['a colon in a key', { apiKey: 'a:b' }, /^apiUser, apiKey/],
    ['a header that is none', { authorization: 'Bearer x' }, /^authorization/],
    ['http', { baseUrl: 'http://api.interkassa.com/v1/' }, /^baseUrl/],
    ['a password in the address', { baseUrl: 'https://u:p@api.interkassa.com/v1/' }, /^baseUrl/],
    ['a query in the address', { baseUrl: 'https://api.interkassa.com/v1/?a=1' }, /^baseUrl/],
    ['no time', { timeout: 0 }, /^timeout/],
    ['too many tries', { retries: 6 }, /^retries/],
    ['an account id with a line break', { accountId: 'a\nb' }, /^accountId/]
  ]
  for (const [what, changes, message] of refused) {
    test(`refuses ${what}, and repeats none of it`, () => {
      const options = { apiUser: USER, apiKey: KEY, ...changes } as ApiOptions
      assert.throws(
        () => createApi(options),
        (error: unknown) => {
          assert.ok(error instanceof InterkassaError)
          assert.equal(error.code, 'bad-options')
          assert.match(error.message, message)
          assert.ok(!error.message.includes('a:b'))
          return true
        }
      )
    })
  }
})

function readsOf(api: InterkassaApi): Record<string, () => Promise<unknown>> {
  const now = new Date()
  return {
    accounts: () => api.accounts(),
    account: () => api.account('1'),
    checkouts: () => api.checkouts(),
    checkout: () => api.checkout('1'),
    purses: () => api.purses(),
    purse: () => api.purse('1'),
    currencies: () => api.currencies(),
    payways: () => api.payways({ checkoutId: CHECKOUT_ID }),
    payway: () => api.payway('1'),
    invoices: () => allOf(api.invoices({ from: now, to: now })),
    invoice: () => api.invoice('1')
  }
}

/** Things that resemble what the gateway tells. */
function anItem(): fc.Arbitrary<unknown> {
  const value = fc.oneof(
    fc.jsonValue({ maxDepth: 1 }),
    fc.constantFrom('1', 7, '7 ', 'constructor', '100.00')
  )
  const names = [
    'id',
    '_id',
    'coId',
    'paymentNo',
    'state',
    'amount',
    'currency',
    'payway',
    'als',
    'name',
    'tp',
    'amn'
  ]
  return fc.dictionary(fc.constantFrom(...names), value)
}
