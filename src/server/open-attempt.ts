import { randomBytes } from 'node:crypto'
import { formatAmount, LIMITS, sameAmount } from '../protocol/index.js'
import type { Order, Payway } from '../protocol/schemas.js'
import type { AttemptUrls } from './attempt.js'
import type { AttemptRecord, LedgerTransaction, OrderKey, OrderRecords } from './ledger/ledger.js'
import type { UrlSources } from './options.js'
import { isUnsettled, paidAttempt } from './order-state.js'

/** What an order's payer may do now. */
export type Opening =
  | { readonly kind: 'open'; readonly attempt: AttemptRecord; readonly earlier: AttemptRecord | null }
  | { readonly kind: 'paid'; readonly statusToken: string }
  | { readonly kind: 'too-many'; readonly retryAfter: number }
  | { readonly kind: 'exhausted' }

export interface AttemptPlan {
  readonly key: OrderKey
  readonly order: Order
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
 * attempt until its payer has left with it, and every attempt at another price than today's is given up.
 */
export async function openAttempt(transaction: LedgerTransaction, plan: AttemptPlan): Promise<Opening> {
  const { order, now } = plan
  const records = await transaction.read()
  const paid = paidAttempt(records)
  if (paid) return { kind: 'paid', statusToken: paid.attempt.statusToken }

  const outdated = records.attempts.filter((attempt) => !attempt.superseded && !isAttemptAt(attempt, order))
  for (const { paymentNo } of outdated) await transaction.markSuperseded(paymentNo)

  const open = records.attempts.findLast((attempt) => isOpen(attempt, now) && !outdated.includes(attempt))
  if (open) return { kind: 'open', attempt: open, earlier: earlierThan(records, open) }

  const lastHour = records.attempts.filter(({ openedAt }) => openedAt > now - HOUR)
  const [oldest] = lastHour
  if (oldest && lastHour.length >= ATTEMPTS_PER_HOUR) {
    return { kind: 'too-many', retryAfter: Math.ceil((oldest.openedAt + HOUR - now) / 1000) }
  }
  const number = (records.attempts.at(-1)?.number ?? 0) + 1
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

/** The attempt that the payer may have paid already, which the page asks about before it offers a form. */
function earlierThan(records: OrderRecords, current: AttemptRecord): AttemptRecord | null {
  return (
    records.attempts.findLast((one) => one.paymentNo !== current.paymentNo && isUnsettled(records, one)) ??
    null
  )
}

function newAttempt(
  { key, order, offered, baseUrl, urls, lifetime, now }: AttemptPlan,
  number: number
): AttemptRecord {
  // 24 bytes are 32 characters of base64url: nobody guesses one, and no payment number has its form by accident.
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
    superseded: false
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
