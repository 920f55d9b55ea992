export {
  createApi,
  type CallOptions,
  type InterkassaApi,
  type InvoiceRange,
  type RefundOrder
} from './create-api.js'
export type { ApiRefusal } from './envelope.js'
export { API_URL, type ApiCredentials, type ApiOptions, type Fetch } from './options.js'
export type { ApiAccount } from './resources/account.js'
export type { ApiCheckout } from './resources/checkout.js'
export type { ApiCurrency } from './resources/currency.js'
export type { ApiInvoice } from './resources/invoice.js'
export type { ApiPayway } from './resources/payway.js'
export type { ApiPurse } from './resources/purse.js'
export type { ApiPause } from './retry.js'
export { InterkassaError, type ErrorCode } from '../protocol/index.js'
