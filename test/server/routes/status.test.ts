import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { parsePaymentStatus } from '../../../src/protocol/index.js'
import { paymentStatusSchema } from '../../../src/protocol/schemas.js'
import { memoryLedger } from '../../../src/server/ledger/memory/index.js'
import {
  attemptOf,
  HOUR,
  notification,
  openShop,
  PRIVAT24,
  SHOP,
  type Fields,
  type Shop
} from '../fixtures.js'

const DAY = 24 * HOUR

const askStatus = (shop: Shop, token: string, init?: RequestInit) => shop.ask(`/status?t=${token}`, init)

/** Opens an attempt, has the gateway say these things of it, and gives the status text. */
async function statusAfter(...messages: Fields[]): Promise<string> {
  const shop = openShop()
  const session = await shop.session()
  for (const message of messages) await shop.notify(notification(attemptOf(session), message))
  return (await askStatus(shop, session.statusToken ?? '')).text()
}

suite('GET /status tells the holder of a token', () => {
  const cases: [string, Fields[], Fields][] = [
    ['created before anything was heard', [], { state: 'created' }],
    ['pending while the payment is under way', [{ ik_inv_st: 'waitAccept' }], { state: 'pending' }],
    ['failed and canceled', [{ ik_inv_st: 'canceled' }], { state: 'failed', reason: 'canceled' }],
    ['failed and declined', [{ ik_inv_st: 'fail' }], { state: 'failed', reason: 'declined' }],
    [
      'pending while one of two tries is under way',
      [{ ik_inv_st: 'fail' }, { ik_inv_st: 'new', ik_inv_id: '77700002' }],
      { state: 'pending' }
    ],
    [
      'pending while a success is held back, though another try has failed',
      [{ ik_inv_st: 'fail' }, { ik_inv_id: '77700002', ik_am: '1.00' }],
      { state: 'pending' }
    ],
    ['created where the state is one that nobody knows', [{ ik_inv_st: 'paid' }], { state: 'created' }]
  ]
  for (const [what, messages, expected] of cases) {
    test(what, async () => {
      assert.deepEqual(JSON.parse(await statusAfter(...messages)), {
        ...expected,
        reference: 'A-1001-1',
        orderId: 'A-1001'
      })
    })
  }

  test('paid, with a receipt that says nothing of the payer', async (context) => {
    context.mock.timers.enable({ apis: ['Date'], now: Date.parse('2026-11-23T10:20:30.456Z') })
    const status = await statusAfter({
      ik_cli: 'payer@mail.example',
      ik_p_card_mask: '444455******1111',
      ik_x_note: 'private'
    })
    assert.deepEqual(JSON.parse(status), {
      state: 'paid',
      orderId: 'A-1001',
      reference: 'A-1001-1',
      receipt: { amount: '100.00', currency: 'UAH', payway: 'Visa', time: '2026-11-23T10:20:30.456Z' }
    })
  })

  test('paid, with the name of a payway that the shop gave none', async () => {
    const status = JSON.parse(await statusAfter({ ik_pw_via: PRIVAT24 })) as { receipt: { payway: string } }
    assert.equal(status.receipt.payway, 'Privat24')
  })

  test('expired, where the gateway cancels after the time is up', async (context) => {
    context.mock.timers.enable({ apis: ['Date'], now: Date.parse('2026-11-23T00:00:00Z') })
    const shop = openShop()
    const session = await shop.session()
    context.mock.timers.tick(HOUR)
    await shop.notify(notification(attemptOf(session), { ik_inv_st: 'canceled' }))
    assert.deepEqual(await shop.status(session.statusToken), {
      state: 'failed',
      reason: 'expired',
      reference: 'A-1001-1'
    })
  })

  test('paid, if the order is, by whichever attempt', async () => {
    const shop = openShop()
    const first = await shop.session()
    await shop.ask(`/leave?t=${first.statusToken ?? ''}`, { method: 'POST' })
    const second = await shop.session()
    await shop.notify(notification(attemptOf(first), { ik_inv_st: 'canceled' }))
    await shop.notify(notification(attemptOf(second), { ik_inv_id: '77700002', ik_pw_via: PRIVAT24 }))
    const status = await shop.status(first.statusToken)
    assert.deepEqual(status, await shop.status(second.statusToken))
    assert.equal((status as { reference: string }).reference, 'A-1001-2')
  })

  test('what the page and the schema both can read', async () => {
    for (const state of ['new', 'canceled', 'fail', 'success', 'unheardOf']) {
      const text = await statusAfter({ ik_inv_st: state })
      assert.ok(parsePaymentStatus(text), text)
      assert.ok(paymentStatusSchema.safeParse(JSON.parse(text)).success, text)
    }
  })
})

suite('GET /status', () => {
  test('is nobody’s to cache, to sniff or to pass on', async () => {
    const shop = openShop()
    const { statusToken = '' } = await shop.session()
    const { headers } = await askStatus(shop, statusToken)
    assert.equal(headers.get('cache-control'), 'no-store')
    assert.equal(headers.get('x-content-type-options'), 'nosniff')
    assert.equal(headers.get('referrer-policy'), 'no-referrer')
  })

  test('lets a listed foreign page read it', async () => {
    const shop = openShop({ origins: ['https://widgets.example'] })
    const { statusToken = '' } = await shop.session()
    const allowed = await askStatus(shop, statusToken, { headers: { origin: 'https://widgets.example' } })
    assert.equal(allowed.headers.get('access-control-allow-origin'), 'https://widgets.example')
    const other = await askStatus(shop, statusToken, { headers: { origin: 'https://evil.example' } })
    assert.equal(other.headers.get('access-control-allow-origin'), null)
  })

  test('answers HEAD as it answers GET, and no other method', async () => {
    const shop = openShop()
    const { statusToken = '' } = await shop.session()
    assert.equal((await askStatus(shop, statusToken, { method: 'HEAD' })).status, 200)
    for (const method of ['POST', 'PUT', 'DELETE']) {
      const answer = await askStatus(shop, statusToken, { method })
      assert.equal(answer.status, 405)
      assert.equal(answer.headers.get('allow'), 'GET, HEAD')
    }
  })

  test('opens until thirty days after the attempt’s end, and then no more', async (context) => {
    context.mock.timers.enable({ apis: ['Date'], now: Date.parse('2026-11-23T00:00:00Z') })
    const shop = openShop()
    const { statusToken = '' } = await shop.session()
    context.mock.timers.tick(HOUR + 30 * DAY - 1)
    assert.equal((await askStatus(shop, statusToken)).status, 200)
    context.mock.timers.tick(1)
    assert.equal((await askStatus(shop, statusToken)).status, 404)
  })

  test('gives one same answer to every other token', async () => {
    const shop = openShop()
    const { statusToken = '' } = await shop.session()
    const tokens = [
      '',
      'A-1001-1',
      'A'.repeat(32),
      statusToken.slice(0, -1),
      `${statusToken}A`,
      statusToken.toUpperCase(),
      '%00',
      'x'.repeat(10_000),
      "' OR 1=1 --"
    ]
    const answers = await Promise.all(
      [...tokens.map((token) => askStatus(shop, encodeURIComponent(token))), shop.ask('/status')].map(
        async (answer) => {
          const { status, headers, text } = await answer.then(async (answer) => ({
            status: answer.status,
            headers: [...answer.headers],
            text: await answer.text()
          }))
          return { status, headers, text }
        }
      )
    )
    for (const answer of answers) assert.deepEqual(answer, answers[0])
    assert.equal(answers[0]?.status, 404)
  })

  test('troubles the ledger for nothing that has not the form of a token', async () => {
    const ledger = memoryLedger()
    const asked: string[] = []
    const shop = openShop({
      ledger: {
        ...ledger,
        findAttemptByToken: (token) => (asked.push(token), ledger.findAttemptByToken(token))
      }
    })
    for (const token of ['', 'short', 'A'.repeat(21), 'A'.repeat(65), `${'A'.repeat(31)}'`]) {
      await askStatus(shop, encodeURIComponent(token))
    }
    assert.deepEqual(asked, [])
    await askStatus(shop, 'A'.repeat(32))
    assert.equal(asked.length, 1)
  })

  test('has tokens that nobody can guess', async () => {
    const shop = openShop()
    const tokens = new Set<string>()
    for (let number = 1; number <= 20; number += 1) {
      shop.orders.set(`B-${number}`, { amount: '1.00', currency: 'UAH', description: 'B' })
      tokens.add((await shop.session(`B-${number}`)).statusToken ?? '')
    }
    assert.equal(tokens.size, 20)
    for (const token of tokens) assert.match(token, /^[A-Za-z0-9_-]{32}$/)
  })

  test('needs no Origin and sets no cookie', async () => {
    const shop = openShop()
    const { statusToken = '' } = await shop.session()
    const answer = await askStatus(shop, statusToken, { headers: { origin: SHOP } })
    assert.equal(answer.headers.get('set-cookie'), null)
  })
})
