import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { suite, test, type TestContext } from 'node:test'
import express, { type Express, type RequestHandler } from 'express'
import { toNodeHandler } from '../../../src/server/hosts/node.js'
import { attemptOf, FORM, notification, openShop, type Shop } from '../fixtures.js'
import {
  askSession,
  notify,
  payTheWholeWay,
  seeRefusedByName,
  sendTo,
  sendTooMuch,
  type Send
} from './journey.js'

/** Serves the shop's checkout with Express, behind what the shop has before it. */
async function serve(context: TestContext, shop: Shop, ...before: RequestHandler[]): Promise<Send> {
  const app: Express = express()
  for (const handler of before) app.use(handler)
  app.use('/interkassa', toNodeHandler(shop.checkout.fetch))
  const server = app.listen(0, '127.0.0.1')
  await new Promise<void>((resolve) => server.once('listening', resolve))
  context.after(() => {
    server.closeAllConnections()
    server.close()
  })
  return sendTo(`http://127.0.0.1:${(server.address() as AddressInfo).port}/interkassa`)
}

const keep = (request: object, _response: unknown, bytes: Buffer) => {
  Object.assign(request, { rawBody: bytes })
}

/** Parsers before the checkout that leave it the bytes, or leave the body alone. */
const harmless: [string, readonly RequestHandler[]][] = [
  ['no parser', []],
  [
    'urlencoded and json that keep rawBody',
    [express.urlencoded({ verify: keep }), express.json({ verify: keep })]
  ],
  [
    'urlencoded({ extended: true }) that keeps rawBody, json behind',
    [express.urlencoded({ extended: true, verify: keep }), express.json({ verify: keep })]
  ],
  ['raw for every type', [express.raw({ type: () => true })]],
  ['parsers of other types', [express.text(), express.raw()]]
]

suite('Express before the checkout', () => {
  for (const [parsers, handlers] of harmless) {
    test(`with ${parsers}: a payment goes its whole way`, async (context) => {
      const shop = openShop()
      await payTheWholeWay(await serve(context, shop, ...handlers))
      await shop.checkout.deliver()
      assert.equal(shop.paid.length, 1)
    })

    test(`with ${parsers}: more than 16 KiB is refused`, async (context) => {
      await sendTooMuch(await serve(context, openShop(), ...handlers))
    })
  }

  const parsed: [string, readonly RequestHandler[]][] = [
    ['urlencoded and json', [express.urlencoded(), express.json()]],
    ['urlencoded({ extended: true }) and json', [express.urlencoded({ extended: true }), express.json()]],
    ['text for every type', [express.text({ type: () => true })]]
  ]
  for (const [parsers, handlers] of parsed) {
    test(`with ${parsers}: refused by name, the line to change is logged`, async (context) => {
      const log = context.mock.method(console, 'error', () => undefined)
      await seeRefusedByName(await serve(context, openShop(), ...handlers))
      assert.equal(log.mock.callCount(), 2)
      for (const { arguments: words } of log.mock.calls) assert.match(words.join(' '), /verify: .*rawBody = /)
    })
  }

  test('with a parser of another type: what it leaves alone is ours', async (context) => {
    const shop = openShop()
    const attempt = attemptOf(await shop.session())
    const send = await serve(context, shop, express.json())
    assert.equal((await notify(send, notification(attempt))).status, 200)
  })

  test('with a parser that unpacks: what came packed is refused, whatever was kept of it', async (context) => {
    const shop = openShop()
    const attempt = attemptOf(await shop.session())
    const send = await serve(context, shop, express.urlencoded({ verify: keep }))
    const headers = { 'content-type': FORM, 'content-encoding': 'deflate' }
    const { deflateSync } = await import('node:zlib')
    const body = deflateSync(notification(attempt)) as unknown as string
    assert.equal((await send('/notify', { method: 'POST', headers, body })).status, 415)
  })

  test('with rawBody as text: it is read as UTF-8', async (context) => {
    const shop = openShop()
    const keepText = (request: object, _response: unknown, bytes: Buffer) => {
      Object.assign(request, { rawBody: bytes.toString() })
    }
    const send = await serve(context, shop, express.urlencoded({ verify: keepText }))
    const attempt = attemptOf(await shop.session())
    assert.equal((await notify(send, notification(attempt, { ik_desc: 'Чай' }))).status, 200)
  })

  test('with a body that is not valid UTF-8: refused, and not repaired', async (context) => {
    const shop = openShop()
    const send = await serve(context, shop, express.urlencoded({ verify: keep }))
    const attempt = attemptOf(await shop.session())
    assert.equal((await notify(send, `${notification(attempt)}&ik_x_a=%ff`)).status, 400)
    assert.equal((await askSession(send)).status, 200)
  })
})
