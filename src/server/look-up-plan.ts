import type { LookUpPlan } from './ledger/ledger.js'

const HOUR = 3_600_000

/**
 * The plan of an attempt that nobody has left with yet, as far as we know: it is looked up once when its time is over, at
 * the next full hour, so that many share one look into the gateway's list.
 */
export function firstPlan(expiresAt: number): LookUpPlan {
  return { dueAt: Math.ceil(expiresAt / HOUR) * HOUR, lastAt: null, answers: 0 }
}
