import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import type {
  APIGatewayProxyEvent,
  APIGatewayProxyEventV2,
  APIGatewayProxyResult,
  APIGatewayProxyStructuredResultV2
} from 'aws-lambda'
import { toLambdaHandler } from '../../../src/server/hosts/lambda.js'
import type { FetchHandler } from '../../../src/server/hosts/node.js'
import { anOrder, BASE_URL, FORM, openShop } from '../fixtures.js'
import { payTheWholeWay, sendTooMuch, type Send } from './journey.js'

/** The bytes as API Gateway hands them over: in base64, or as text where the type is one of text. */
type Encoding = 'base64' | 'text'

interface Sent {
  readonly method: string
  readonly url: URL
  readonly headers: Headers
  readonly body: string
  readonly encoding: Encoding
}

const headersOf = ({ headers }: Sent) =>
  Object.fromEntries([...headers].filter(([name]) => name !== 'cookie'))
const bodyOf = ({ body, encoding }: Sent) =>
  encoding === 'base64' ? Buffer.from(body).toString('base64') : body

/** An event of a REST API in its stage `prod`, as the developer guide shows it. */
function eventV1(sent: Sent): APIGatewayProxyEvent {
  const { method, url, headers, body, encoding } = sent
  const query = [...new Set(url.searchParams.keys())]
  const all: [string, string][] = [...headers]
  return {
    resource: '/interkassa/{proxy+}',
    path: url.pathname.replace(/^\/prod/, ''),
    httpMethod: method,
    headers: Object.fromEntries(all),
    multiValueHeaders: Object.fromEntries(all.map(([name, value]) => [name, [value]])),
    queryStringParameters: query.length > 0 ? Object.fromEntries(url.searchParams) : null,
    multiValueQueryStringParameters:
      query.length > 0
        ? Object.fromEntries(query.map((name) => [name, url.searchParams.getAll(name)]))
        : null,
    pathParameters: { proxy: url.pathname.split('/').slice(2).join('/') },
    stageVariables: null,
    requestContext: {
      accountId: '123456789012',
      apiId: 'id',
      authorizer: null,
      protocol: 'HTTP/1.1',
      httpMethod: method,
      identity: {} as APIGatewayProxyEvent['requestContext']['identity'],
      path: url.pathname,
      stage: 'prod',
      requestId: 'id',
      requestTimeEpoch: 0,
      resourceId: 'id',
      resourcePath: '/interkassa/{proxy+}'
    },
    body: body === '' ? null : bodyOf(sent),
    isBase64Encoded: body !== '' && encoding === 'base64'
  }
}

/** An event of an HTTP API or of a function URL, as the developer guide shows it. */
function eventV2(sent: Sent): APIGatewayProxyEventV2 {
  const { method, url, headers, body, encoding } = sent
  const cookie = headers.get('cookie')
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: url.pathname,
    rawQueryString: url.search.slice(1),
    ...(cookie && { cookies: cookie.split('; ') }),
    headers: headersOf(sent),
    requestContext: {
      accountId: '123456789012',
      apiId: 'id',
      domainName: 'id.execute-api.eu-central-1.amazonaws.com',
      domainPrefix: 'id',
      http: { method, path: url.pathname, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'agent' },
      requestId: 'id',
      routeKey: '$default',
      stage: '$default',
      time: '12/Mar/2026:19:03:58 +0000',
      timeEpoch: 1583348638390
    },
    ...(body !== '' && { body: bodyOf(sent) }),
    isBase64Encoded: body !== '' && encoding === 'base64'
  }
}

const formats = {
  'of format 1.0': async (handle: FetchHandler, sent: Sent): Promise<Response> => {
    const result: APIGatewayProxyResult = await toLambdaHandler(handle)(eventV1(sent))
    const { statusCode, headers, multiValueHeaders, body, isBase64Encoded, ...others } = result
    assert.deepEqual(
      [others, isBase64Encoded],
      [{}, false],
      'API Gateway refuses members that it does not know'
    )
    assert.notDeepEqual(multiValueHeaders, { 'set-cookie': [] })
    const answer = responseOf(statusCode, headers as Record<string, string>, body)
    for (const cookie of multiValueHeaders?.['set-cookie'] ?? [])
      answer.headers.append('set-cookie', String(cookie))
    return answer
  },
  'of format 2.0': async (handle: FetchHandler, sent: Sent): Promise<Response> => {
    const result: APIGatewayProxyStructuredResultV2 = await toLambdaHandler(handle)(eventV2(sent))
    const { statusCode = 0, headers, cookies, body = '', isBase64Encoded, ...others } = result
    assert.deepEqual([others, isBase64Encoded], [{}, false])
    assert.notDeepEqual(cookies, [])
    const answer = responseOf(statusCode, headers as Record<string, string>, body)
    for (const cookie of cookies ?? []) answer.headers.append('set-cookie', cookie)
    return answer
  }
}

const responseOf = (status: number, headers: Record<string, string>, body: string) =>
  new Response(status === 204 || status === 303 ? null : body, { status, headers })

for (const [name, ask] of Object.entries(formats)) {
  const sendWith =
    (handle: FetchHandler, encoding: Encoding, base = BASE_URL): Send =>
    (path, { method = 'GET', headers, body = '' } = {}) =>
      ask(handle, { method, url: new URL(base + path), headers: new Headers(headers), body, encoding })

  suite(`An event ${name}`, () => {
    for (const encoding of ['base64', 'text'] as const) {
      test(`with its body in ${encoding}: a payment goes its whole way`, async () => {
        const shop = openShop()
        await payTheWholeWay(sendWith(shop.checkout.fetch, encoding))
        await shop.checkout.deliver()
        assert.equal(shop.paid.length, 1)
      })

      test(`with its body in ${encoding}: more than 16 KiB is refused`, async () => {
        await sendTooMuch(sendWith(openShop().checkout.fetch, encoding))
      })
    }

    test('of a stage that stands in the public address finds its route', async () => {
      const baseUrl = 'https://id.execute-api.eu-central-1.amazonaws.com/prod/interkassa'
      const shop = openShop({ baseUrl })
      const send = sendWith(shop.checkout.fetch, 'base64', baseUrl)
      assert.equal((await send('/return/success')).status, 303)
      assert.equal((await send('/notify')).status, 405)
    })

    test('brings the cookies of its browser', async () => {
      const asked: (string | null)[] = []
      const shop = openShop({
        loadOrder: (_orderId, request) => {
          asked.push(request.headers.get('cookie'))
          return anOrder()
        }
      })
      const headers = {
        'content-type': 'application/json',
        origin: 'https://shop.example',
        cookie: 'a=1; b=2'
      }
      const send = sendWith(shop.checkout.fetch, 'text')
      const ask = (sent: Readonly<Record<string, string>>) =>
        send('/session', { method: 'POST', headers: sent, body: '{"orderId":"A-1001"}' })
      await ask(headers)
      const { cookie, ...without } = headers
      await ask(without)
      assert.deepEqual(asked, [cookie, null])
    })

    test('is handed on byte by byte, with query and headers', async () => {
      const seen: unknown[] = []
      const send = sendWith(async (request) => {
        seen.push(new URL(request.url).searchParams.getAll('a'), request.headers.get('content-type'))
        return new Response(await request.text())
      }, 'base64')
      const body = 'ik_desc=Чай+%F0%9F%8D%B5&a=1&a=2'
      const answer = await send('/x?a=1&a=%D0%A7', {
        method: 'POST',
        headers: { 'content-type': FORM },
        body
      })
      assert.equal(await answer.text(), body)
      assert.deepEqual(seen, [['1', 'Ч'], FORM])
    })

    test('is answered with each cookie by itself', async () => {
      const cookies = ['a=1; Expires=Mon, 23 Nov 2026 00:00:00 GMT', 'b=2']
      const headers = cookies.map((cookie): [string, string] => ['set-cookie', cookie])
      const answer = await sendWith(() => new Response('', { headers }), 'text')('/x')
      assert.deepEqual(answer.headers.getSetCookie(), cookies)
    })

    test('is answered 503 by a handler that fails, which is logged', async (context) => {
      const log = context.mock.method(console, 'error', () => undefined)
      const answer = await sendWith(() => Promise.reject(new Error('no database')), 'text')('/x')
      assert.equal(answer.status, 503)
      assert.equal(await answer.text(), '')
      assert.equal(log.mock.callCount(), 1)
    })

    for (const method of ['GET', 'HEAD']) {
      test(`with a body, by ${method}, is read without it`, async () => {
        const send = sendWith((request) => new Response(String(request.body === null)), 'text')
        assert.equal(await (await send('/x', { method, body: 'a=1' })).text(), 'true')
      })
    }
  })
}

suite('An event of format 1.0 that is written by hand', () => {
  const sent = (headers: Readonly<Record<string, string>>): Sent => ({
    method: 'GET',
    url: new URL(`${BASE_URL}/x`),
    headers: new Headers(headers),
    body: '',
    encoding: 'text'
  })
  const handler = toLambdaHandler(({ headers }) => new Response(JSON.stringify([...headers])))

  test('as the console’s test button sends it, may have no headers at all', async () => {
    const event = { ...eventV1(sent({})), headers: null, multiValueHeaders: null }
    assert.equal((await handler(event)).body, '[]')
  })

  test('may have each header once only', async () => {
    const event = { ...eventV1(sent({ 'x-a': '1' })), multiValueHeaders: null }
    assert.equal((await handler(event)).body, '[["x-a","1"]]')
  })

  test('has those that come twice beside each other, and none that stand there without a value', async () => {
    const event = {
      ...eventV1(sent({ 'x-a': '2' })),
      multiValueHeaders: { 'x-a': ['1', '2'], 'x-b': undefined }
    }
    assert.equal((await handler(event)).body, '[["x-a","1, 2"]]')
  })
})
