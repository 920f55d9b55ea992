import { isAmount, sameAmount, type Mode } from '../../protocol/index.js'
import type { Attempt } from '../signing/attempt.js'

/** What was said of a payment. Null is nothing, and is no mismatch. */
export interface Terms {
  readonly amount: string | null
  readonly currency: string | null
  readonly payway: string | null
}

/** In what the terms are not those that were signed. Amounts are compared as decimals. */
export function mismatchOf(
  mode: Mode,
  attempt: Attempt,
  { amount, currency, payway }: Terms
): 'amount-mismatch' | 'currency-mismatch' | 'payway-mismatch' | null {
  if (amount !== null && !(isAmount(amount, 4) && sameAmount(amount, attempt.amount)))
    return 'amount-mismatch'
  if (currency !== null && currency !== attempt.currency) return 'currency-mismatch'
  const restricted = mode === 'live' ? attempt.payways : undefined
  if (payway !== null && restricted && !restricted.includes(payway)) return 'payway-mismatch'
  return null
}
