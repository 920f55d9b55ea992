import assert from 'node:assert/strict'
import { suite, test, type TestContext } from 'node:test'
import formbody from '@fastify/formbody'
import fastify, { type FastifyInstance, type onRequestAsyncHookHandler } from 'fastify'
import { toNodeHandler } from '../../../src/server/hosts/node.js'
import { openShop, type Shop } from '../fixtures.js'
import { payTheWholeWay, seeRefusedByName, sendTo, sendTooMuch, type Send } from './journey.js'

async function serve(context: TestContext, app: FastifyInstance): Promise<Send> {
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  context.after(() => app.close())
  return sendTo(`${address}/interkassa`)
}

/** The checkout on a wildcard route, answered before Fastify's parsers run. */
function mountEarly(app: FastifyInstance, shop: Shop): void {
  const handler = toNodeHandler(shop.checkout.fetch)
  const onRequest: onRequestAsyncHookHandler = (request, reply) => {
    reply.hijack()
    return handler(request.raw, reply.raw)
  }
  app.all('/interkassa/*', { onRequest }, () => undefined)
}

/** The checkout where one would put it at first: after the parsers. */
function mountLate(app: FastifyInstance, shop: Shop): void {
  const handler = toNodeHandler(shop.checkout.fetch)
  app.all('/interkassa/*', (request, reply) => {
    reply.hijack()
    void handler(request.raw, reply.raw)
  })
}

suite('Fastify around the checkout', () => {
  for (const parsers of ['its own parsers', '@fastify/formbody beside them'] as const) {
    const start = async (context: TestContext, shop: Shop) => {
      const app = fastify()
      if (parsers !== 'its own parsers') await app.register(formbody)
      mountEarly(app, shop)
      return serve(context, app)
    }

    test(`with ${parsers}, on a wildcard route: a payment goes its whole way`, async (context) => {
      const shop = openShop()
      await payTheWholeWay(await start(context, shop))
      await shop.checkout.deliver()
      assert.equal(shop.paid.length, 1)
    })

    test(`with ${parsers}, on a wildcard route: more than 16 KiB is refused by us`, async (context) => {
      await sendTooMuch(await start(context, openShop()))
    })
  }

  test('with the route after its parsers: refused by name, the line to change is logged', async (context) => {
    const log = context.mock.method(console, 'error', () => undefined)
    const app = fastify()
    await app.register(formbody)
    mountLate(app, openShop())
    await seeRefusedByName(await serve(context, app))
    assert.equal(log.mock.callCount(), 2)
    for (const { arguments: words } of log.mock.calls) assert.match(words.join(' '), /onRequest: .*hijack/)
  })

  test('with a parser that keeps rawBody: a payment goes its whole way', async (context) => {
    const shop = openShop()
    const app = fastify()
    app.removeAllContentTypeParsers()
    app.addContentTypeParser('*', { parseAs: 'buffer' }, (request, body, done) => {
      Object.assign(request.raw, { rawBody: body })
      done(null, {})
    })
    mountLate(app, shop)
    await payTheWholeWay(await serve(context, app))
  })
})
