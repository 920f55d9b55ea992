/** Every code an {@link InterkassaError} can carry, by the moment at which it arises. Codes are never renamed. */
export const ERROR_CODES = [
  // configuration, at start
  'bad-account',
  'bad-options',
  // what the shop's own hooks gave us
  'bad-order',
  'bad-payway',
  // signing a form
  'bad-field',
  'colon-in-value',
  'reserved-value',
  'test-payway-in-live',
  // reading a request body
  'unsupported-media-type',
  'unsupported-encoding',
  'body-too-large',
  'body-already-read',
  'bad-encoding',
  'bad-name',
  'name-too-long',
  'value-too-long',
  'control-char',
  'duplicate-param',
  'too-many-params',
  // judging a notification
  'missing-param',
  'bad-signature',
  'reflected',
  'malleated',
  'wrong-checkout',
  'wrong-mode',
  'unknown-invoice',
  // answering a browser
  'bad-request',
  'forbidden-origin',
  'method-not-allowed',
  'not-found',
  'order-unknown',
  'order-paid',
  'too-many-attempts',
  'attempts-exhausted',
  'unavailable',
  // asking the gateway's REST API
  'api-denied',
  'api-refused',
  'api-busy',
  'api-failed',
  'api-unreachable',
  'api-timeout',
  'api-aborted',
  'api-bad-answer'
] as const

export type ErrorCode = (typeof ERROR_CODES)[number]

/**
 * The one error of this package. `code` is stable; `message` says what was found and what was expected, for the
 * developer, in English, and never holds a key.
 */
export class InterkassaError extends Error {
  override readonly name = 'InterkassaError'
  readonly code: ErrorCode

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
