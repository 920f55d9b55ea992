import type { LedgerTransaction } from './ledger.js'

/** What a store that answers at once can do inside a transaction: the {@link LedgerTransaction} without promises. */
export type TransactionSteps = {
  readonly [Step in keyof LedgerTransaction]: (
    ...values: Parameters<LedgerTransaction[Step]>
  ) => Awaited<ReturnType<LedgerTransaction[Step]>>
}

/**
 * Runs `work` over the steps. After a step has failed no other is taken and the work counts as rejected, even if it
 * caught the error: a database may have undone what came before. After the work has ended no step is taken either,
 * since by then another transaction may be under way.
 */
export async function runSteps<T>(
  steps: TransactionSteps,
  work: (transaction: LedgerTransaction) => Promise<T>
): Promise<T> {
  let admit = (): void => undefined
  const end = (error: unknown) => {
    admit = () => {
      throw error
    }
  }

  const asPromised =
    <Values extends unknown[], Result>(step: (...values: Values) => Result) =>
    (...values: Values): Promise<Result> =>
      new Promise((resolve) => {
        admit()
        try {
          resolve(step(...values))
        } catch (error) {
          end(error)
          throw error
        }
      })

  try {
    const result = await work({
      read: asPromised(steps.read),
      insertAttempt: asPromised(steps.insertAttempt),
      markSent: asPromised(steps.markSent),
      markSuperseded: asPromised(steps.markSuperseded),
      putInvoice: asPromised(steps.putInvoice),
      rememberIssued: asPromised(steps.rememberIssued),
      rememberSeen: asPromised(steps.rememberSeen),
      enqueue: asPromised(steps.enqueue)
    })
    admit()
    return result
  } finally {
    end(new Error('the transaction has ended: await every step inside of its work'))
  }
}
