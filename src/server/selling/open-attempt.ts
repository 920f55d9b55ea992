import { randomBytes } from 'node:crypto'
import { formatAmount, LIMITS, sameAmount } from '../../protocol/index.js'
import type { Order, Payway } from '../../protocol/schemas.js'
import { firstPlan } from '../judging/look-up-plan.js'
import { attemptState, paidAttempt } from '../judging/order-state.js'
import type { AttemptRecord, LedgerTransaction, OrderKey, OrderRecords } from '../ledger/ledger.js'
import type { UrlSources } from '../options.js'
import type { AttemptUrls } from '../signing/attempt.js'
import { isTokenAlive } from './status-token.js'

/** What an order's payer may do now. */
export type Opening =
  | { readonly kind: 'open'; readonly attempt: AttemptRecord; readonly earlier: EarlierAttempt | null }
  /** The token is absent where it opens nothing any more. */
  | { readonly kind: 'paid'; readonly statusToken?: string }
  | { readonly kind: 'too-many'; readonly retryAfter: number }
  | { readonly kind: 'exhausted' }
  /** The order has to be loaded again, now that its attempts up to this number are known. */
  | { readonly kind: 'stale'; readonly known: number }

/** An attempt that may be paid already: the gateway has said so far that it is pending, or nothing at all. */
export interface EarlierAttempt {
  readonly attempt: AttemptRecord
  readonly state: 'created' | 'pending'
}

export interface AttemptPlan {
  readonly key: OrderKey
  readonly order: Order
  /** The number of the last attempt that was known before the order was loaded. */
  readonly known: number
  readonly offered: readonly Payway[]
  readonly baseUrl: string
  readonly urls: UrlSources
  /** Seconds. */
  readonly lifetime: number
  /** Milliseconds since 1970. */
  readonly now: number
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const ATTEMPTS_PER_HOUR = 20

/**
 * Finds the attempt that this order's forms are to carry, or opens the next. The sessions of an order share one
 * attempt until its payer has left with it, and every attempt at another price than today's is given up: but only on
 * the word of an order that was loaded after the attempt was there, since an older word may be the outdated one.
 */
export async function openAttempt(transaction: LedgerTransaction, plan: AttemptPlan): Promise<Opening> {
  const { order, known, now } = plan
  const records = await transaction.read()
  const paid = paidAttempt(records)
  if (paid)
    return { kind: 'paid', ...(isTokenAlive(paid.attempt) && { statusToken: paid.attempt.statusToken }) }

  const outdated = records.attempts.filter((attempt) => !attempt.superseded && !isAttemptAt(attempt, order))
  const last = records.attempts.at(-1)?.number ?? 0
  if (outdated.some(({ number }) => number > known)) return { kind: 'stale', known: last }
  for (const { paymentNo } of outdated) await transaction.markSuperseded(paymentNo)

  const open = records.attempts.findLast((attempt) => isOpen(attempt, now) && !outdated.includes(attempt))
  if (open) return { kind: 'open', attempt: open, earlier: earlierThan(records, open) }

  const lastHour = records.attempts.filter(({ openedAt }) => openedAt > now - HOUR)
  const [oldest] = lastHour
  if (oldest && lastHour.length >= ATTEMPTS_PER_HOUR) {
    return { kind: 'too-many', retryAfter: Math.ceil((oldest.openedAt + HOUR - now) / 1000) }
  }
  const number = last + 1
  if (number > LIMITS.attempts) return { kind: 'exhausted' }
  const attempt = newAttempt(plan, number)
  await transaction.insertAttempt(attempt)
  return { kind: 'open', attempt, earlier: earlierThan(records, attempt) }
}

/** Less than a minute is no time to pay in. */
function isOpen({ superseded, sentAt, expiresAt }: AttemptRecord, now: number): boolean {
  return !superseded && sentAt === null && Date.parse(expiresAt) - now >= MINUTE
}

/** Whether an attempt asks for what the order costs today. A description or a list of offers may change freely. */
function isAttemptAt(attempt: AttemptRecord, { amount, currency, payways }: Order): boolean {
  const restriction = (ids: readonly string[] | undefined) => ids && [...ids].sort().join()
  return (
    sameAmount(attempt.amount, amount) &&
    attempt.currency === currency &&
    restriction(attempt.payways) === restriction(payways)
  )
}

/** What the page asks about before it offers a form. A payment that was heard of comes before one that was not. */
function earlierThan(records: OrderRecords, current: AttemptRecord): EarlierAttempt | null {
  const others = records.attempts.filter(({ paymentNo }) => paymentNo !== current.paymentNo)
  const pending = others.findLast((attempt) => attemptState(records, attempt) === 'pending')
  if (pending) return { attempt: pending, state: 'pending' }
  const sent = others.findLast((one) => one.sentAt !== null && attemptState(records, one) === 'created')
  return sent ? { attempt: sent, state: 'created' } : null
}

function newAttempt(
  { key, order, offered, baseUrl, urls, lifetime, now }: AttemptPlan,
  number: number
): AttemptRecord {
  // 24 bytes are 32 characters of base64url: nobody guesses one.
  const statusToken = randomBytes(24).toString('base64url')
  return {
    ...key,
    number,
    paymentNo: `${key.orderId}-${number}`,
    statusToken,
    amount: formatAmount(order.amount),
    currency: order.currency,
    description: order.description,
    openedAt: now,
    expiresAt: new Date(now + lifetime * 1000).toISOString(),
    lifetime,
    ...(order.payways && { payways: order.payways }),
    urls: requestUrls(baseUrl, urls, statusToken),
    offered,
    sentAt: null,
    superseded: false,
    distrusted: false,
    lookUp: firstPlan(now + lifetime * 1000)
  }
}

function requestUrls(baseUrl: string, sources: UrlSources, statusToken: string): AttemptUrls {
  const addresses: Required<AttemptUrls> = {
    interaction: `${baseUrl}/notify`,
    success: `${baseUrl}/return/success/${statusToken}`,
    pending: `${baseUrl}/return/pending/${statusToken}`,
    fail: `${baseUrl}/return/fail/${statusToken}`
  }
  const names = ['interaction', 'success', 'pending', 'fail'] as const
  return Object.fromEntries(
    names.flatMap((name) => (sources[name] === 'request' ? [[name, addresses[name]]] : []))
  )
}
