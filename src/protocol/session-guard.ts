import { CARD_NAME, FIELDS, SIGNED_NAME } from './fields.js'
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
export function parseSession(text: string, context: SessionContext): SessionResult {
  if (text.length > LIMITS.sessionLength) return refuse('too-large')
  const parsed = parseJson(text)
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
  if (!isMoment(expiresAt) || !isOptional(serverTime, isMoment)) return 'bad-expiry'
  if (isExpired({ expiresAt, serverTime }, context.now)) return 'expired'
  if (!isOptional(session.statusToken, isStatusToken)) return 'bad-status-token'
  if (!isOptional(session.earlier, isEarlier)) return 'bad-status-token'
  return hasOnly(session, SESSION_MEMBERS) ? null : 'bad-shape'
}

const SESSION_MEMBERS =
  'version action method fields payways display expiresAt statusToken mode serverTime earlier'.split(' ')
const PAYWAY_MEMBERS = 'id name fields sign method kind currency amount limits logo direct'.split(' ')

/** A form of test mode is complete only with the test payway, so the page's own part of it carries no signature. */
function isFields(fields: unknown, mode: Mode): fields is Json {
  if (!isObject(fields)) return false
  const { checkoutId, paymentNo, amount, currency, description, sign, action, payway } = FIELDS
  return (
    Object.entries(fields).every(([name, value]) => isFieldName(name) && isFieldValue(value)) &&
    [checkoutId, paymentNo, currency, description].every(({ wire, holds }) => isText(fields[wire], holds)) &&
    fields[description.wire] !== '' &&
    isAmount(fields[amount.wire]) &&
    (mode === 'test' ? fields[sign.wire] === undefined : isText(fields[sign.wire], sign.holds)) &&
    fields[action.wire] === undefined &&
    fields[payway.wire] === undefined
  )
}

/** What is shown is what is posted. */
function isDisplayOf(display: unknown, fields: Json): boolean {
  if (!isObject(display)) return false
  const { amount, currency, description, merchant } = display
  return (
    isAmount(amount) &&
    sameAmount(amount, fields[FIELDS.amount.wire] as string) &&
    currency === fields[FIELDS.currency.wire] &&
    isOptional(description, (text) => text === fields[FIELDS.description.wire]) &&
    isOptional(merchant, isName) &&
    hasOnly(display, ['amount', 'currency', 'description', 'merchant'])
  )
}

function arePayways(payways: unknown, mode: Mode): boolean {
  return (
    Array.isArray(payways) &&
    payways.length <= LIMITS.payways &&
    payways.every((payway) => isPayway(payway, mode)) &&
    new Set(payways.map((payway: SessionPayway) => payway.id)).size === payways.length
  )
}

function isPayway(payway: unknown, mode: Mode): boolean {
  if (!isObject(payway)) return false
  const { id, fields, limits } = payway
  return (
    isText(id, (text) => PAYWAY_ALIAS.test(text)) &&
    isPaywayOfMode(id, mode) &&
    isName(payway.name) &&
    isObject(fields) &&
    fields[FIELDS.action.wire] === 'process' &&
    fields[FIELDS.payway.wire] === id &&
    hasOnly(fields, [FIELDS.action.wire, FIELDS.payway.wire]) &&
    isText(payway.sign, FIELDS.sign.holds) &&
    isOptional(payway.method, (text) => isText(text, FIELDS.paymentMethod.holds)) &&
    isOptional(payway.kind, (kind) => (PAYWAY_KINDS as readonly unknown[]).includes(kind)) &&
    isOptional(payway.currency, isPaywayCurrency) &&
    isOptional(payway.amount, (amount) => isAmount(amount, 4)) &&
    isOptional(limits, isLimits) &&
    isOptional(payway.direct, (direct) => typeof direct === 'boolean') &&
    hasOnly(payway, PAYWAY_MEMBERS)
  )
}

function isLimits(limits: unknown): boolean {
  return (
    isObject(limits) &&
    isOptional(limits.min, (min) => isAmount(min, 4)) &&
    isOptional(limits.max, (max) => isAmount(max, 4)) &&
    hasOnly(limits, ['min', 'max'])
  )
}

function isEarlier(earlier: unknown): boolean {
  return (
    isObject(earlier) &&
    isStatusToken(earlier.statusToken) &&
    isMoment(earlier.startedAt) &&
    hasOnly(earlier, ['statusToken', 'startedAt'])
  )
}

const isFieldName = (name: string) =>
  SIGNED_NAME.test(name) && name.length <= LIMITS.nameBytes && !CARD_NAME.test(name)
const isFieldValue = (value: unknown) =>
  typeof value === 'string' && isPlainText(value) && byteLength(value) <= LIMITS.valueBytes
const isName = (name: unknown) =>
  isText(name, (text) => text.length <= LIMITS.nameLength && isPlainText(text) && visibleText(text) !== '')
const isStatusToken = (token: unknown) => isText(token, (text) => STATUS_TOKEN.test(text))
const isPaywayCurrency = (code: unknown) => isText(code, (text) => /^[A-Z]{3,7}$/.test(text))

const isText = (value: unknown, holds: (text: string) => boolean): value is string =>
  typeof value === 'string' && holds(value)
const isOptional = <T = unknown>(
  value: unknown,
  holds: ((value: unknown) => value is T) | ((value: unknown) => boolean)
): value is T | undefined => value === undefined || holds(value)
const hasOnly = (value: Json, members: readonly string[]) =>
  Object.keys(value).every((key) => members.includes(key))

function tidy(session: CheckoutSession, { origin }: SessionContext): CheckoutSession {
  return bare({
    ...session,
    payways: session.payways.map(({ logo, ...payway }) =>
      bare({ ...payway, name: visibleText(payway.name), ...(isOwnLogo(logo, origin) ? { logo } : {}) })
    )
  })
}
