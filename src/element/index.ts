export {
  type CheckoutError,
  type CheckoutErrorCode,
  type ErrorOrigin,
  type PageError
} from './checkout-error.js'
export { type CheckoutState } from './checkout-state.js'
export {
  InterkassaErrorEvent,
  InterkassaLoadEvent,
  InterkassaSelectEvent,
  InterkassaStatusEvent,
  InterkassaSubmitEvent
} from './events.js'
export { InterkassaCheckout, type Appearance, type Layout } from './interkassa-checkout.js'
export { PARTS, type Part } from './parts.js'
export { addLanguage, type OwnTexts } from './language/language.js'
export { type Messages, type Plural, type TextKey } from './locales/en.js'
