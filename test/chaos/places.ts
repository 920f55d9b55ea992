import type { Ledger } from '../../src/server/ledger/ledger.js'

/** Where a server can be told to end as by `kill -9`, in the order in which a notification comes by. */
export type Place =
  | 'before the transaction'
  | 'inside the transaction'
  | 'after the commit'
  | 'before the hook'
  | 'after the hook'

/** Ends this process at once if this is where it is to end: nothing is finished, closed or answered. */
export type DieAt = (place: Place) => void

export const dyingAt =
  (chosen: () => Place | undefined): DieAt =>
  (place) => {
    if (place === chosen()) process.kill(process.pid, 'SIGKILL')
  }

/** A ledger whose process may end around a transaction. Inside is after the last step and before the commit. */
export function mortalLedger(ledger: Ledger, dieAt: DieAt): Ledger {
  return {
    ...ledger,
    async transaction(order, work) {
      dieAt('before the transaction')
      const result = await ledger.transaction(order, async (transaction) => {
        const done = await work(transaction)
        dieAt('inside the transaction')
        return done
      })
      dieAt('after the commit')
      return result
    }
  }
}
