import { amount, both, form, gateway, plainText } from './field.js'
import { LIMITS } from './limits.js'
import { PAYWAY_ALIAS } from './payway-alias.js'
import { matches, oneOf } from './shape.js'

/** The fields that a page meets, in a session or in the address of a return. They stand apart for its weight alone. */
export const PAGE_FIELDS = {
  checkoutId: both('ik_co_id', matches(/^[\w-]{1,36}$/)),
  paymentNo: both('ik_pm_no', matches(/^[\w-]{1,50}$/)),
  amount: both('ik_am', amount(4)),
  currency: both('ik_cur', matches(/^[A-Za-z]{3}$/)),
  description: both('ik_desc', plainText(LIMITS.descriptionBytes)),
  sign: both('ik_sign', matches(/^[A-Za-z0-9+/]{22,86}={0,2}$/)),
  payway: both('ik_pw_via', matches(PAYWAY_ALIAS)),
  paymentMethod: both('ik_payment_method', matches(/^\w{1,62}$/)),
  action: form('ik_act', oneOf('process', 'payways', 'payway')),
  invoiceState: gateway('ik_inv_st', matches(/^\w{1,32}$/))
} as const

/** A name that takes part in signatures: `ik_…`, and `_ik_x_…` as seen signed in a captured notification of 2015. */
export const SIGNED_NAME = /^_?ik_[A-Za-z0-9_]+$/

/** Fields that carry a card. They are refused wherever they turn up: this package stays out of card data. */
export const CARD_NAME = /^_?ik_pay_card/i
