export { providerAccount, type Account, type ProviderAccountSettings } from './account.js'
export type { Attempt, AttemptUrls } from './attempt.js'
export { createCheckout, type Checkout } from './checkout.js'
export { createSession, type CreatedSession, type CreateSessionOptions } from './create-session.js'
export type { ReconcilePolicy } from './judge-invoice.js'
export type { Ledger } from './ledger/ledger.js'
export type { Flag, FlagKind, PaidPayment } from './ledger/outbox-event.js'
export type { Decision } from './ledger/raised-flag.js'
export type { CheckoutOptions, UrlSource, UrlSources } from './options.js'
export type { ReconcileOptions } from './reconcile.js'
export { renderCheckoutForm, type CheckoutForm } from './render-checkout-form.js'
export type { Resolved, SettledFlag } from './resolve.js'
export type { Flagged } from './resolve-flags.js'
export {
  fingerprintOf,
  selectSigned,
  sign,
  signedText,
  type SignAlgorithm,
  type SignedParams
} from './signature.js'
export {
  verifyNotification,
  withoutIssuedCheck,
  type Expectations,
  type QuarantineReason,
  type VerifiedNotification
} from './verify-notification.js'
export { InterkassaError, type CheckoutSession, type ErrorCode, type Mode } from '../protocol/index.js'
export type { Notification, Order, Payway } from '../protocol/schemas.js'
