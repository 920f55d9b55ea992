import { compareAmounts, type CheckoutSession, type SessionPayway } from '../../protocol/index.js'

/** The bound that an amount is beyond, as decimal text in the payway's currency. */
export interface LimitFault {
  readonly bound: 'atLeast' | 'atMost'
  readonly amount: string
  readonly currency: string
}

type Display = CheckoutSession['display']

/**
 * Which of the payway's limits excludes this amount, if any. Limits are in the payway's currency: where that is not the
 * order's and the price in it is not known, nothing is excluded and the gateway decides.
 */
export function limitFault(payway: SessionPayway, display: Display): LimitFault | null {
  const { limits, currency = display.currency } = payway
  const amount = payway.amount ?? (currency === display.currency ? display.amount : null)
  if (!limits || amount === null) return null
  if (limits.min !== undefined && compareAmounts(amount, limits.min) < 0) {
    return { bound: 'atLeast', amount: limits.min, currency }
  }
  if (limits.max !== undefined && compareAmounts(amount, limits.max) > 0) {
    return { bound: 'atMost', amount: limits.max, currency }
  }
  return null
}

/** Whether the payway takes this amount. */
export function isPayable(payway: SessionPayway, display: Display): boolean {
  return limitFault(payway, display) === null
}
