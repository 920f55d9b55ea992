import type { Ledger } from '../../src/server/ledger/ledger.js'

/** A ledger that counts what requests ask of it. Its outbox is asked on a timer as well, and does not count. */
export function countingLedger(ledger: Ledger): { ledger: Ledger; calls: () => number } {
  let count = 0
  const counted = (): Ledger => {
    count += 1
    return ledger
  }
  return {
    calls: () => count,
    ledger: {
      ...ledger,
      transaction: (order, work) => counted().transaction(order, work),
      read: (order) => counted().read(order),
      findAttempt: (...key) => counted().findAttempt(...key),
      findAttemptByToken: (token) => counted().findAttemptByToken(token),
      isIssued: (...key) => counted().isIssued(...key),
      findSeen: (...key) => counted().findSeen(...key),
      enqueue: (event) => counted().enqueue(event)
    }
  }
}
