import { CARD_NAME, PAGE_FIELDS as FIELDS, SIGNED_NAME } from './page-fields.js'
import { bare, isObject, parseJson, type Json } from './json.js'
import { LIMITS } from './limits.js'
import { isAmount, sameAmount } from './money.js'
import { isPaywayOfMode, PAYWAY_ALIAS } from './payway-alias.js'
import { PAYWAY_KINDS } from './payway-kind.js'
import type { CheckoutSession, SessionPayway } from './schemas.js'
import {
  GATEWAY,
  isExpired,
  isMoment,
  isOwnLogo,
  STATUS_TOKEN,
  type SessionContext,
  type SessionError
} from './session.js'
import { fits, matches, oneOf, optional, text } from './shape.js'
import type { Mode } from './states.js'
import { byteLength, isPlainText, visibleText } from './text.js'

export type SessionResult =
  | { readonly ok: true; readonly session: CheckoutSession }
  | { readonly ok: false; readonly error: SessionError }

/**
 * Reads a CheckoutSession from its JSON text: everything is checked, nothing unknown is let in, and no object of the
 * result has a prototype, so that a page with a polluted `Object.prototype` cannot lend it members. Payway names lose
 * invisible characters, and logos from elsewhere are dropped. Accepts exactly what `checkoutSessionSchema` accepts,
 * without its weight.
 */
export function parseSession(json: string, context: SessionContext): SessionResult {
  if (json.length > LIMITS.sessionLength) return refuse('too-large')
  const parsed = parseJson(json)
  if (!parsed) return refuse('not-json')
  const { value } = parsed
  if (!isObject(value)) return refuse('bad-shape')
  const error = faultOf(value, context)
  return error ? refuse(error) : { ok: true, session: tidy(value as unknown as CheckoutSession, context) }
}

const refuse = (error: SessionError): SessionResult => ({ ok: false, error })

function faultOf(session: Json, context: SessionContext): SessionError | null {
  const { fields, display, expiresAt, serverTime, mode = 'live' } = session
  if (session.version !== 1) return 'bad-version'
  if (session.action !== (context.gateway ?? GATEWAY)) return 'bad-action'
  if (session.method !== 'POST') return 'bad-method'
  if (mode !== 'live' && mode !== 'test') return 'bad-shape'
  if (!isFields(fields, mode)) return 'bad-fields'
  if (!isDisplayOf(display, fields)) return 'display-mismatch'
  if (!arePayways(session.payways, mode)) return 'bad-payways'
  if (!isMoment(expiresAt) || !optional(isMoment)(serverTime)) return 'bad-expiry'
  if (isExpired({ expiresAt, serverTime: serverTime as string | undefined }, context.now)) return 'expired'
  if (!optional(isStatusToken)(session.statusToken)) return 'bad-status-token'
  if (!optional(isEarlier)(session.earlier)) return 'bad-status-token'
  return Object.keys(session).every((name) => MEMBERS.includes(name)) ? null : 'bad-shape'
}

const MEMBERS =
  'version action method fields payways display expiresAt statusToken mode serverTime earlier'.split(' ')

/** A form of test mode is complete only with the test payway, so the page's own part of it carries no signature. */
function isFields(fields: unknown, mode: Mode): fields is Json {
  if (!isObject(fields)) return false
  const { checkoutId, paymentNo, amount, currency, description, sign, action, payway } = FIELDS
  return (
    Object.entries(fields).every(([name, value]) => isFieldName(name) && isFieldValue(value)) &&
    [checkoutId, paymentNo, currency, description].every(({ wire, holds }) => holds(fields[wire])) &&
    fields[description.wire] !== '' &&
    isAmount(fields[amount.wire]) &&
    (mode === 'test' ? fields[sign.wire] === undefined : sign.holds(fields[sign.wire])) &&
    fields[action.wire] === undefined &&
    fields[payway.wire] === undefined
  )
}

/** What is shown is what is posted. */
const isDisplayOf = (display: unknown, fields: Json) =>
  fits(display, {
    amount: (amount) => isAmount(amount) && sameAmount(amount, fields[FIELDS.amount.wire] as string),
    currency: oneOf(fields[FIELDS.currency.wire]),
    description: optional(oneOf(fields[FIELDS.description.wire])),
    merchant: optional(isName)
  })

function arePayways(payways: unknown, mode: Mode): boolean {
  return (
    Array.isArray(payways) &&
    payways.length <= LIMITS.payways &&
    payways.every((payway) => isPayway(payway, mode)) &&
    new Set(payways.map((payway: SessionPayway) => payway.id)).size === payways.length
  )
}

const isPayway = (payway: unknown, mode: Mode) =>
  fits(payway, {
    id: (id) => matches(PAYWAY_ALIAS)(id) && isPaywayOfMode(id as string, mode),
    name: isName,
    fields: isObject,
    sign: FIELDS.sign.holds,
    method: optional(FIELDS.paymentMethod.holds),
    kind: optional(oneOf(...PAYWAY_KINDS)),
    currency: optional(matches(/^[A-Z]{3,7}$/)),
    amount: optional(isPrice),
    limits: optional((limits) => fits(limits, { min: optional(isPrice), max: optional(isPrice) })),
    logo: () => true,
    direct: optional(oneOf(true, false))
  }) &&
  fits(payway.fields, { [FIELDS.action.wire]: oneOf('process'), [FIELDS.payway.wire]: oneOf(payway.id) })

const isFieldName = (name: string) =>
  SIGNED_NAME.test(name) && name.length <= LIMITS.nameBytes && !CARD_NAME.test(name)
const isFieldValue = text((value) => isPlainText(value) && byteLength(value) <= LIMITS.valueBytes)
const isName = text(
  (name) => name.length <= LIMITS.nameLength && isPlainText(name) && visibleText(name) !== ''
)
const isPrice = (amount: unknown) => isAmount(amount, 4)
const isStatusToken = matches(STATUS_TOKEN)
const isEarlier = (earlier: unknown) => fits(earlier, { statusToken: isStatusToken, startedAt: isMoment })

function tidy(session: CheckoutSession, { origin }: SessionContext): CheckoutSession {
  return bare({
    ...session,
    payways: session.payways.map(({ logo, ...payway }) =>
      bare({ ...payway, name: visibleText(payway.name), ...(isOwnLogo(logo, origin) ? { logo } : {}) })
    )
  })
}
