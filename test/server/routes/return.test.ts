import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import type { CheckoutSession } from '../../../src/protocol/index.js'
import { attemptOf, HOUR, notification, openShop, SHOP, type Shop } from '../fixtures.js'

const numberOf = ({ fields }: CheckoutSession) => fields.ik_pm_no
const locationOf = (answer: Response) => answer.headers.get('location')

suite('A return', () => {
  for (const outcome of ['success', 'pending', 'fail']) {
    for (const method of ['GET', 'POST']) {
      test(`by ${method} to /${outcome} with a token goes to the order’s page, the token in the fragment`, async () => {
        const shop = openShop()
        const { statusToken = '' } = await shop.session()
        const answer = await shop.ask(`/return/${outcome}/${statusToken}`, { method })
        assert.equal(answer.status, 303)
        assert.equal(locationOf(answer), `${SHOP}/thanks?order=A-1001#interkassa=${statusToken}`)
        assert.equal(answer.headers.get('referrer-policy'), 'no-referrer')
        assert.equal(answer.headers.get('cache-control'), 'no-store')
      })

      test(`by ${method} to /${outcome} without a token goes to the shop’s page, which is told that it is one`, async () => {
        const answer = await openShop().ask(`/return/${outcome}`, { method })
        assert.equal(answer.status, 303)
        assert.equal(locationOf(answer), `${SHOP}/thanks?order=#interkassa=return`)
      })
    }
  }

  test('believes nothing that is appended to it or posted with it', async () => {
    const shop = openShop()
    const { statusToken = '' } = await shop.session()
    const query = 'ik_inv_st=success&ik_pm_no=B-1-1&orderId=B-1&next=https://evil.example/'
    const answers = [
      await shop.ask(`/return/success?${query}`),
      await shop.ask('/return/success', { method: 'POST', body: new URLSearchParams(query) })
    ]
    for (const answer of answers) assert.equal(locationOf(answer), `${SHOP}/thanks?order=#interkassa=return`)
    const withToken = await shop.ask(`/return/success/${statusToken}?${query}`)
    assert.equal(locationOf(withToken), `${SHOP}/thanks?order=A-1001#interkassa=${statusToken}`)
    assert.deepEqual(await shop.status(statusToken), { state: 'created', reference: 'A-1001-1' })
  })

  test('with a token counts the attempt as sent; without one it changes nothing', async () => {
    const shop = openShop()
    const { statusToken = '' } = await shop.session()
    await shop.ask('/return/fail')
    assert.equal(numberOf(await shop.session()), 'A-1001-1')
    await shop.ask(`/return/fail/${statusToken}`)
    assert.equal(numberOf(await shop.session()), 'A-1001-2')
  })

  test('with a token that opens nothing is one without', async (context) => {
    context.mock.timers.enable({ apis: ['Date'], now: Date.parse('2026-11-23T00:00:00Z') })
    const shop = openShop()
    const { statusToken = '' } = await shop.session()
    context.mock.timers.tick(31 * 24 * HOUR)
    for (const token of ['A'.repeat(32), 'A-1001-1', '%3Cscript%3E', statusToken]) {
      const answer = await shop.ask(`/return/success/${token}`)
      assert.equal(locationOf(answer), `${SHOP}/thanks?order=#interkassa=return`)
    }
  })

  test('keeps the shop’s query and replaces its fragment', async () => {
    const shop = openShop({ returnTo: () => '/thanks?a=1&b=2#top' })
    assert.equal(locationOf(await shop.ask('/return/success')), '/thanks?a=1&b=2#interkassa=return')
  })

  test('to anywhere else is not found, and by other methods not allowed', async () => {
    const shop = openShop()
    const { statusToken = '' } = await shop.session()
    for (const path of ['/return', '/return/paid', '/return/__proto__', `/return/success/${statusToken}/x`]) {
      assert.equal((await shop.ask(path)).status, 404, path)
    }
    const answer = await shop.ask('/return/success', { method: 'PUT' })
    assert.equal(answer.status, 405)
    assert.equal(answer.headers.get('allow'), 'GET, POST')
  })
})

suite('POST /leave', () => {
  const leave = (shop: Shop, token: string, method = 'POST') => shop.ask(`/leave?t=${token}`, { method })

  test('says 204 and nothing more to every token, as often as it comes', async () => {
    const shop = openShop()
    const { statusToken = '' } = await shop.session()
    const answers = [
      await leave(shop, statusToken),
      await leave(shop, statusToken),
      await leave(shop, 'A'.repeat(32)),
      await leave(shop, ''),
      await shop.ask('/leave', { method: 'POST' })
    ]
    for (const answer of answers) {
      assert.equal(answer.status, 204)
      assert.deepEqual([...answer.headers], [...(answers[0]?.headers ?? [])])
      assert.equal(await answer.text(), '')
    }
  })

  test('keeps the first moment, at which the earlier attempt is said to have started', async (context) => {
    context.mock.timers.enable({ apis: ['Date'], now: Date.parse('2026-11-23T00:00:00Z') })
    const shop = openShop()
    const { statusToken = '' } = await shop.session()
    context.mock.timers.tick(60_000)
    await leave(shop, statusToken)
    context.mock.timers.tick(60_000)
    await leave(shop, statusToken)
    assert.deepEqual((await shop.session()).earlier, {
      statusToken,
      startedAt: '2026-11-23T00:01:00.000Z'
    })
  })

  test('changes nothing about a payment', async () => {
    const shop = openShop()
    const session = await shop.session()
    await shop.notify(notification(attemptOf(session)))
    const before = await shop.status(session.statusToken)
    await leave(shop, session.statusToken ?? '')
    assert.deepEqual(await shop.status(session.statusToken), before)
  })

  test('takes no other method', async () => {
    for (const method of ['GET', 'PUT', 'DELETE']) {
      const answer = await leave(openShop(), '', method)
      assert.equal(answer.status, 405)
      assert.equal(answer.headers.get('allow'), 'POST')
    }
  })
})
