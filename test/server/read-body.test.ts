import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { originPolicy } from '../../src/server/calls/origin-policy.js'
import { readBody, takeBody } from '../../src/server/calls/read-body.js'
import { SHOP } from './fixtures.js'

const bytes = (length: number) => new Uint8Array(length).fill(97)

/** A body of the server module's own kind; nothing was read of it unless the test says so. */
const source = (changes: Partial<Parameters<typeof takeBody>[0]> = {}) => ({
  ...{ kept: null, remedy: null, announced: null, read: () => Promise.resolve(bytes(1)) },
  ...changes
})

suite('A body', () => {
  test('that was kept is taken as it is, up to the limit, whatever was read', async () => {
    const kept = bytes(10)
    const remedy = 'change this line'
    assert.equal(await takeBody(source({ kept, remedy, announced: '99' }), 10), kept)
    await assert.rejects(takeBody(source({ kept }), 9), { code: 'body-too-large' })
  })

  test('that was read and not kept is refused with the line to change', async () => {
    await assert.rejects(takeBody(source({ remedy: 'change this line' })), {
      code: 'body-already-read',
      message: /change this line$/
    })
  })

  test('is not begun where more is announced than is taken', async () => {
    const read = () => Promise.reject(new Error('it was begun'))
    await assert.rejects(takeBody(source({ announced: '11', read }), 10), { code: 'body-too-large' })
    assert.equal((await takeBody(source({ announced: '10' }), 10)).byteLength, 1)
    assert.equal((await takeBody(source({ announced: 'no number' }), 10)).byteLength, 1)
  })

  const streamOf = (parts: readonly number[], signal?: AbortSignal, error?: Error) =>
    new Request(SHOP, {
      method: 'POST',
      body: new ReadableStream({
        start(controller) {
          for (const part of parts) controller.enqueue(bytes(part))
          if (error) controller.error(error)
          else controller.close()
        }
      }),
      ...(signal && { signal }),
      duplex: 'half'
    } as RequestInit)

  test('is read to its end, and no further than the limit', async () => {
    assert.equal((await readBody(streamOf([4, 6]), 10)).byteLength, 10)
    await assert.rejects(readBody(streamOf([4, 7]), 10), { code: 'body-too-large' })
    assert.equal((await readBody(new Request(SHOP, { method: 'POST' }), 10)).byteLength, 0)
  })

  test('that breaks off is our trouble, unless the client has gone', async () => {
    const broken = new Error('broken')
    await assert.rejects(readBody(streamOf([1], undefined, broken)), broken)
    const client = new AbortController()
    const request = streamOf([1], client.signal, broken)
    client.abort()
    await assert.rejects(readBody(request), { code: 'bad-request' })
  })
})

suite('The policy of origins', () => {
  const FOREIGN = 'https://www.shop.example'
  const policy = originPolicy(SHOP, [FOREIGN])
  const head = (headers: Record<string, string>, method = 'GET') => new Request(SHOP, { method, headers })

  test('answers a listed foreign origin, and nobody else', () => {
    const vary = { vary: 'Origin' }
    assert.deepEqual(policy.cors(head({})), vary)
    assert.deepEqual(policy.cors(head({ origin: SHOP })), vary)
    assert.deepEqual(policy.cors(head({ origin: 'https://other.example' })), vary)
    assert.deepEqual(policy.cors(head({ origin: FOREIGN })), {
      ...{ 'access-control-allow-origin': FOREIGN, 'access-control-allow-credentials': 'true' },
      ...{ 'access-control-expose-headers': 'retry-after', vary: 'Origin' }
    })
  })

  test('answers the preflight of such a one', () => {
    const answer = policy.preflight(head({ origin: FOREIGN }, 'OPTIONS'))
    assert.ok(answer)
    const headers = new Headers(answer.headers)
    const allowed = ['methods', 'headers'].map((name) => headers.get(`access-control-allow-${name}`))
    assert.deepEqual([answer.status, ...allowed], [204, 'GET, POST', 'content-type'])
    assert.equal(headers.get('access-control-max-age'), '600')
    assert.equal(headers.get('content-type'), null)
    assert.equal(policy.preflight(head({ origin: FOREIGN })), null)
    assert.equal(policy.preflight(head({ origin: SHOP }, 'OPTIONS')), null)
    assert.equal(policy.preflight(head({}, 'OPTIONS')), null)
  })
})
