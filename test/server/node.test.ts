import assert from 'node:assert/strict'
import { EventEmitter, once } from 'node:events'
import { createServer, request as httpRequest, type RequestListener, type Server } from 'node:http'
import {
  connect as connectHttp2,
  createServer as createHttp2Server,
  type ClientHttp2Session,
  type Http2Server,
  type IncomingHttpHeaders,
  type OutgoingHttpHeaders
} from 'node:http2'
import { connect, type AddressInfo } from 'node:net'
import { suite, test, type TestContext } from 'node:test'
import express, { type Express } from 'express'
import { toNodeHandler, type FetchHandler } from '../../src/server/hosts/node.js'
import { attemptOf, BASE_URL, FORM, notification, openShop, SHOP, type Shop } from './fixtures.js'

/** Serves on loopback until the test ends; gives the address. */
async function serve(context: TestContext, listener: RequestListener): Promise<string> {
  const server: Server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  context.after(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const handlerOf = (shop: Shop) => toNodeHandler(shop.checkout.fetch)

const mounted =
  (shop: Shop): RequestListener =>
  (request, response) =>
    void handlerOf(shop)(request, response)

/** Express with the checkout mounted, and before it whatever the shop has. */
function expressWith(shop: Shop, before: (app: Express) => unknown = () => undefined): Express {
  const app = express()
  before(app)
  app.use('/interkassa', handlerOf(shop))
  return app
}

const askSession = (address: string) =>
  fetch(`${address}/interkassa/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: SHOP },
    body: '{"orderId":"A-1001"}'
  })

const post = (address: string, body: string) =>
  fetch(`${address}/interkassa/notify`, { method: 'POST', headers: { 'content-type': FORM }, body })

type Mounting = (shop: Shop) => RequestListener
const mountings: [string, Mounting][] = [
  ['node:http itself', mounted],
  [
    'node:http, behind a fetch handler of the shop’s own',
    (shop) => (request, response) =>
      void toNodeHandler((asked) => shop.checkout.fetch(asked))(request, response)
  ],
  ['Express 5 below a path', (shop) => expressWith(shop)],
  [
    'node:http with the path cut off',
    (shop) => (request, response) => {
      request.url = request.url?.replace('/interkassa', '') ?? '/'
      void handlerOf(shop)(request, response)
    }
  ]
]

for (const [name, mount] of mountings) {
  suite(`Served by ${name}`, () => {
    test('a payment goes its whole way', async (context) => {
      const shop = openShop()
      const address = await serve(context, mount(shop))
      const asked = await askSession(address)
      assert.equal(asked.status, 200)
      const session = (await asked.json()) as Awaited<ReturnType<Shop['session']>>
      assert.equal((await post(address, notification(attemptOf(session)))).status, 200)
      const status = await fetch(`${address}/interkassa/status?t=${session.statusToken ?? ''}`)
      assert.equal(((await status.json()) as { state: string }).state, 'paid')
      assert.equal((await askSession(address)).status, 409)
    })

    test('answers are those of fetch, with their headers', async (context) => {
      const shop = openShop({ origins: ['https://widgets.example'] })
      const address = await serve(context, mount(shop))
      const requests: [string, RequestInit][] = [
        ['/status', {}],
        ['/status', { method: 'HEAD' }],
        ['/session', { method: 'OPTIONS', headers: { origin: 'https://widgets.example' } }],
        ['/session', { method: 'GET' }],
        ['/leave', { method: 'POST' }],
        ['/return/success', { method: 'POST', redirect: 'manual' }],
        ['/notify', { method: 'POST', headers: { 'content-type': FORM }, body: 'ik_sign=A' }],
        ['/nowhere', {}]
      ]
      for (const [path, init] of requests) {
        const served = await fetch(`${address}/interkassa${path}`, init)
        const direct = await shop.checkout.fetch(new Request(BASE_URL + path, init))
        assert.equal(served.status, direct.status, path)
        if (init.method !== 'HEAD') assert.equal(await served.text(), await direct.text())
        for (const [name, value] of direct.headers) assert.equal(served.headers.get(name), value, path)
      }
    })

    test('a body of more than 16 KiB gets its answer, announced or not, and the next request is served', async (context) => {
      const shop = openShop()
      const address = await serve(context, mount(shop))
      for (const announced of [true, false]) {
        const answer = await upload(`${address}/interkassa/notify`, 1_000_000, announced)
        assert.equal(answer, 413)
      }
      assert.equal((await askSession(address)).status, 200)
    })

    test('a body of 16 KiB is read', async (context) => {
      const address = await serve(context, mount(openShop()))
      const body = `ik_sign=${'a'.repeat(16_384)}`.slice(0, 16_384)
      assert.deepEqual(await (await post(address, body)).json(), { error: 'rejected' })
    })

    test('a body that is too long is refused unread where it is announced, else while it is still coming', async (context) => {
      const address = await serve(context, mount(openShop()))
      const endless = { 'transfer-encoding': 'chunked' }
      assert.equal(await beginUpload(`${address}/interkassa/notify`, { 'content-length': '16385' }, 1), 413)
      assert.equal(await beginUpload(`${address}/interkassa/notify`, endless, 16_385), 413)
    })

    test('a client that listens only when it has sent everything is heard to its end', async (context) => {
      const address = await serve(context, mount(openShop()))
      for (const announced of [true, false])
        assert.match(await sendDeaf(address, 20_000_000, announced), /^HTTP\/1\.1 413 /)
    })

    test('no method and no path ends the server', async (context) => {
      const address = await serve(context, mount(openShop()))
      const lines = [
        'TRACE /interkassa/session HTTP/1.1',
        'OPTIONS * HTTP/1.1',
        'GET http://evil.example/interkassa/status HTTP/1.1',
        'GET //evil.example/interkassa/status HTTP/1.1',
        'GET /interkassa/%ff%00 HTTP/1.1',
        'PROPFIND /interkassa/session HTTP/1.1'
      ]
      for (const line of lines) assert.match(await send(address, line), /^HTTP\/1\.1 4\d\d /, line)
      assert.equal((await askSession(address)).status, 200)
    })
  })
}

/** Uploads that many bytes as fast as the server takes them; gives the status, or why there was none. */
function upload(url: string, bytes: number, announced: boolean): Promise<number | string> {
  return new Promise((resolve) => {
    const headers = { 'content-type': FORM, ...(announced && { 'content-length': bytes }) }
    const sending = httpRequest(url, { method: 'POST', headers }, (answer) => {
      answer.resume()
      resolve(answer.statusCode ?? 0)
    })
    sending.on('error', ({ message }) => resolve(message))
    const chunk = Buffer.alloc(10_000, 'a')
    for (let sent = 0; sent < bytes; sent += chunk.length) sending.write(chunk)
    sending.end()
  })
}

/** Sends the head and this many bytes and no end; gives the status. */
function beginUpload(url: string, headers: Readonly<Record<string, string>>, bytes: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const sending = httpRequest(url, { method: 'POST', headers: { 'content-type': FORM, ...headers } })
    sending.once('response', ({ statusCode = 0 }) => {
      resolve(statusCode)
      sending.destroy()
    })
    sending.once('error', reject)
    sending.write(Buffer.alloc(bytes, 'a'))
  })
}

/** Sends that many bytes, more than sockets hold, and reads nothing before they are gone; gives what is read then. */
function sendDeaf(address: string, bytes: number, announced: boolean): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(address).port), '127.0.0.1')
    socket.once('error', reject)
    const length = announced ? `Content-Length: ${bytes}` : 'Transfer-Encoding: chunked'
    socket.write(`POST /interkassa/notify HTTP/1.1\r\nHost: x\r\nContent-Type: ${FORM}\r\n${length}\r\n\r\n`)
    if (!announced) socket.write(`${bytes.toString(16)}\r\n`)
    socket.write(Buffer.alloc(bytes, 'a'), () => {
      socket.once('data', (data: Buffer) => {
        resolve(data.toString())
        socket.destroy()
      })
    })
  })
}

/** Sends one request line as it stands and gives what comes back. */
function send(address: string, line: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const { port } = new URL(address)
    let received = ''
    const socket = connect(Number(port), '127.0.0.1', () => {
      socket.write(`${line}\r\nHost: shop.example\r\nConnection: close\r\n\r\n`)
    })
    socket.on('data', (data: Buffer) => (received += data.toString()))
    socket.on('close', () => resolve(received))
    socket.on('error', reject)
  })
}

suite('Behind a proxy that speaks https to the world and http to us', () => {
  test('forms and returns carry the public address, whatever Host says', async (context) => {
    const urls = { interaction: 'request', success: 'request', pending: 'request', fail: 'request' } as const
    const address = await serve(context, expressWith(openShop({ urls })))
    const answer = await fetch(`${address}/interkassa/session`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        origin: SHOP,
        'x-forwarded-proto': 'https',
        'x-forwarded-host': 'evil.example',
        'x-forwarded-for': '203.0.113.9'
      },
      body: '{"orderId":"A-1001"}'
    })
    assert.equal(answer.status, 200)
    const { fields } = (await answer.json()) as Awaited<ReturnType<Shop['session']>>
    assert.equal(fields.ik_ia_u, `${BASE_URL}/notify`)
    assert.ok(fields.ik_suc_u?.startsWith(`${BASE_URL}/return/success/`))
  })

  test('the origin of the address behind the proxy is nobody’s', async (context) => {
    const address = await serve(context, expressWith(openShop()))
    const answer = await fetch(`${address}/interkassa/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: address },
      body: '{"orderId":"A-1001"}'
    })
    assert.equal(answer.status, 403)
  })
})

test('Express may mount it below a path that is called like a route', async (context) => {
  const app = express()
  app.use('/return', handlerOf(openShop({ baseUrl: `${SHOP}/return` })))
  const address = await serve(context, app)
  assert.equal((await fetch(`${address}/return/return/success`, { redirect: 'manual' })).status, 303)
})

/** Posts the beginning of a body and hangs up; resolves when the server has nothing more to do with it. */
async function hangUp(context: TestContext, handle: FetchHandler): Promise<void> {
  const served = new EventEmitter()
  const handler = toNodeHandler(handle)
  const address = await serve(context, (request, response) => {
    void handler(request, response).then(() => served.emit('end'))
    socket.destroy()
  })
  const ended = once(served, 'end')
  const socket = connect(Number(new URL(address).port), '127.0.0.1')
  const head = `POST /interkassa/notify HTTP/1.1\r\nHost: x\r\nContent-Type: ${FORM}\r\nContent-Length: 100`
  socket.write(`${head}\r\n\r\nik_am`)
  await ended
}

suite('The shop’s own functions', () => {
  test('are given a Request, the same one as often as they are asked', async (context) => {
    const given: Request[] = []
    const shop = openShop({
      loadOrder: (_orderId, request) => {
        given.push(request)
        // dearer each time, so that the attempt before is given up and the order is loaded again
        return { amount: `${given.length}.00`, currency: 'UAH', description: 'Tea' }
      }
    })
    const address = await serve(context, mounted(shop))
    for (let times = 0; times < 2; times++) await askSession(address)
    const [first, second, third] = given
    assert.ok(first instanceof Request && second !== first && third === second)
    assert.equal(first.method, 'POST')
    assert.equal(first.headers.get('origin'), SHOP)
    assert.equal(new URL(first.url).pathname, '/interkassa/session')
  })

  test('that give what no header can hold are logged, and answered 503', async (context) => {
    const log = context.mock.method(console, 'error', () => undefined)
    const shop = openShop({ returnTo: () => `${SHOP}/thanks\n` })
    const address = await serve(context, mounted(shop))
    const answers = [
      await fetch(`${address}/interkassa/return/fail`, { redirect: 'manual' }),
      await shop.checkout.fetch(new Request(`${BASE_URL}/return/fail`))
    ]
    assert.deepEqual(
      answers.map(({ status }) => status),
      [503, 503]
    )
    assert.equal(log.mock.callCount(), 2)
  })
})

suite('A client that hangs up in the middle of its body', () => {
  test('is no error of the shop: nothing is logged', async (context) => {
    const log = context.mock.method(console, 'error', () => undefined)
    const warnings = context.mock.method(console, 'warn', () => undefined)
    await hangUp(context, openShop().checkout.fetch)
    assert.deepEqual([log.mock.callCount(), warnings.mock.callCount()], [0, 0])
  })

  test('is not waited for where it has gone before the handler is called', async (context) => {
    const log = context.mock.method(console, 'error', () => undefined)
    const handled = new EventEmitter()
    const handler = handlerOf(openShop())
    const address = await serve(context, (request, response) => {
      request.on('error', () => undefined)
      request.once('close', () => void handler(request, response).then(() => handled.emit('end')))
      response.destroy()
    })
    const end = once(handled, 'end')
    await assert.rejects(post(address, 'ik_am=1'))
    await end
    assert.equal(log.mock.callCount(), 0)
  })

  test('shows in the signal of the request', async (context) => {
    const log = context.mock.method(console, 'error', () => undefined)
    let signal: AbortSignal | null = null
    await hangUp(context, async (request) => {
      signal = request.signal
      return new Response(await request.text())
    })
    assert.equal((signal as AbortSignal | null)?.aborted, true)
    assert.equal(log.mock.callCount(), 0)
  })

  test('is told from a body that breaks for another reason, which is our trouble', async (context) => {
    const log = context.mock.method(console, 'error', () => undefined)
    const body = new ReadableStream({ pull: () => Promise.reject(new Error('the proxy is broken')) })
    const headers = { 'content-type': FORM }
    const init: RequestInit & { duplex: 'half' } = { method: 'POST', headers, body, duplex: 'half' }
    const request = new Request(`${BASE_URL}/notify`, init)
    const answer = await openShop().checkout.fetch(request)
    assert.equal(answer.status, 503)
    assert.equal(log.mock.callCount(), 1)
  })
})

suite('A fetch handler of the shop’s own', () => {
  test('sets as many cookies as it likes, beside those of the framework', async (context) => {
    const headers = new Headers([
      ['set-cookie', 'customer=7; Expires=Mon, 23 Nov 2026 00:00:00 GMT'],
      ['set-cookie', 'language=uk']
    ])
    const app = express()
    app.use(
      (_request, response, next) => {
        response.cookie('session', 'x')
        next()
      },
      toNodeHandler(() => new Response('', { headers }))
    )
    const answer = await fetch(await serve(context, app))
    assert.deepEqual(answer.headers.getSetCookie(), ['session=x; Path=/', ...headers.getSetCookie()])
  })

  test('has the last word on a header that the framework has set', async (context) => {
    const app = express()
    app.use(
      (_request, response, next) => {
        response.setHeader('cache-control', 'public')
        next()
      },
      toNodeHandler(() => new Response('', { headers: { 'cache-control': 'no-store' } }))
    )
    const answer = await fetch(await serve(context, app))
    assert.equal(answer.headers.get('cache-control'), 'no-store')
  })

  const parsers: [string, (app: Express) => unknown, number][] = [
    ['that keeps the bytes serves', (app) => app.use(express.raw({ type: FORM })), 200],
    ['that keeps none is told of', (app) => app.use(express.urlencoded()), 500]
  ]
  for (const [what, install, status] of parsers) {
    test(`behind a body parser ${what}`, async (context) => {
      context.mock.method(console, 'error', () => undefined)
      const shop = openShop()
      const app = express()
      install(app)
      app.use(
        '/interkassa',
        toNodeHandler((asked) => shop.checkout.fetch(asked))
      )
      const body = notification(attemptOf(await shop.session()))
      assert.equal((await post(await serve(context, app), body)).status, status)
    })
  }

  const broken: [string, FetchHandler][] = [
    ['rejects', () => Promise.reject(new Error('no database'))],
    [
      'throws',
      () => {
        throw new Error('no database')
      }
    ],
    [
      'answers with a body that breaks',
      () => new Response(new ReadableStream({ pull: () => Promise.reject(new Error('no file')) }))
    ]
  ]
  for (const [what, handle] of broken) {
    test(`that ${what} is logged and answered 503; the server goes on`, async (context) => {
      const log = context.mock.method(console, 'error', () => undefined)
      const address = await serve(
        context,
        (request, response) => void toNodeHandler(handle)(request, response)
      )
      assert.equal((await fetch(address, { method: 'POST', body: 'x' })).status, 503)
      assert.equal((await fetch(address)).status, 503)
      assert.equal(log.mock.callCount(), 2)
    })
  }

  test('that answers where a framework has answered is logged, and nothing ends', async (context) => {
    const log = context.mock.method(console, 'error', () => undefined)
    const handler = toNodeHandler(() => new Response('late', { headers: { 'x-late': '1' } }))
    const address = await serve(context, (request, response) => {
      response.end('first')
      void handler(request, response)
    })
    assert.equal(await (await fetch(address)).text(), 'first')
    assert.equal(log.mock.callCount(), 1)
  })
})

suite('Served by node:http2', () => {
  const handlers: Readonly<Record<string, (shop: Shop) => FetchHandler>> = {
    'those of the checkout itself': (shop) => shop.checkout.fetch,
    'those of a fetch handler of the shop’s own': (shop) => (asked) => shop.checkout.fetch(asked)
  }

  const serverOf = (handle: FetchHandler) => {
    const handler = toNodeHandler(handle)
    return createHttp2Server((request, response) => void handler(request, response))
  }

  /** Serves until the test ends; gives a connection. */
  async function connectTo(context: TestContext, server: Http2Server): Promise<ClientHttp2Session> {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const client = connectHttp2(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
    context.after(() => {
      client.destroy()
      server.close()
    })
    return client
  }

  async function ask(client: ClientHttp2Session, headers: OutgoingHttpHeaders, body = '') {
    const stream = client.request(headers)
    if (body) stream.end(body)
    const [answered] = (await once(stream, 'response')) as [IncomingHttpHeaders]
    return { headers: answered, body: Buffer.concat(await stream.toArray()).toString() }
  }

  test('a payment goes its whole way', async (context) => {
    const shop = openShop()
    const client = await connectTo(context, serverOf(shop.checkout.fetch))
    const post = { ':method': 'POST', origin: SHOP }
    const asked = await ask(
      client,
      { ...post, ':path': '/interkassa/session', 'content-type': 'application/json' },
      '{"orderId":"A-1001"}'
    )
    assert.equal(asked.headers[':status'], 200)
    const session = JSON.parse(asked.body) as Awaited<ReturnType<Shop['session']>>
    const body = notification(attemptOf(session))
    const notified = await ask(client, { ...post, ':path': '/interkassa/notify', 'content-type': FORM }, body)
    assert.equal(notified.headers[':status'], 200)
    const status = await ask(client, { ':path': `/interkassa/status?t=${session.statusToken ?? ''}` })
    assert.equal((JSON.parse(status.body) as { state: string }).state, 'paid')
  })

  for (const [what, handlerFor] of Object.entries(handlers)) {
    test(`uploads that are refused do not keep the next requests of their connection waiting: ${what}`, async (context) => {
      const client = await connectTo(context, serverOf(handlerFor(openShop())))
      const post = { ':method': 'POST', ':path': '/interkassa/notify', 'content-type': FORM }
      for (let times = 0; times < 4; times += 1) {
        const refused = await ask(client, post, 'a'.repeat(1_000_000))
        assert.equal(refused.headers[':status'], 413)
      }
      assert.equal((await ask(client, post, 'ik_sign=A')).headers[':status'], 400)
    })
  }

  test('methods that no Request can have are refused', async (context) => {
    const client = await connectTo(context, serverOf(openShop().checkout.fetch))
    for (const method of ['TRACE', 'TRACK'])
      assert.equal((await ask(client, { ':method': method, ':path': '/' })).headers[':status'], 400, method)
  })

  test('what is answered where a framework has answered is logged, and nothing ends', async (context) => {
    const log = context.mock.method(console, 'error', () => undefined)
    const handler = toNodeHandler(() => new Response('late', { headers: { 'x-late': '1' } }))
    const server = createHttp2Server((request, response) => {
      response.end('first')
      void handler(request, response)
    })
    const client = await connectTo(context, server)
    assert.equal((await ask(client, { ':path': '/' })).body, 'first')
    assert.equal(log.mock.callCount(), 1)
  })

  test('each cookie is set, and a client that leaves harms nobody', async (context) => {
    const log = context.mock.method(console, 'error', () => undefined)
    const asked = new EventEmitter()
    const server = serverOf(async ({ url, signal }) => {
      if (url.endsWith('/left')) {
        asked.emit('left')
        await once(signal, 'abort')
        setImmediate(() => asked.emit('gone'))
      }
      return new Response('', {
        headers: [
          ['set-cookie', 'a=1'],
          ['set-cookie', 'b=2']
        ]
      })
    })
    const client = await connectTo(context, server)
    const gone = once(asked, 'gone')
    const left = client.request({ ':path': '/left' })
    await once(asked, 'left')
    left.close()
    await gone
    assert.deepEqual((await ask(client, { ':path': '/' })).headers['set-cookie'], ['a=1', 'b=2'])
    assert.equal(log.mock.callCount(), 0)
  })
})
