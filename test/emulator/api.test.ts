import assert from 'node:assert/strict'
import { suite, test, type TestContext } from 'node:test'
import { openWithClock, PROCESS } from './clock.js'
import { CHECKOUT_ID, pay, startEmulator, VISA } from './payer.js'

const USER = '5b0f1c2d3e4f506172839405'
const KEY = 'ApiKeyMadeUp0001'
const ACCOUNT = '5a1b2c3d4e5f60718293a4b5'
const API = { user: USER, key: KEY, accountId: ACCOUNT }

const basic = (user: string, key: string) => `Basic ${Buffer.from(`${user}:${key}`).toString('base64')}`
const OWN = { authorization: basic(USER, KEY), 'ik-api-account-id': ACCOUNT }

interface Envelope {
  readonly status: string
  readonly code: number
  readonly message: string
  readonly data: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

async function openApi(t: TestContext, options: Parameters<typeof startEmulator>[1] = {}) {
  const { emulator, url } = await startEmulator(t, {
    ...options,
    settings: { api: API, ...options.settings }
  })
  const ask = async (path: string, headers: Record<string, string> = OWN, init: RequestInit = {}) => {
    const response = await fetch(`${url}v1/${path}`, { headers, ...init })
    const { status, code, message, data } = (await response.json()) as Envelope
    return { http: response.status, status, code, message, data }
  }
  return { emulator, url, ask }
}

suite('The emulated API', () => {
  test('answers in the envelope of the gateway, lists by id', async (t) => {
    const { ask } = await openApi(t)
    const { http, status, code, message, data } = await ask('account')
    assert.deepEqual([http, status, code, message], [200, 'ok', 0, 'Success'])
    assert.deepEqual(data[ACCOUNT], {
      _id: ACCOUNT,
      nm: 'Emulated account',
      tp: 'b',
      usr: [{ id: USER, o: '1', rl: 'owner' }]
    })
  })

  test('writes an empty list as PHP does', async (t) => {
    const { ask } = await openApi(t)
    assert.deepEqual((await ask('co-invoice')).data, [])
  })

  const denied: [string, Record<string, string>, number][] = [
    ['nobody', {}, 401],
    ['another user', { ...OWN, authorization: basic('other', KEY) }, 401],
    ['a wrong key', { ...OWN, authorization: basic(USER, 'wrong') }, 401],
    ['a key that only begins right', { ...OWN, authorization: `${OWN.authorization}x` }, 401],
    ['somebody without the business account', { authorization: OWN.authorization }, 403],
    ['somebody with another account', { ...OWN, 'ik-api-account-id': 'other' }, 403]
  ]
  for (const [who, headers, status] of denied) {
    test(`tells ${who} nothing`, async (t) => {
      const { ask } = await openApi(t)
      for (const path of ['checkout', 'purse', 'co-invoice', 'paysystem-input-payway', 'co-invoice/1']) {
        const { http, code, data } = await ask(path, headers)
        assert.deepEqual([http, code, data], [status, 4, { innerCode: 0 }], path)
      }
      assert.equal((await ask('refund', headers, { method: 'POST' })).http, status)
    })
  }

  test('is off without a user and a key', async (t) => {
    const { ask } = await openApi(t, { settings: { api: {} } })
    const { http, code, message } = await ask('account')
    assert.deepEqual([http, code, message], [403, 4, 'Auth: api not enabled for current user'])
  })

  test('wants no account header where the account is no business', async (t) => {
    const { ask } = await openApi(t, { settings: { api: { ...API, business: false } } })
    assert.equal((await ask('checkout', { authorization: OWN.authorization })).http, 200)
    assert.equal((await ask('account')).data[ACCOUNT]?.tp, 'p')
  })

  test('tells currencies to everybody', async (t) => {
    const { ask } = await openApi(t)
    assert.deepEqual((await ask('currency', {})).data.UAH, {
      UAH: { in: 1, out: 1 },
      XTS: { in: 1, out: 1 }
    })
    assert.deepEqual(Object.keys((await ask('currency/XTS', {})).data), ['XTS'])
    assert.equal((await ask('currency/constructor', {})).code, 1023)
  })

  test('knows neither other paths nor other methods', async (t) => {
    const { ask } = await openApi(t)
    for (const path of ['', 'nothing', 'account/1/2', '__proto__'])
      assert.equal((await ask(path)).http, 404, path)
    assert.equal((await ask('account', OWN, { method: 'POST' })).http, 404)
    assert.equal((await ask('account/1')).code, 1023)
  })
})

suite('An invoice in the emulated API', () => {
  test('is what stands in the payment book, states as text, money as numbers', async (t) => {
    const { ask, url, emulator } = await openApi(t)
    await pay(url, 'success', { ik_am: '100.50' })
    const id = emulator.invoices()[0]?.id ?? ''
    const { created, processed, ...item } = (await ask(`co-invoice/${id}`)).data as Record<string, unknown>
    assert.match(String(created), /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)
    assert.match(String(processed), /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)
    assert.deepEqual(item, {
      id,
      coId: CHECKOUT_ID,
      paymentNo: 'A-1001-1',
      state: '7',
      stateName: 'success',
      coAmount: 100.5,
      currencyCodeChar: 'UAH',
      amount: 100.5,
      currency: 'UAH',
      payway: VISA
    })
    assert.deepEqual((await ask('co-invoice')).data[id], { ...item, created, processed })
  })

  test('says less where the account is set to what public code reads', async (t) => {
    const { ask, url } = await openApi(t, { settings: { api: { ...API, invoiceFields: 'seen' } } })
    await pay(url, 'success')
    const [item = {}] = Object.values((await ask('co-invoice')).data)
    assert.deepEqual(Object.keys(item), [
      'id',
      'coId',
      'paymentNo',
      'state',
      'stateName',
      'coAmount',
      'currencyCodeChar',
      'created',
      'processed'
    ])
  })

  test('is 2 while it waits, and 5 when its time is over', async (t) => {
    const { emulator, ask, open, pass } = openWithClock(t, { api: API }, { pendingDelay: 3_600_000 })
    const stateNow = async () => {
      const request = new Request('http://127.0.0.1/v1/co-invoice', { headers: OWN })
      const { data } = (await (await emulator.fetch(request)).json()) as Envelope
      return Object.values(data).map(({ state }) => state)
    }
    const page = await open({ ...PROCESS, ik_ltm: '60' })
    assert.deepEqual(await stateNow(), ['0'])
    await ask(page, { outcome: 'pending-success' })
    assert.deepEqual(await stateNow(), ['2'])
    await pass(60_000)
    assert.deepEqual(await stateNow(), ['5'])
  })

  test('is found by the time of its creation, its checkout, its payway and its purse', async (t) => {
    const { ask, url, emulator } = await openApi(t)
    await pay(url, 'success')
    const id = emulator.invoices()[0]?.id ?? ''
    const created = emulator.invoices()[0]?.createdAt ?? 0
    const at = (ms: number) => new Date(created + ms).toISOString().slice(0, 19).replace('T', ' ')
    const payways = (await ask('paysystem-input-payway')).data
    const visa = Object.values(payways).find(({ als }) => als === VISA)?._id as string
    const found: [string, boolean][] = [
      [`fromDate=${at(0).slice(0, 10)}`, true],
      [`toDate=${at(0).slice(0, 10)}`, false],
      [`fromDate=${at(-1000)}&toDate=${at(2000)}`, true],
      [`fromDate=${at(2000)}`, false],
      [`checkoutId=${CHECKOUT_ID}`, true],
      ['checkoutId=other', false],
      [`paywayId=${visa}`, true],
      ['paywayId=other', false],
      ['purseId=307447812424', true],
      ['purseId=1', false]
    ]
    for (const [query, isFound] of found) {
      assert.equal(id in (await ask(`co-invoice?${query}`)).data, isFound, query)
    }
    assert.equal((await ask('co-invoice?fromDate=yesterday')).code, 1024)
  })
})

suite('A refund in the emulated API', () => {
  const refund = (fields: Record<string, string>): RequestInit => ({
    method: 'POST',
    body: new URLSearchParams(fields)
  })

  test('makes the invoice 6 and takes its credit from the purse', async (t) => {
    const { ask, url, emulator } = await openApi(t)
    await pay(url, 'success')
    const id = emulator.invoices()[0]?.id ?? ''
    const balance = async () => Object.values((await ask('purse')).data)[0]?.balance
    assert.equal(await balance(), 100)
    assert.equal((await ask('refund', OWN, refund({ id, amount: '50.00' }))).status, 'ok')
    assert.equal((await ask(`co-invoice/${id}`)).data.state, '6')
    assert.equal(await balance(), 0)
  })

  test('is refused where there is nothing to give back', async (t) => {
    const { ask, url, emulator } = await openApi(t)
    await pay(url, 'success')
    await pay(url, 'fail', { ik_pm_no: 'A-1001-2' })
    const [paid = '', failed = ''] = emulator.invoices().map((invoice) => invoice.id)
    const refused: [Record<string, string>, number][] = [
      [{ amount: '1.00' }, 1021],
      [{ id: paid }, 1021],
      [{ id: '1', amount: '1.00' }, 1023],
      [{ id: paid, amount: '1,00' }, 1024],
      [{ id: failed, amount: '1.00' }, 1026],
      [{ id: paid, amount: '100.01' }, 1106]
    ]
    for (const [fields, code] of refused) {
      assert.equal((await ask('refund', OWN, refund(fields))).code, code, JSON.stringify(fields))
    }
  })
})
