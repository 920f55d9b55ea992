import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { ERROR_CODES, InterkassaError, SESSION_ERRORS } from '../../src/protocol/index.js'

suite('Error codes', () => {
  test('are these, and none is ever renamed', () => {
    assert.deepEqual(
      [...ERROR_CODES].sort(),
      [
        ...['bad-account', 'bad-options', 'bad-order', 'bad-payway', 'bad-field', 'colon-in-value'],
        ...['reserved-value', 'test-payway-in-live', 'unsupported-media-type', 'unsupported-encoding'],
        ...['body-too-large', 'body-already-read', 'bad-encoding', 'bad-name', 'name-too-long'],
        ...['value-too-long', 'control-char', 'duplicate-param', 'too-many-params', 'missing-param'],
        ...['bad-signature', 'reflected', 'malleated', 'wrong-checkout', 'wrong-mode', 'unknown-invoice'],
        ...['bad-request', 'forbidden-origin', 'method-not-allowed', 'not-found', 'order-unknown'],
        ...['order-paid', 'too-many-attempts', 'attempts-exhausted', 'unavailable', 'api-denied'],
        ...['api-refused', 'api-busy', 'api-failed', 'api-unreachable', 'api-timeout', 'api-aborted'],
        'api-bad-answer'
      ].sort()
    )
  })

  test('of a session are these', () => {
    assert.deepEqual(SESSION_ERRORS, [
      ...['http-status', 'too-large', 'not-json', 'bad-shape', 'bad-version', 'bad-action', 'bad-method'],
      ...['bad-fields', 'display-mismatch', 'bad-payways', 'bad-expiry', 'expired', 'bad-status-token']
    ])
  })

  test('are carried by the one error, with what caused it', () => {
    const cause = new Error('deeper')
    const error = new InterkassaError('bad-order', 'what was found', { cause })
    assert.ok(error instanceof Error)
    assert.deepEqual(
      [error.name, error.code, error.message, error.cause],
      ['InterkassaError', 'bad-order', 'what was found', cause]
    )
  })
})
