import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, it, type TestContext } from 'node:test'
import { openOrders, type Orders } from '../../demo/server/orders.js'
import { placeOrder } from '../../demo/server/place-order.js'
import { dataFolder } from './visitor.js'

const SHOP = 'https://levada.example'
const ONE_HONEY = { items: { 'linden-honey': 1 } }

function anOrderBook(t: TestContext): Orders {
  const orders = openOrders(join(dataFolder(t), 'orders.db'), 'live')
  t.after(() => {
    orders.close()
  })
  return orders
}

function aRequest(body: unknown, headers: Readonly<Record<string, string>> = {}): Request {
  return new Request(`${SHOP}/orders`, {
    method: 'POST',
    headers: { origin: SHOP, 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body)
  })
}

const customerIn = (answer: Response) =>
  /^customer=([\w-]{22});/.exec(answer.headers.get('set-cookie') ?? '')?.[1] ?? ''

describe('placing an order', () => {
  it('charges the prices of the catalogue', async (t) => {
    const orders = anOrderBook(t)

    const answer = await placeOrder(aRequest({ items: { 'linden-honey': 2, 'clay-mug': 1 } }), orders, SHOP)

    const { id } = (await answer.json()) as { id: string }
    assert.equal(answer.status, 201)
    assert.equal(orders.find(id, customerIn(answer))?.amount, '1110.00')
  })

  it('ties the order to a cookie that no script and no other site gets', async (t) => {
    const answer = await placeOrder(aRequest(ONE_HONEY), anOrderBook(t), SHOP)

    assert.match(
      answer.headers.get('set-cookie') ?? '',
      /^customer=[\w-]{22}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax; Secure$/
    )
  })

  it('knows a guest who comes back', async (t) => {
    const orders = anOrderBook(t)
    const first = await placeOrder(aRequest(ONE_HONEY), orders, SHOP)

    const second = await placeOrder(
      aRequest(ONE_HONEY, { cookie: `customer=${customerIn(first)}` }),
      orders,
      SHOP
    )

    assert.equal(customerIn(second), customerIn(first))
  })

  it('takes no cookie for a guest that it could not have given', async (t) => {
    const answer = await placeOrder(aRequest(ONE_HONEY, { cookie: 'customer=me' }), anOrderBook(t), SHOP)

    assert.match(customerIn(answer), /^[\w-]{22}$/)
  })

  const refused: readonly [string, unknown][] = [
    ['a price', { ...ONE_HONEY, amount: '0.01' }],
    ['an unknown product', { items: { caviar: 1 } }],
    ['a member of every object as a product', '{"items": {"__proto__": 1}}'],
    ['an empty basket', { items: {} }],
    ['none of a product', { items: { 'clay-mug': 0 } }],
    ['less than none', { items: { 'clay-mug': -1 } }],
    ['half a product', { items: { 'clay-mug': 0.5 } }],
    ['more than anybody needs', { items: { 'clay-mug': 10 } }],
    ['a body that is no JSON', 'items'],
    ['a body longer than any order', JSON.stringify(ONE_HONEY) + ' '.repeat(5000)]
  ]
  for (const [what, body] of refused) {
    it(`refuses ${what}`, async (t) => {
      const answer = await placeOrder(aRequest(body), anOrderBook(t), SHOP)

      assert.equal(answer.status, 400)
    })
  }

  it('refuses a body that breaks off, and calls it no error of the shop', async (t) => {
    const body = new ReadableStream({ pull: () => Promise.reject(new Error('aborted')) })
    const { url, headers } = aRequest(ONE_HONEY)
    const init: RequestInit & { duplex: 'half' } = { method: 'POST', headers, body, duplex: 'half' }

    const answer = await placeOrder(new Request(url, init), anOrderBook(t), SHOP)

    assert.equal(answer.status, 400)
  })

  for (const origin of ['https://evil.example', 'null', `${SHOP}.evil.example`]) {
    it(`refuses a page of ${origin}`, async (t) => {
      const answer = await placeOrder(aRequest(ONE_HONEY, { origin }), anOrderBook(t), SHOP)

      assert.equal(answer.status, 403)
    })
  }

  it('refuses a body that another site could send without asking', async (t) => {
    const answer = await placeOrder(
      aRequest(ONE_HONEY, { 'content-type': 'text/plain' }),
      anOrderBook(t),
      SHOP
    )

    assert.equal(answer.status, 415)
  })
})
