import { LIMITS } from './limits.js'
import { isAmount } from './money.js'
import { PAYWAY_ALIAS } from './payway-alias.js'
import { byteLength, isPlainText } from './text.js'

/** Who writes a field: we into a form, the gateway into a notification, or both. */
export type FieldWriter = 'form' | 'gateway' | 'both'

export interface Field {
  /** The name on the wire. */
  readonly wire: string
  readonly writer: FieldWriter
  /** Whether a value may stand there. Empty values are judged by the reader, not here. */
  readonly holds: (value: string) => boolean
}

const matches = (pattern: RegExp) => (value: string) => pattern.test(value)
const oneOf =
  (...values: string[]) =>
  (value: string) =>
    values.includes(value)
const text =
  (bytes: number = LIMITS.valueBytes) =>
  (value: string) =>
    isPlainText(value) && byteLength(value) <= bytes
const amount = (decimals: number) => (value: string) => isAmount(value, decimals)
const url = matches(/^https?:\/\/[!-~]{1,2000}$/)
const method = oneOf('get', 'post')
const payways = matches(/^[\w;,.]{1,512}$/)

const form = (wire: string, holds: Field['holds']): Field => ({ wire, writer: 'form', holds })
const gateway = (wire: string, holds: Field['holds']): Field => ({ wire, writer: 'gateway', holds })
const both = (wire: string, holds: Field['holds']): Field => ({ wire, writer: 'both', holds })

/**
 * Every field that we write or read, once: our name, the name on the wire, what it may hold and who writes it.
 *
 * Sources: the request table of the SCI protocol 0.9.8 (2014, kept in yfix/yf), the official interkassa/php-sdk, and
 * the documentation of 2023 as transcribed by MeowningMaster/interkassa-test. Where they disagree the narrower rule
 * was taken for what we write (it satisfies all) and the wider for what we read (it refuses no money):
 * `ik_pm_no` is `[\w-]{1,32}` in 2014 and `{1,50}` in 2023: we write 32 (28 of the order and `-999`), and read 50;
 * `ik_am` in notifications comes with no, two or four decimals; `ik_cur` was seen in lower case, so reading allows it.
 * `ik_exp` and `ik_cli` are known to the signer though this package never writes them: the zone of `ik_exp` is
 * unknown, and a contact would be text that a buyer wrote.
 */
export const FIELDS = {
  // the order
  checkoutId: both('ik_co_id', matches(/^[\w-]{1,36}$/)),
  paymentNo: both('ik_pm_no', matches(/^[\w-]{1,50}$/)),
  amount: both('ik_am', amount(4)),
  currency: both('ik_cur', matches(/^[A-Za-z]{3}$/)),
  description: both('ik_desc', text(LIMITS.descriptionBytes)),
  contact: both('ik_cli', text(64)),
  expiry: form('ik_exp', text(30)),
  lifetime: form('ik_ltm', matches(/^\d{1,10}$/)),
  sign: both('ik_sign', matches(/^[A-Za-z0-9+/]{22,86}={0,2}$/)),

  // what the payer may choose, and has chosen
  allowedPayways: form('ik_pw_on', payways),
  payway: both('ik_pw_via', matches(PAYWAY_ALIAS)),
  paymentMethod: both('ik_payment_method', matches(/^\w{1,62}$/)),
  paymentCurrency: both('ik_payment_currency', matches(/^\w{3,7}$/)),

  // what the gateway is to do
  action: form('ik_act', oneOf('process', 'payways', 'payway')),
  interface: form('ik_int', oneOf('web', 'json')),
  locale: form('ik_loc', matches(/^[a-z]{2}(_[a-z]{2})?$/)),

  // where the gateway and the browser come back to
  interactionUrl: form('ik_ia_u', url),
  interactionMethod: form('ik_ia_m', method),
  successUrl: form('ik_suc_u', url),
  successMethod: form('ik_suc_m', method),
  pendingUrl: form('ik_pnd_u', url),
  pendingMethod: form('ik_pnd_m', method),
  failUrl: form('ik_fal_u', url),
  failMethod: form('ik_fal_m', method),

  // what the gateway says of an invoice
  purseId: gateway('ik_co_prs_id', text(64)),
  invoiceId: gateway('ik_inv_id', matches(/^\d{1,20}$/)),
  invoiceState: gateway('ik_inv_st', matches(/^\w{1,32}$/)),
  invoiceCreated: gateway('ik_inv_crt', text(64)),
  invoiceProcessed: gateway('ik_inv_prc', text(64)),
  transactionId: gateway('ik_trn_id', text(128)),
  credited: gateway('ik_co_rfn', text(32)),
  paywayPrice: gateway('ik_ps_price', text(32))
} as const satisfies Record<string, Field>

export type FieldName = keyof typeof FIELDS

/** The wire name of a field. */
export type WireName = (typeof FIELDS)[FieldName]['wire']

/** Fields by wire name. */
export const FIELD_BY_WIRE: ReadonlyMap<string, Field> = new Map(
  Object.values(FIELDS).map((field) => [field.wire, field])
)

/** A name that takes part in signatures: `ik_…`, and `_ik_x_…` as seen signed in a captured notification of 2015. */
export const SIGNED_NAME = /^_?ik_[A-Za-z0-9_]+$/

/** Fields that carry a card. They are refused wherever they turn up: this package stays out of card data. */
export const CARD_NAME = /^_?ik_pay_card/i
