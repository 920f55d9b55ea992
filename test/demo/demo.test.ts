import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { statSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { before, describe, it } from 'node:test'
import { readKeys } from '../../demo/server/keys.js'
import { FIELDS, type CheckoutSession } from '../../src/protocol/index.js'
import { dataFolder, openDemo, paidEvents, visitorOf } from './visitor.js'

before(() => {
  execFileSync(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'], {
    stdio: 'inherit'
  })
})

describe('the shop', () => {
  it('sends every page with a policy that lets nothing in from elsewhere', async (t) => {
    const { url, gatewayUrl } = await openDemo(t)
    const visitor = visitorOf(url)
    const id = await visitor.order({ 'clay-mug': 1 })

    for (const path of ['/', `/checkout?order=${id}`, `/thanks?order=${id}`, '/thanks', '/nothing']) {
      const { headers } = await visitor.get(path)
      const policy = headers.get('content-security-policy') ?? ''
      assert.match(policy, /default-src 'none'; script-src 'self'; style-src 'self'/, path)
      assert.match(
        policy,
        /frame-ancestors 'none'.*require-trusted-types-for 'script'; trusted-types lit-html$/,
        path
      )
      assert.ok(
        policy.includes(`form-action 'self' https://sci.interkassa.com ${gatewayUrl.slice(0, -1)};`),
        path
      )
      assert.equal(headers.get('x-content-type-options'), 'nosniff', path)
      assert.equal(headers.get('referrer-policy'), 'strict-origin-when-cross-origin', path)
    }
  })

  it('lets the gallery of the checkout frame nothing but itself', async (t) => {
    const { url } = await openDemo(t)

    const response = await visitorOf(url).get('/gallery?state=paid')

    const policy = response.headers.get('content-security-policy') ?? ''
    const itself = `${url} ${url.replace('localhost', '127.0.0.1')}`
    assert.equal(response.status, 200)
    assert.match(await response.text(), /<h1[^>]*>Gallery of the checkout<\/h1>/)
    assert.ok(policy.includes(`frame-src ${itself}; frame-ancestors ${itself};`), policy)
    assert.match(policy, /^default-src 'none'; script-src 'self'; style-src 'self';/)
  })

  it('leaves no place of a page unfilled, in either language', async (t) => {
    const { url } = await openDemo(t)
    const visitor = visitorOf(url)
    const id = await visitor.order({ 'clay-mug': 1 })

    for (const path of ['/?', `/checkout?order=${id}&`, `/thanks?order=${id}&`, '/nothing?']) {
      for (const language of ['en', 'uk']) {
        const page = await (await visitorOf(url).get(`${path}lang=${language}`)).text()
        assert.doesNotMatch(page, /\{\{|undefined|\[object/, path)
        assert.match(page, new RegExp(`<html lang="${language}">`), path)
      }
    }
  })

  it('answers somebody else’s order exactly as one that does not exist', async (t) => {
    const { url } = await openDemo(t)
    const id = await visitorOf(url).order({ 'clay-mug': 1 })
    const stranger = visitorOf(url)
    await stranger.order({ 'meadow-tea': 1 })

    const theirs = await stranger.get(`/checkout?order=${id}`)
    const none = await stranger.get('/checkout?order=LV-0000000000')

    assert.equal(theirs.status, 404)
    assert.equal(
      (await theirs.text()).replaceAll(id, ''),
      (await none.text()).replaceAll('LV-0000000000', '')
    )
  })

  it('asks about the payment of nobody’s order where the return names none', async (t) => {
    const { url } = await openDemo(t)

    const page = await (await visitorOf(url).get('/thanks')).text()

    assert.match(page, /<interkassa-checkout\s/)
    assert.doesNotMatch(page, /order-id/)
  })

  it('serves no file that it does not list', async (t) => {
    const { url } = await openDemo(t)

    for (const path of ['/art/../server/keys.ts', '/art/%2e%2e/server/keys.ts', '/assets/', '/index.html']) {
      assert.equal(await statusOfRaw(url, path), 404, path)
    }
  })

  it('lets browsers keep what has not changed', async (t) => {
    const { url } = await openDemo(t)
    const first = await fetch(`${url}/art/clay-mug.svg`)
    await first.body?.cancel()

    const second = await fetch(`${url}/art/clay-mug.svg`, {
      headers: { 'if-none-match': first.headers.get('etag') ?? '' }
    })

    assert.equal(first.headers.get('content-type'), 'image/svg+xml')
    assert.equal(second.status, 304)
  })
})

describe('the demonstration', () => {
  for (const mode of ['live', 'test'] as const) {
    it(`sells in ${mode} mode, over a restart of the shop`, async (t) => {
      const dataDir = dataFolder(t)
      const demo = await openDemo(t, { dataDir, mode })
      const visitor = visitorOf(demo.url)
      const orderId = await visitor.order({ 'linden-honey': 1 })
      const session = (await (
        await visitor.post('/interkassa/session', { orderId })
      ).json()) as CheckoutSession

      const form = formOf(session)
      const page = await fetch(session.action, { method: 'POST', body: new URLSearchParams(form) })
      await demo.restartShop()
      await fetch(page.url, {
        method: 'POST',
        body: new URLSearchParams({ outcome: 'success' }),
        redirect: 'manual'
      })
      await demo.emulator.settled()

      const status = await visitor.get(`/interkassa/status?t=${session.statusToken ?? ''}`)
      assert.equal(((await status.json()) as { state: string }).state, 'paid')
      // a shop that stops delivers first what it has under way
      await demo.restartShop()
      assert.equal(paidEvents(join(dataDir, 'orders.db')).filter(Boolean).length, 1)
    })
  }

  it('makes keys of its own, which only their owner can read', (t) => {
    const [one, other] = [dataFolder(t), dataFolder(t)]
    const first = readKeys(one)
    const second = readKeys(other)

    assert.notEqual(first.secretKey, second.secretKey)
    assert.notEqual(first.secretKey, first.testSecretKey)
    assert.deepEqual(readKeys(one), first)
    assert.equal(statSync(join(one, 'keys.json')).mode & 0o777, 0o600)
  })

  it('ends with exit code 0 when it is told to', async (t) => {
    const shop = spawn(
      process.execPath,
      ['--import', 'tsx', 'demo/start.ts', '--port', '0', '--data', dataFolder(t)],
      { stdio: ['ignore', 'pipe', 'inherit'] }
    )
    await once(shop.stdout, 'data')

    shop.kill('SIGINT')

    assert.deepEqual(await once(shop, 'exit'), [0, null])
  })
})

/** The form of the first payway, as the element would post it. */
function formOf({ fields, payways }: CheckoutSession): Record<string, string> {
  const [payway] = payways
  assert.ok(payway)
  return { ...fields, ...payway.fields, [FIELDS.sign.wire]: payway.sign }
}

/** `fetch` would tidy the path up before it sends it. */
async function statusOfRaw(url: string, path: string): Promise<number | undefined> {
  const asked = request(url, { path }).end()
  const [response] = (await once(asked, 'response')) as [{ statusCode?: number; resume(): void }]
  response.resume()
  return response.statusCode
}
