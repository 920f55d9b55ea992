import { form, gateway, both, plainText, type Field } from './field.js'
import { PAGE_FIELDS } from './page-fields.js'
import { matches, oneOf } from './shape.js'

const url = matches(/^https?:\/\/[!-~]{1,2000}$/)
const method = oneOf('get', 'post')
const payways = matches(/^[\w;,.]{1,512}$/)

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
  ...PAGE_FIELDS,

  // the order
  contact: both('ik_cli', plainText(64)),
  expiry: form('ik_exp', matches(/^\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2}:\d{2})?$/)),
  lifetime: form('ik_ltm', matches(/^\d{1,10}$/)),

  // what the payer may choose, and has chosen
  allowedPayways: form('ik_pw_on', payways),
  paymentCurrency: both('ik_payment_currency', matches(/^\w{3,7}$/)),

  // what the gateway is to do
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
  purseId: gateway('ik_co_prs_id', plainText(64)),
  invoiceId: gateway('ik_inv_id', matches(/^\d{1,20}$/)),
  invoiceCreated: gateway('ik_inv_crt', plainText(64)),
  invoiceProcessed: gateway('ik_inv_prc', plainText(64)),
  transactionId: gateway('ik_trn_id', plainText(128)),
  credited: gateway('ik_co_rfn', plainText(32)),
  paywayPrice: gateway('ik_ps_price', plainText(32))
} as const satisfies Record<string, Field>

export type FieldName = keyof typeof FIELDS

/** The wire name of a field. */
export type WireName = (typeof FIELDS)[FieldName]['wire']

/** Fields by wire name. */
export const FIELD_BY_WIRE: ReadonlyMap<string, Field> = new Map(
  Object.values(FIELDS).map((field) => [field.wire, field])
)
