import {
  FIELD_BY_WIRE,
  FIELDS,
  INVOICE_STATES,
  InterkassaError,
  isPaywayOfMode,
  TEST_PAYWAY
} from '../protocol/index.js'
import type { Account } from './account.js'
import { fingerprintOf, signedText } from './signature.js'

/** A form as a browser posts it, and what identifies its signature. */
export interface SignedForm {
  readonly fields: Readonly<Record<string, string>>
  readonly sign: string
  readonly fingerprint: string
}

const MERCHANT_DATA = /^ik_x_[A-Za-z0-9_]{1,58}$/

const { action, checkoutId, expiry, payway, sign } = FIELDS
const { interactionUrl, successUrl, pendingUrl, failUrl } = FIELDS

/** Our own server's addresses, and a time that it wrote: the only values in which a colon may stand. */
const MAY_HOLD_COLON = new Set<string>(
  [interactionUrl, successUrl, pendingUrl, failUrl, expiry].map(({ wire }) => wire)
)

/**
 * Signs one form. A signature covers values and not names, so whoever chooses a value could have it read as another
 * field, and a form as a notification. Therefore only known fields are signed; none may hold a colon, and none may be
 * the name of an invoice state or of the test payway, apart from what we write ourselves.
 *
 * @throws InterkassaError `bad-field`, `colon-in-value`, `reserved-value` or `test-payway-in-live`.
 */
export function buildForm(account: Account, values: Readonly<Record<string, unknown>>): SignedForm {
  const fields: Record<string, string> = { [checkoutId.wire]: account.checkoutId }
  for (const [name, value] of Object.entries(values)) fields[name] = checked(account, name, value)
  return { fields, sign: account.sign(fields), fingerprint: fingerprintOf(signedText(fields)) }
}

function checked(account: Account, name: string, value: unknown): string {
  const field = FIELD_BY_WIRE.get(name)
  const ours = field ? field.writer !== 'gateway' : MERCHANT_DATA.test(name)
  if (!ours || name === checkoutId.wire || name === sign.wire) {
    throw new InterkassaError('bad-field', `${name} is not a field that is given to the signer`)
  }
  if (typeof value !== 'string') {
    throw new InterkassaError('bad-field', `${name}: expected text, found ${typeof value}`)
  }
  if (value.includes(':') && !MAY_HOLD_COLON.has(name)) {
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
  if (isReserved(value) && name !== action.wire && name !== payway.wire) {
    throw new InterkassaError(
      'reserved-value',
      `${name}: ${JSON.stringify(value)} has a meaning in notifications`
    )
  }
  if (field ? !field.holds(value) : !FIELDS.description.holds(value)) {
    throw new InterkassaError('bad-field', `${name} may not hold ${JSON.stringify(value)}`)
  }
  return value
}

const isReserved = (value: string) => INVOICE_STATES.has(value) || value === TEST_PAYWAY
