import {
  FIELD_BY_WIRE,
  FIELDS,
  INVOICE_STATES,
  InterkassaError,
  isAmount,
  isLoopbackHost,
  isPaywayOfMode,
  TEST_PAYWAY
} from '../../protocol/index.js'
import type { Account } from './account.js'
import { fingerprintOf, signedTextWith } from './signature.js'

/** The signature of a form, and what identifies it under every key. */
export interface FormSignature {
  readonly sign: string
  readonly fingerprint: string
}

/** A form as a browser posts it. */
export interface SignedForm extends FormSignature {
  readonly fields: Readonly<Record<string, string>>
}

const MERCHANT_DATA = /^ik_x_[A-Za-z0-9_]{1,58}$/

const { action, amount, checkoutId, currency, description, expiry, payway, paymentNo, sign } = FIELDS
const { interactionUrl, successUrl, pendingUrl, failUrl } = FIELDS

const REQUIRED = [amount, currency, paymentNo, description].map(({ wire }) => wire)

/** Our own server's addresses. */
const ADDRESSES = new Set<string>([interactionUrl, successUrl, pendingUrl, failUrl].map(({ wire }) => wire))

/** What we write satisfies every source, also where what we read may be more generous. */
const NARROWER: ReadonlyMap<string, (value: string) => boolean> = new Map([
  [amount.wire, (value: string) => isAmount(value)],
  [currency.wire, (value: string) => /^[A-Z]{3}$/.test(value)],
  [paymentNo.wire, (value: string) => value.length <= 32]
])

/**
 * Signs one form. A signature covers values and not names, so whoever chooses a value could have it read as another
 * field, and a form as a notification. Therefore only known fields are signed; none may hold a colon, and none may be
 * the name of an invoice state or of the test payway, apart from what we write ourselves: a time, `ik_act`, and the
 * server's own addresses. Those are given apart, so that no order can name an address.
 *
 * @throws InterkassaError `bad-field`, `colon-in-value`, `reserved-value` or `test-payway-in-live`.
 */
export function buildForm(
  account: Account,
  values: Readonly<Record<string, unknown>>,
  addresses: Readonly<Record<string, string>> = {}
): SignedForm {
  const fields = checkedFields(account, values, addresses)
  return { fields, ...signerWith(account, fields)({}) }
}

/**
 * Signs forms that have these values and addresses in common: they are checked once, and what each form adds is checked
 * with it.
 *
 * @throws InterkassaError as {@link buildForm} does, and so does what is returned.
 */
export function formSigner(
  account: Account,
  values: Readonly<Record<string, unknown>>,
  addresses: Readonly<Record<string, string>> = {}
): (further: Readonly<Record<string, string>>) => FormSignature {
  return signerWith(account, checkedFields(account, values, addresses))
}

function signerWith(account: Account, shared: Readonly<Record<string, string>>) {
  const textOf = signedTextWith(shared)
  return (further: Readonly<Record<string, string>>): FormSignature => {
    for (const name of Object.keys(further)) checked(account, name, further[name])
    const text = textOf(further)
    return { sign: account.signText(text), fingerprint: fingerprintOf(text) }
  }
}

function checkedFields(
  account: Account,
  values: Readonly<Record<string, unknown>>,
  addresses: Readonly<Record<string, string>>
): Record<string, string> {
  const fields: Record<string, string> = { [checkoutId.wire]: account.checkoutId }
  for (const [name, value] of Object.entries(values)) fields[name] = checked(account, name, value)
  for (const [name, url] of Object.entries(addresses)) fields[name] = checkedAddress(name, url)
  const missing = REQUIRED.find((name) => !fields[name])
  if (missing !== undefined) throw new InterkassaError('bad-field', `${missing} is missing or empty`)
  return fields
}

/** A stranger's address would be told of the payment; one without TLS could be told by anybody. */
function checkedAddress(name: string, url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : null
  const isSafe =
    parsed?.protocol === 'https:' || (parsed?.protocol === 'http:' && isLoopbackHost(parsed.hostname))
  if (!ADDRESSES.has(name) || !isSafe || !interactionUrl.holds(url)) {
    throw new InterkassaError(
      'bad-field',
      `${name}: expected an https address of the server, or http on loopback`
    )
  }
  return url
}

function checked(account: Account, name: string, value: unknown): string {
  const field = FIELD_BY_WIRE.get(name)
  const ours = field ? field.writer !== 'gateway' && !ADDRESSES.has(name) : MERCHANT_DATA.test(name)
  if (!ours || name === checkoutId.wire || name === sign.wire) {
    throw new InterkassaError('bad-field', `${name} is not a field that is given to the signer`)
  }
  if (typeof value !== 'string') {
    throw new InterkassaError('bad-field', `${name}: expected text, found ${typeof value}`)
  }
  if (value.includes(':') && name !== expiry.wire) {
    throw new InterkassaError(
      'colon-in-value',
      `${name}: a colon separates signed values and may not stand in one`
    )
  }
  if (name === payway.wire && !isPaywayOfMode(value, account.mode)) {
    throw value === TEST_PAYWAY
      ? new InterkassaError('test-payway-in-live', 'the test payway is not offered in live mode')
      : new InterkassaError('bad-field', `${name}: test mode offers the test payway only`)
  }
  // what we write ourselves: an action, and the test payway of a test account, which was let through above
  const isOurs = name === action.wire || (name === payway.wire && value === TEST_PAYWAY)
  if (isReserved(value) && !isOurs) {
    throw new InterkassaError(
      'reserved-value',
      `${name}: ${JSON.stringify(value)} has a meaning in notifications`
    )
  }
  if (!(field ?? description).holds(value) || NARROWER.get(name)?.(value) === false) {
    throw new InterkassaError('bad-field', `${name} may not hold ${JSON.stringify(value)}`)
  }
  return value
}

const isReserved = (value: string) => INVOICE_STATES.has(value) || value === TEST_PAYWAY
