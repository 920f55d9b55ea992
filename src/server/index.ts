export { providerAccount, type Account, type ProviderAccountSettings } from './signing/account.js'
export type { Attempt, AttemptUrls } from './signing/attempt.js'
export { createCheckout, type Checkout } from './checkout.js'
export { createSession, type CreatedSession, type CreateSessionOptions } from './signing/create-session.js'

export type { Ledger } from './ledger/ledger.js'
export type { Flag, FlagKind, PaidPayment } from './ledger/outbox-event.js'
export type { Decision } from './ledger/raised-flag.js'
export type { CheckoutOptions, ReconcilePolicy, UrlSource, UrlSources } from './options.js'
export type { ReconcileOptions } from './looking-up/reconcile.js'
export { renderCheckoutForm, type CheckoutForm } from './selling/render-checkout-form.js'
export type { Resolved, SettledFlag } from './judging/resolve.js'
export type { Flagged } from './judging/resolve-flags.js'
export {
  fingerprintOf,
  selectSigned,
  sign,
  signedText,
  type SignAlgorithm,
  type SignedParams
} from './signing/signature.js'
export {
  verifyNotification,
  withoutIssuedCheck,
  type Expectations,
  type QuarantineReason,
  type VerifiedNotification
} from './hearing/verify-notification.js'
export { InterkassaError, type CheckoutSession, type ErrorCode, type Mode } from '../protocol/index.js'
export type { Notification, Order, Payway } from '../protocol/schemas.js'
