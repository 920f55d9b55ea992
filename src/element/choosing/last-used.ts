import type { CheckoutState } from '../checkout-state.js'

/** The name of what is kept in localStorage: the id of a payway and nothing else. */
const KEY = 'interkassa-checkout payway'

/** Keeps by which payway the payer leaves, if this is where they do. */
export function keepLastUsed(state: CheckoutState): void {
  if (state.name !== 'leaving' || state.destination !== 'payway' || state.payway === null) return
  try {
    localStorage.setItem(KEY, state.payway)
  } catch {
    // it is a convenience, and no more
  }
}

/** By which payway the payer left the last time, in this browser. */
export function lastUsed(): string | null {
  try {
    return localStorage.getItem(KEY)
  } catch {
    return null
  }
}
