export { ERROR_CODES, InterkassaError, type ErrorCode } from './error.js'
export type { Field, FieldWriter } from './field.js'
export { FIELD_BY_WIRE, FIELDS, type FieldName, type WireName } from './fields.js'
export { CARD_NAME, PAGE_FIELDS, SIGNED_NAME } from './page-fields.js'
export { LIMITS } from './limits.js'
export { compareAmounts, formatAmount, isAmount, sameAmount } from './money.js'
export {
  isPaywayOfMode,
  parsePaywayAlias,
  PAYWAY_ALIAS,
  TEST_CURRENCY,
  TEST_PAYWAY,
  type PaywayAlias
} from './payway-alias.js'
export { paywayDefaults, type PaywayDefaults } from './payway-directory.js'
export { PAYWAY_KINDS, type PaywayKind } from './payway-kind.js'
export { parsePaymentStatus } from './payment-status.js'
export { readReturn, writeReturnFragment, RETURN_FRAGMENT } from './return-hint.js'
export {
  GATEWAY,
  isExpired,
  isLoopbackGateway,
  isLoopbackHost,
  isMoment,
  SESSION_ERRORS,
  STATUS_TOKEN,
  type SessionContext,
  type SessionError
} from './session.js'
export type { CheckoutSession, PaymentStatus, Receipt, ReturnHint, SessionPayway } from './schemas.js'
export { parseSession, type SessionResult } from './session-guard.js'
export {
  deriveState,
  FAILURE_REASONS,
  INVOICE_STATES,
  MODES,
  PAYMENT_STATES,
  strongerState,
  strongestReason,
  type FailureReason,
  type Mode,
  type PaymentState
} from './states.js'
export { byteLength, isPlainText, visibleText } from './text.js'
