/** Why a form or an address is refused, and with which HTTP status. The codes are stable. */
export const REFUSALS = {
  'unreadable-body': 415,
  'missing-field': 400,
  'bad-field': 400,
  'unknown-checkout': 400,
  'not-emulated': 400,
  'missing-sign': 400,
  'wrong-sign': 400,
  'currency-closed': 400,
  'payway-closed': 400,
  'interaction-not-loopback': 400,
  'number-used': 409,
  'payment-expired': 410,
  'unknown-page': 404,
  'method-not-allowed': 405
} as const

export type RefusalCode = keyof typeof REFUSALS

/** What a refusal tells the developer: no key, no correct signature. */
export interface RefusalDetails {
  readonly found: string
  readonly expected: string
  /** The most likely cause, where one was recognised. */
  readonly hint?: string | undefined
  /** What the gateway's own page says, where that is known. */
  readonly gatewayWords?: string
}

/** Thrown by whatever judges a request, and turned into a page in one place. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: RefusalCode
  readonly details: RefusalDetails

  constructor(code: RefusalCode, details: RefusalDetails) {
    super(`${code}: found ${details.found}, expected ${details.expected}`)
    this.code = code
    this.details = details
  }
}
