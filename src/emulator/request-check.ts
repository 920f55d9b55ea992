import { byteLength, FIELDS, formatAmount, LIMITS, type FieldName } from '../protocol/index.js'
import { addressesOf, type Addresses } from './addresses.js'
import { echoedFields, valueOf, type FormFields } from './form-fields.js'
import { choosePayways } from './open-payways.js'
import { Refusal } from './refusal.js'
import type { Cabinet, CabinetPayway } from './settings.js'
import { checkSign } from './sign-check.js'

/** A form that was let in, read once. */
export interface CheckoutRequest {
  readonly paymentNo: string
  /** With two digits after the point, whatever was posted. */
  readonly amount: string
  readonly currency: string
  readonly description: string
  /** Those among which the payer may choose. */
  readonly payways: readonly CabinetPayway[]
  /** The one that the form chose already. */
  readonly payway: CabinetPayway | null
  /** Seconds from the first invoice on. */
  readonly lifetime: number
  readonly locale: string | null
  readonly addresses: Addresses
  readonly echo: readonly (readonly [name: string, value: string])[]
}

interface Rule {
  readonly field: FieldName
  readonly pattern: RegExp
  readonly expected: string
}

const rule = (field: FieldName, pattern: RegExp, expected: string): Rule => ({ field, pattern, expected })

const REQUIRED: readonly FieldName[] = ['checkoutId', 'paymentNo', 'amount', 'currency', 'description']

/**
 * The request table of the SCI protocol 0.9.8 (2014, kept in yfix/yf) and of the documentation of 2023 (transcribed by
 * MeowningMaster/interkassa-test). What either of them refuses is refused here, so that what passes here passes there.
 */
const RULES: readonly Rule[] = [
  rule('checkoutId', /^[\w-]{1,36}$/, '1 to 36 letters, digits, _ or -'),
  rule('paymentNo', /^[\w-]{1,32}$/, '1 to 32 letters, digits, _ or -'),
  rule('amount', /^(?=.*[1-9])\d{1,8}(?:[.,]\d{1,2})?$/, 'a number above zero with at most two decimals'),
  rule('currency', /^[A-Za-z]{3}$/, 'three letters'),
  rule('description', /^[^\r\n]+$/, 'one line of text'),
  rule('lifetime', /^\d{1,10}$/, 'seconds'),
  rule('allowedPayways', /^[\w;,.]{1,512}$/, 'payway aliases, separated by ; or ,'),
  rule('payway', /^\w{1,62}$/, 'one payway alias'),
  rule('locale', /^[A-Za-z]{2}(?:_[A-Za-z]{2})?$/, 'a language, such as uk or en_us'),
  rule('contact', /^.{1,64}$/, 'at most 64 characters'),
  rule('interface', /^(?:web|json)$/, 'web or json'),
  rule('action', /^(?:process|payways|payway|payways_calc)$/, 'process, payways or payway')
]

/** Judges a form as the gateway would; throws the {@link Refusal} that its page then shows. */
export function checkRequest(cabinet: Cabinet, fields: FormFields): CheckoutRequest {
  const required = (name: FieldName) => valueOf(fields, name) ?? missing(name)
  for (const name of REQUIRED) required(name)
  for (const each of RULES) checkRule(each, fields)
  checkDescriptionLength(required('description'))
  checkCheckout(cabinet, required('checkoutId'))
  checkEmulated(fields)
  checkSign(cabinet, fields)
  const currency = required('currency').toUpperCase()
  checkCurrency(cabinet, currency)
  return {
    paymentNo: required('paymentNo'),
    amount: formatAmount(required('amount').replace(',', '.')),
    currency,
    description: required('description'),
    ...choosePayways(cabinet, fields),
    lifetime: lifetimeOf(cabinet, fields),
    locale: valueOf(fields, 'locale'),
    addresses: addressesOf(cabinet, fields),
    echo: echoedFields(fields)
  }
}

function missing(name: FieldName): never {
  const { wire } = FIELDS[name]
  throw new Refusal('missing-field', {
    found: `no ${wire}, or an empty one`,
    expected: `${wire} in every form`
  })
}

function checkRule({ field, pattern, expected }: Rule, fields: FormFields): void {
  const value = valueOf(fields, field)
  if (value === null || pattern.test(value)) return
  throw new Refusal('bad-field', { found: `${FIELDS[field].wire} = ${JSON.stringify(value)}`, expected })
}

function checkDescriptionLength(description: string): void {
  const length = byteLength(description)
  if (length <= LIMITS.descriptionBytes) return
  throw new Refusal('bad-field', {
    found: `${FIELDS.description.wire} of ${length} bytes`,
    expected: `at most ${LIMITS.descriptionBytes} bytes of UTF-8`
  })
}

function checkCheckout({ checkoutId }: Cabinet, found: string): void {
  if (found === checkoutId) return
  const name = FIELDS.checkoutId.wire
  throw new Refusal('unknown-checkout', { found: `${name} = ${found}`, expected: `${name} = ${checkoutId}` })
}

function checkEmulated(fields: FormFields): void {
  const refuse = (name: FieldName, expected: string) => {
    throw new Refusal('not-emulated', {
      found: `${FIELDS[name].wire} = ${valueOf(fields, name) ?? ''}`,
      expected
    })
  }
  if (valueOf(fields, 'interface') === 'json') refuse('interface', 'web: the emulator has no JSON interface')
  const action = valueOf(fields, 'action')
  if (action !== null && action !== 'process')
    refuse('action', 'process: the others belong to the JSON interface')
  if (valueOf(fields, 'expiry'))
    refuse('expiry', `${FIELDS.lifetime.wire}: no source tells the time zone of an expiry`)
}

function checkCurrency({ currencies }: Cabinet, currency: string): void {
  if (currencies.includes(currency)) return
  throw new Refusal('currency-closed', {
    found: `${FIELDS.currency.wire} = ${currency}`,
    expected: `a currency of the checkout: ${currencies.join(', ')}`
  })
}

function lifetimeOf({ lifetime }: Cabinet, fields: FormFields): number {
  const asked = lifetime.override ? valueOf(fields, 'lifetime') : null
  return asked === null ? lifetime.seconds : Number(asked)
}
