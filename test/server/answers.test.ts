import assert from 'node:assert/strict'
import { test } from 'node:test'
import { InterkassaError } from '../../src/protocol/index.js'
import { failure, json, plain } from '../../src/server/calls/answers.js'

const safe = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }

test('An answer says what it is, unless it is nothing', () => {
  assert.deepEqual(plain(200, 'OK'), {
    status: 200,
    headers: { ...safe, 'content-type': 'text/plain; charset=utf-8' },
    body: 'OK'
  })
  assert.deepEqual(plain(204, null, { allow: 'GET' }), {
    status: 204,
    headers: { ...safe, allow: 'GET' },
    body: null
  })
  assert.deepEqual(json(200, {}), {
    status: 200,
    headers: { ...safe, 'content-type': 'application/json' },
    body: '{}'
  })
})

test('A failure says when to ask again only where that may help, and nothing of what is not public', () => {
  const told = (error: unknown) => {
    const { status, headers, body } = failure(error)
    return [status, headers['retry-after'], body]
  }
  assert.deepEqual(told(new InterkassaError('not-found', 'x')), [404, undefined, '{"error":"not-found"}'])
  const unavailable = [503, '5', '{"error":"unavailable"}']
  assert.deepEqual(told(new InterkassaError('unavailable', 'x')), unavailable)
  assert.deepEqual(told(new InterkassaError('bad-signature', 'x')), unavailable)
  assert.deepEqual(told(new Error('x')), unavailable)
})
