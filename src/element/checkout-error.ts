import type { ErrorCode, SessionError } from '../protocol/index.js'

/** What can go wrong in the page itself, beside what the shop answers and what the session's guard refuses. */
export type PageError =
  | 'unreachable'
  | 'timeout'
  | 'submit-refused'
  | 'departure-timeout'
  | 'departure-blocked'
  | 'foreign-frame'
  | 'exposed-key'

/** What the session route refuses with, as far as the payer is to be told more than that it did. */
export const ROUTE_ERRORS = [
  'order-unknown',
  'order-paid',
  'too-many-attempts',
  'attempts-exhausted'
] as const satisfies readonly ErrorCode[]

/** Every code an `interkassa-error` can carry. Codes are never renamed. */
export type CheckoutErrorCode = PageError | SessionError | (typeof ROUTE_ERRORS)[number]

/** Who can mend it: whoever runs the network, the shop's server, or the page that the element stands in. */
export type ErrorOrigin = 'network' | 'shop' | 'page'

/** Something that went wrong, for the shop's developer. The payer is told in words of their own. */
export interface CheckoutError {
  readonly code: CheckoutErrorCode
  readonly origin: ErrorOrigin
  /** Whether the same may work a little later. */
  readonly retryable: boolean
  /** Milliseconds since 1970 before which the shop does not want to be asked again. */
  readonly retryAt?: number | undefined
}

/** Nobody answered, or not in time. */
export const networkError = (code: 'unreachable' | 'timeout'): CheckoutError => ({
  code,
  origin: 'network',
  retryable: true
})

/** The session that came was not one. Half an answer, or a page of HTML, may be a whole session the next time. */
export const sessionError = (code: SessionError): CheckoutError => ({
  code,
  origin: 'shop',
  retryable: code === 'not-json'
})

/** The page is one on which nobody should pay. */
export const pageError = (code: 'foreign-frame' | 'exposed-key'): CheckoutError => ({
  code,
  origin: 'page',
  retryable: false
})

/** Leaving did not work. */
export const departureError = (code: CheckoutErrorCode): CheckoutError => ({
  code,
  origin: 'page',
  retryable: true
})
