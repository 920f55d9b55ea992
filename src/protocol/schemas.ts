import { z } from 'zod'
import { FIELDS } from './fields.js'
import { isObject } from './json.js'
import { LIMITS } from './limits.js'
import { isAmount, sameAmount } from './money.js'
import { CARD_NAME, SIGNED_NAME } from './page-fields.js'
import { isPaywayOfMode, PAYWAY_ALIAS } from './payway-alias.js'
import { PAYWAY_KINDS } from './payway-kind.js'
import { GATEWAY, isExpired, isMoment, STATUS_TOKEN, type SessionContext } from './session.js'
import { FAILURE_REASONS, MODES, PAYMENT_STATES } from './states.js'
import { byteLength, isPlainText, visibleText } from './text.js'

/** What is no amount ends the check there: nothing that comes after could compare it. */
const amount = (decimals: number) =>
  z.string().refine((text) => isAmount(text, decimals), {
    message: 'expected decimal text greater than zero, such as "250.50"',
    abort: true
  })
const field = (name: keyof typeof FIELDS) =>
  z.string().refine(FIELDS[name].holds, `expected what ${FIELDS[name].wire} may hold`)
const moment = z.string().refine(isMoment, 'expected a moment in UTC, such as "2026-11-23T00:00:00Z"')
const name = z
  .string()
  .max(LIMITS.nameLength)
  .refine(
    (text) => isPlainText(text) && visibleText(text) !== '',
    'expected visible text without control characters'
  )
const paywayId = z
  .string()
  .regex(PAYWAY_ALIAS, 'expected a payway alias, such as "visa_cpaytrz_merchant_uah"')
const paywayCurrency = z.string().regex(/^[A-Z]{3,7}$/, 'expected a currency code, such as "UAH"')
const none = z.undefined().optional()
const limits = z.strictObject({ min: amount(4).optional(), max: amount(4).optional() })

/**
 * A payway as a merchant lists it. Only `id` is needed: method, kind, name and currency default from the alias.
 * `amount` is what the payer would pay through it, fee included; it and `limits` are decimal text in the payway's
 * currency, for showing, and are not signed.
 */
export const paywaySchema = z.strictObject({
  id: paywayId,
  name: name.optional(),
  method: field('paymentMethod').optional(),
  kind: z.enum(PAYWAY_KINDS).optional(),
  currency: paywayCurrency.optional(),
  amount: amount(4).optional(),
  limits: limits.optional(),
  logo: z.string().optional()
})
export type Payway = z.infer<typeof paywaySchema>

/**
 * What the shop's server knows of an order. `amount` is decimal text in `currency`; a number is refused. `payways`
 * restricts the order to these aliases: money that comes by another is held back.
 */
export const orderSchema = z.strictObject({
  amount: amount(2),
  currency: z.string().regex(/^[A-Z]{3}$/, 'expected an upper-case currency code, such as "UAH"'),
  description: z.string().min(1),
  payways: z
    .array(paywayId)
    .min(1)
    .refine(
      (ids) => FIELDS.allowedPayways.holds(ids.join(';')),
      'expected a list that fits ik_pw_on: 512 characters'
    )
    .optional()
})
export type Order = z.infer<typeof orderSchema>

/** The id of an order in the merchant's books: short enough that `<orderId>-<n>` fits a payment number. */
export const orderIdSchema = z.string().regex(/^[A-Za-z0-9_-]{1,28}$/)

const sessionPaywaySchema = z.strictObject({
  id: paywayId,
  name,
  fields: z.strictObject({ ik_act: z.literal('process'), ik_pw_via: paywayId }),
  sign: field('sign'),
  method: field('paymentMethod').optional(),
  kind: z.enum(PAYWAY_KINDS).optional(),
  currency: paywayCurrency.optional(),
  amount: amount(4).optional(),
  limits: limits.optional(),
  logo: z.unknown().optional(),
  direct: z.boolean().optional()
})

const isFieldName = (name: string) =>
  SIGNED_NAME.test(name) && name.length <= LIMITS.nameBytes && !CARD_NAME.test(name)

// judged before anything is read: a catchall does not see a member that is called __proto__
const fieldNames = z.custom<Record<string, unknown>>(
  (fields) => isObject(fields) && Object.keys(fields).every(isFieldName),
  'expected fields with names of the protocol, and no card'
)

const sessionFieldsSchema = fieldNames.pipe(
  z
    .object({
      ik_co_id: field('checkoutId'),
      ik_pm_no: field('paymentNo'),
      ik_am: amount(2),
      ik_cur: field('currency'),
      ik_desc: field('description').min(1),
      ik_sign: field('sign').optional(),
      ik_act: none,
      ik_pw_via: none
    })
    .catchall(z.string().refine((text) => isPlainText(text) && byteLength(text) <= LIMITS.valueBytes))
)

const sessionSchema = z.strictObject({
  version: z.literal(1),
  action: z.string(),
  method: z.literal('POST'),
  fields: sessionFieldsSchema,
  payways: z.array(sessionPaywaySchema).max(LIMITS.payways),
  display: z.strictObject({
    amount: amount(2),
    currency: z.string(),
    description: z.string().optional(),
    merchant: name.optional()
  }),
  expiresAt: moment,
  statusToken: z.string().regex(STATUS_TOKEN).optional(),
  mode: z.enum(MODES).optional(),
  serverTime: moment.optional(),
  earlier: z.strictObject({ statusToken: z.string().regex(STATUS_TOKEN), startedAt: moment }).optional()
})

/**
 * What reaches a browser: a form for every payway, signed beforehand, so that choosing asks nobody. `fields` is the
 * hosted page with all payways (in test mode without a signature, since then only the payway's own form exists);
 * each payway's form is `fields` with its own `fields` and `sign` instead. Depends on where and when it is read.
 */
export const checkoutSessionSchema = (context: SessionContext) =>
  sessionSchema.superRefine((session, refinement) => {
    const mode = session.mode ?? 'live'
    const refuse = (message: string, ...path: string[]) => {
      refinement.addIssue({ code: 'custom', message, path })
    }
    if (session.action !== (context.gateway ?? GATEWAY)) refuse('expected the configured gateway', 'action')
    if ((session.fields.ik_sign === undefined) !== (mode === 'test')) {
      refuse('expected a signature in live mode and none in test mode', 'fields', 'ik_sign')
    }
    const { display, fields } = session
    if (!sameAmount(display.amount, fields.ik_am)) refuse('expected the signed amount', 'display', 'amount')
    if (display.currency !== fields.ik_cur) refuse('expected the signed currency', 'display', 'currency')
    if (display.description !== undefined && display.description !== fields.ik_desc) {
      refuse('expected the signed description', 'display', 'description')
    }
    if (new Set(session.payways.map(({ id }) => id)).size < session.payways.length) {
      refuse('expected every payway once', 'payways')
    }
    for (const { id, fields } of session.payways) {
      if (fields.ik_pw_via !== id) refuse('expected the payway’s own alias', 'payways', id)
      if (!isPaywayOfMode(id, mode)) refuse(`expected a payway of ${mode} mode`, 'payways', id)
    }
    if (isExpired(session, context.now)) refuse('expected a time to come', 'expiresAt')
  })

/** What a browser is given to show and post: see {@link checkoutSessionSchema}. */
export type CheckoutSession = Readonly<Omit<z.infer<typeof sessionSchema>, 'fields' | 'payways'>> & {
  readonly fields: Readonly<Record<string, string>>
  readonly payways: readonly SessionPayway[]
}
/** A payway of a session, ready to be posted: the session's fields with these and this signature. */
export type SessionPayway = Readonly<Omit<z.infer<typeof sessionPaywaySchema>, 'fields' | 'logo'>> & {
  readonly fields: Readonly<Record<string, string>>
  readonly logo?: string
}

/** The facts of a payment that is made: amount and currency of the order, the payway's name, when we heard of it. */
export const receiptSchema = z.object({
  amount: amount(2),
  currency: field('currency'),
  payway: z.string().optional(),
  time: moment
})
export type Receipt = Readonly<z.infer<typeof receiptSchema>>

const reference = field('paymentNo')
const orderId = field('paymentNo').optional()

/**
 * The ledger's word on a payment, as the status route gives it. `reference` is the payment number, `orderId` the order it
 * is of, so that a page for another order does not take it for its own.
 */
export const paymentStatusSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('created'), reference, orderId, reason: none, receipt: none }),
  z.object({ state: z.literal('pending'), reference, orderId, reason: none, receipt: none }),
  z.object({
    state: z.literal('failed'),
    reference,
    orderId,
    reason: z.enum(FAILURE_REASONS).optional(),
    receipt: none
  }),
  z.object({ state: z.literal('paid'), reference, orderId, reason: none, receipt: receiptSchema })
])
export type PaymentStatus = Readonly<z.infer<typeof paymentStatusSchema>>

/**
 * What the gateway said of one invoice, after its signature was found right. `state` is null for a state that no
 * table knows. Times carry no zone and decide nothing; `paywayPrice` is in the payway's currency and binds nothing.
 */
export const notificationSchema = z.strictObject({
  checkoutId: field('checkoutId'),
  paymentNo: field('paymentNo'),
  invoiceId: field('invoiceId'),
  invoiceState: field('invoiceState'),
  state: z.enum(PAYMENT_STATES).nullable(),
  amount: amount(4),
  currency: z.string().regex(/^[A-Z]{3}$/),
  payway: paywayId,
  description: z.string().optional(),
  credited: z.string().optional(),
  paywayPrice: z.string().optional(),
  transactionId: z.string().optional(),
  invoiceCreated: z.string().optional(),
  invoiceProcessed: z.string().optional()
})
export type Notification = Readonly<z.infer<typeof notificationSchema>>

/**
 * How the browser says it came back. Nobody signs a return (no capture of one carries `ik_sign`), so this decides
 * nothing: it may choose the first sentence on the screen, never the outcome.
 */
export const returnHintSchema = z.strictObject({
  hint: z.enum(['success', 'pending', 'fail', 'none']),
  paymentNo: field('paymentNo').optional(),
  trusted: z.literal(false)
})
export type ReturnHint = Readonly<z.infer<typeof returnHintSchema>>
