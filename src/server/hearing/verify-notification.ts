import {
  CARD_NAME,
  FIELDS,
  INVOICE_STATES,
  InterkassaError,
  TEST_CURRENCY,
  TEST_PAYWAY,
  type Field,
  type Mode
} from '../../protocol/index.js'
import type { Notification } from '../../protocol/schemas.js'
import { mismatchOf } from '../judging/mismatch.js'
import type { Account } from '../signing/account.js'
import type { Attempt } from '../signing/attempt.js'
import { hashOf } from '../signing/hash.js'
import { fingerprintOf, selectSigned, signedText } from '../signing/signature.js'
import { sortedNames } from '../signing/sorted-names.js'
import { parseForm } from './parse-form.js'

/** Why an authentic message is recorded but not believed. */
export type QuarantineReason =
  'mode-mismatch' | 'unknown-state' | 'amount-mismatch' | 'currency-mismatch' | 'payway-mismatch'

/** What was asked for, to be compared with what the gateway says. */
export interface Expectations<Known extends Attempt = Attempt> {
  /** The attempt of this payment number, or null. */
  readonly attempt: (paymentNo: string) => Known | null | Promise<Known | null>
  /** Whether a form with this fingerprint was ever signed: it would be our own form, sent back as a notification. */
  readonly issued: (fingerprint: string) => boolean | Promise<boolean>
  /**
   * The `digest` with which a message of this fingerprint was recorded before, or null. Only asked of messages that
   * are refused: whether they are others, re-keyed. Absent: those are refused for what is wrong with their fields.
   */
  readonly seen?: (fingerprint: string) => string | null | Promise<string | null>
}

export type VerifiedNotification<Known extends Attempt = Attempt> = {
  readonly notification: Notification
  readonly attempt: Known
  /** Identifies the signed text. The same one again is a repetition, or another reading of the same signature. */
  readonly fingerprint: string
  /** Identifies names and values. Same fingerprint with another digest: the message was re-keyed on the way. */
  readonly digest: string
} & ({ readonly verdict: 'apply' } | { readonly verdict: 'quarantine'; readonly why: QuarantineReason })

/**
 * For `issued` where no fingerprints were kept: forms that were signed can then be sent back as notifications, if any
 * value in them was ever chosen by a buyer. Named so that a search finds it.
 */
export const withoutIssuedCheck = (): boolean => false

/**
 * Reads and judges the raw body of a notification; there is no way to a Notification around this. `apply`: all of
 * checkout, mode, payment, amount, currency and, if restricted, payway are as signed. `quarantine`: authentic, but one
 * of them differs, so record it, answer 200 and deliver nothing. Anything else is thrown.
 *
 * Without a ledger two checks stay with the caller: that a `fingerprint` which was seen before is a repetition, and
 * that one which was seen with another `digest` is refused.
 *
 * @throws InterkassaError the codes of {@link parseForm}, and `missing-param`, `bad-signature`, `reflected`,
 *   `wrong-checkout`, `wrong-mode`, `bad-field`, `unknown-invoice` and, by the word of `seen`, `malleated`. None says
 *   anything to the sender: answer 400 with one body for all, and 404 for `unknown-invoice`.
 * @example
 * const verified = await verifyNotification(account, rawBody, { attempt: findAttempt, issued: isIssued })
 * if (verified.verdict === 'apply' && verified.notification.state === 'paid') fulfil(verified.attempt)
 */
export async function verifyNotification<Known extends Attempt>(
  account: Account,
  rawBody: string | Uint8Array,
  expectations: Expectations<Known>
): Promise<VerifiedNotification<Known>> {
  const authentic = authenticate(account, rawBody)
  if (!authentic) throw new InterkassaError('bad-signature', badSignature(account))
  return judge(account, authentic, expectations)
}

/** What a key has signed at some time, which is all that is known of it. */
interface Authentic {
  readonly params: ReadonlyMap<string, string>
  /** Those that are signed, and the text that they make. */
  readonly selected: ReadonlyMap<string, string>
  readonly text: string
}

/**
 * The first half of {@link verifyNotification}: null is a bad signature. A stranger can send any number of those, and an
 * error with its stack costs more than it takes to find one.
 *
 * @throws InterkassaError the codes of {@link parseForm}, and `missing-param`.
 */
export function authenticate(account: Account, rawBody: string | Uint8Array): Authentic | null {
  const params = parseForm(rawBody)
  const selected = selectSigned(params)
  const text = signedText(selected)
  return account.hasSigned(text, required(params, FIELDS.sign)) ? { params, selected, text } : null
}

/** What is wrong with a signature, for the operator. */
export const badSignature = ({ mode }: Account): string =>
  `the signature is none of this checkout in ${mode} mode`

/** The other half of {@link verifyNotification}. */
export async function judge<Known extends Attempt>(
  account: Account,
  { params, selected, text }: Authentic,
  { attempt: findAttempt, issued, seen = () => null }: Expectations<Known>
): Promise<VerifiedNotification<Known>> {
  const fingerprint = fingerprintOf(text)
  if (await issued(fingerprint)) {
    throw new InterkassaError('reflected', 'this is the signature of a form that was signed here')
  }
  const digest = digestOf(selected)
  try {
    const notification = readNotification(account, params)
    const attempt = await findAttempt(notification.paymentNo)
    if (!attempt)
      throw new InterkassaError('unknown-invoice', `no attempt is called ${notification.paymentNo}`)
    const why = mismatch(account.mode, attempt, notification)
    const verified = { notification, attempt, fingerprint, digest }
    return why ? { ...verified, verdict: 'quarantine', why } : { ...verified, verdict: 'apply' }
  } catch (error) {
    const first = error instanceof InterkassaError ? await seen(fingerprint) : null
    throw first === null || first === digest ? error : malleated()
  }
}

/** Why a repetition under other names is refused. */
export const malleated = () =>
  new InterkassaError('malleated', 'a message with this signature was recorded under other names')

function readNotification(account: Account, params: ReadonlyMap<string, string>): Notification {
  const checkoutId = required(params, FIELDS.checkoutId)
  if (checkoutId !== account.checkoutId) {
    throw new InterkassaError(
      'wrong-checkout',
      `found ${JSON.stringify(checkoutId)}, expected ${account.checkoutId}`
    )
  }
  checkMode(account.mode, params)
  for (const name of params.keys()) {
    if (CARD_NAME.test(name)) throw new InterkassaError('bad-field', `${name}: card data is not taken`)
  }
  const invoiceState = valid(params, FIELDS.invoiceState)
  const said = {
    checkoutId,
    paymentNo: valid(params, FIELDS.paymentNo),
    invoiceId: valid(params, FIELDS.invoiceId),
    invoiceState,
    state: INVOICE_STATES.get(invoiceState) ?? null,
    amount: valid(params, FIELDS.amount),
    currency: valid(params, FIELDS.currency).toUpperCase(),
    payway: valid(params, FIELDS.payway)
  }
  return Object.assign(said, optional(params))
}

function optional(params: ReadonlyMap<string, string>) {
  const found: { [name in (typeof OPTIONAL)[number]]?: string } = {}
  for (const name of OPTIONAL) {
    const value = params.get(FIELDS[name].wire)
    if (value !== undefined) found[name] = value
  }
  return found
}

const OPTIONAL = [
  'description',
  'credited',
  'paywayPrice',
  'transactionId',
  'invoiceCreated',
  'invoiceProcessed'
] as const satisfies readonly (keyof typeof FIELDS)[]

/** The sender never chooses the mode. Each mode's keys sign that mode's payments only, by any way to name a payway. */
function checkMode(mode: Mode, params: ReadonlyMap<string, string>): void {
  const { payway, paymentMethod, paymentCurrency, currency } = FIELDS
  const isTest =
    params.get(payway.wire) === TEST_PAYWAY ||
    params.get(paymentMethod.wire) === 'test' ||
    [paymentCurrency, currency].some(({ wire }) => params.get(wire)?.toUpperCase() === TEST_CURRENCY)
  if (isTest !== (mode === 'test')) {
    throw new InterkassaError(
      'wrong-mode',
      `a ${isTest ? 'test' : 'live'} payment came to a checkout in ${mode} mode`
    )
  }
}

function mismatch(mode: Mode, attempt: Attempt, notification: Notification): QuarantineReason | null {
  if ((attempt.mode ?? mode) !== mode) return 'mode-mismatch'
  if (notification.state === null) return 'unknown-state'
  return mismatchOf(mode, attempt, notification)
}

function required(params: ReadonlyMap<string, string>, { wire }: Field): string {
  const value = params.get(wire)
  if (!value) throw new InterkassaError('missing-param', `${wire} is missing or empty`)
  return value
}

function valid(params: ReadonlyMap<string, string>, field: Field): string {
  const value = required(params, field)
  if (!field.holds(value))
    throw new InterkassaError('bad-field', `${field.wire} holds ${JSON.stringify(value)}`)
  return value
}

/** No name holds a "=", and neither name nor value a line end, so no two messages come to the same lines. */
function digestOf(params: ReadonlyMap<string, string>): string {
  const lines = sortedNames([...params.keys()]).map((name) => `${name}=${params.get(name)}`)
  return hashOf(lines.join('\n'), 'sha256', 'hex')
}
