import {
  FIELDS,
  formatAmount,
  GATEWAY,
  isLoopbackGateway,
  InterkassaError,
  isAmount,
  isMoment,
  LIMITS,
  paywayDefaults,
  STATUS_TOKEN,
  type CheckoutSession,
  type SessionPayway
} from '../../protocol/index.js'
import { paywaySchema, type Payway } from '../../protocol/schemas.js'
import type { Account } from './account.js'
import type { Attempt } from './attempt.js'
import { formSigner, type FormSignature } from './build-form.js'
import { normalizeDescription } from './description.js'

export interface CreateSessionOptions {
  /** Where the forms go; the gateway's own address unless a local one is tried out. */
  readonly gateway?: string
  /** Milliseconds since 1970. */
  readonly now?: number
}

export interface CreatedSession {
  readonly session: CheckoutSession
  /** What identifies each signed form. Keep them as long as the attempt: a notification that carries one is a form. */
  readonly fingerprints: readonly string[]
}

/**
 * Signs an attempt: one form for every payway and, in live mode, one for the gateway's page with all of them. The same
 * attempt under the same key gives the same forms. All values come from the attempt; nothing of the buyer's is signed
 * as it came.
 *
 * @throws InterkassaError `bad-payway`, `bad-field`, `colon-in-value`, `reserved-value` or `test-payway-in-live`.
 * @example
 * const { session, fingerprints } = createSession(account, attempt, [{ id: 'visa_cpaytrz_merchant_uah' }])
 */
export function createSession(
  account: Account,
  attempt: Attempt,
  payways: readonly Payway[],
  { gateway = GATEWAY, now = Date.now() }: CreateSessionOptions = {}
): CreatedSession {
  checkAttempt(account, attempt, gateway)
  const values = valuesOf(account, attempt)
  const offered = offeredOf(account, attempt, payways)
  const addresses = addressesOf(attempt)
  const signForm = formSigner(account, values, addresses)
  const page = account.mode === 'live' ? [signForm({})] : []
  const forms = offered.map((payway) => signForm(paywayFields(payway)))
  const session: CheckoutSession = {
    version: 1,
    action: gateway,
    method: 'POST',
    fields: {
      [FIELDS.checkoutId.wire]: account.checkoutId,
      ...values,
      ...addresses,
      ...Object.fromEntries(page.map(({ sign }) => [FIELDS.sign.wire, sign]))
    },
    payways: offered.map((payway, index) => sessionPayway(payway, forms[index])),
    display: {
      amount: formatAmount(attempt.amount),
      currency: attempt.currency,
      description: normalizeDescription(attempt.description)
    },
    expiresAt: attempt.expiresAt,
    ...(attempt.statusToken !== undefined && { statusToken: attempt.statusToken }),
    mode: account.mode,
    serverTime: new Date(now).toISOString()
  }
  if (JSON.stringify(session).length > LIMITS.sessionLength) {
    throw new InterkassaError(
      'bad-payway',
      `the session is longer than ${LIMITS.sessionLength}; offer fewer payways`
    )
  }
  return { session, fingerprints: [...page, ...forms].map(({ fingerprint }) => fingerprint) }
}

/** What the signer would sign, though the page would refuse the session or no notification could ever match it. */
function checkAttempt(account: Account, attempt: Attempt, gateway: string): void {
  const { amount, description, expiresAt, statusToken, mode } = attempt
  const rules: [boolean, string][] = [
    [gateway === GATEWAY || isLoopbackGateway(gateway), `gateway: expected ${GATEWAY} or a loopback address`],
    [(mode ?? account.mode) === account.mode, `mode: expected an attempt of ${account.mode} mode`],
    [isAmount(amount), 'amount: expected decimal text greater than zero, such as "250.50"'],
    [normalizeDescription(description) !== '', 'description: expected text'],
    [isMoment(expiresAt), 'expiresAt: expected a moment in UTC, such as "2026-11-23T00:00:00Z"'],
    [
      statusToken === undefined || STATUS_TOKEN.test(statusToken),
      'statusToken: expected 22 to 64 characters of base64url'
    ]
  ]
  const broken = rules.find(([holds]) => !holds)
  if (broken) throw new InterkassaError('bad-field', broken[1])
}

function valuesOf(account: Account, attempt: Attempt): Record<string, string> {
  const { paymentNo, amount, currency, description, lifetime, payways, urls } = attempt
  return {
    [FIELDS.paymentNo.wire]: paymentNo,
    [FIELDS.amount.wire]: formatAmount(amount),
    [FIELDS.currency.wire]: currency,
    [FIELDS.description.wire]: normalizeDescription(description),
    [FIELDS.lifetime.wire]: String(lifetime),
    ...fieldsOf([
      [FIELDS.allowedPayways, account.mode === 'live' ? payways?.join(';') : undefined],
      [FIELDS.interactionMethod, urls?.interaction && 'post']
    ])
  }
}

const addressesOf = ({ urls = {} }: Attempt): Record<string, string> =>
  fieldsOf([
    [FIELDS.interactionUrl, urls.interaction],
    [FIELDS.successUrl, urls.success],
    [FIELDS.pendingUrl, urls.pending],
    [FIELDS.failUrl, urls.fail]
  ])

function fieldsOf(
  fields: readonly [{ readonly wire: string }, string | undefined][]
): Record<string, string> {
  return Object.fromEntries(
    fields.flatMap(([{ wire }, value]) => (value === undefined ? [] : [[wire, value]]))
  )
}

/** In test mode the test payway stands for all, so a restriction to others would leave nothing to try. */
function offeredOf(account: Account, attempt: Attempt, payways: readonly Payway[]): readonly Payway[] {
  const allowed = account.mode === 'live' ? attempt.payways : undefined
  const offered = payways.filter(({ id }) => !allowed || allowed.includes(id))
  const ids = new Set(offered.map(({ id }) => id))
  if (ids.size < offered.length || offered.length > LIMITS.payways) {
    throw new InterkassaError('bad-payway', `expected at most ${LIMITS.payways} payways, each once`)
  }
  for (const payway of offered) {
    const parsed = paywaySchema.safeParse(payway)
    if (!parsed.success) {
      throw new InterkassaError('bad-payway', `payway ${JSON.stringify(payway.id)}: ${parsed.error.message}`)
    }
  }
  return offered
}

const paywayFields = ({ id }: Payway) => ({ [FIELDS.action.wire]: 'process', [FIELDS.payway.wire]: id })

function sessionPayway(payway: Payway, form: FormSignature | undefined): SessionPayway {
  const signed = { fields: paywayFields(payway), sign: form?.sign ?? '' }
  // quicker than to spread them, and there is one for every form
  return Object.assign(paywayDefaults(payway.id), given(payway), signed) as SessionPayway
}

/** A shop's list may say `name: undefined`, which must not hide the default. */
function given(payway: Payway): Partial<Payway> {
  if (!Object.values(payway).includes(undefined)) return payway
  return Object.fromEntries(Object.entries(payway).filter(([, value]) => value !== undefined))
}
