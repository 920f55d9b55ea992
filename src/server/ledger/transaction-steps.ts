import type { LedgerTransaction } from './ledger.js'

/** What a store can do inside a transaction: the {@link LedgerTransaction}, at once or with promises. */
export type TransactionSteps = {
  readonly [Step in keyof LedgerTransaction]: (
    ...values: Parameters<LedgerTransaction[Step]>
  ) => Awaited<ReturnType<LedgerTransaction[Step]>> | ReturnType<LedgerTransaction[Step]>
}

/**
 * Runs `work` over the steps, one after the other as it asks for them. After a step has failed no other is taken and the
 * work counts as rejected, even if it caught the error: a database may have undone what came before. After the work has
 * ended no step is taken either, since by then another transaction may be under way.
 */
export async function runSteps<T>(
  steps: TransactionSteps,
  work: (transaction: LedgerTransaction) => Promise<T>
): Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  let admit = (): void => undefined
  const end = (error: unknown) => {
    admit = () => {
      throw error
    }
  }

  const asPromised =
    <Values extends unknown[], Result>(step: (...values: Values) => Result | Promise<Result>) =>
    async (...values: Values): Promise<Result> => {
      admit()
      const taken = last.then(async () => {
        admit()
        try {
          return await step(...values)
        } catch (error) {
          end(error)
          throw error
        }
      })
      last = taken.catch(() => undefined)
      return taken
    }

  try {
    const result = await work({
      read: asPromised(steps.read),
      insertAttempt: asPromised(steps.insertAttempt),
      markSent: asPromised(steps.markSent),
      markSuperseded: asPromised(steps.markSuperseded),
      markDistrusted: asPromised(steps.markDistrusted),
      planLookUp: asPromised(steps.planLookUp),
      putInvoice: asPromised(steps.putInvoice),
      rememberIssued: asPromised(steps.rememberIssued),
      rememberSeen: asPromised(steps.rememberSeen),
      enqueue: asPromised(steps.enqueue)
    })
    // what the work asked for and did not wait for belongs to it as well
    await last
    admit()
    return result
  } finally {
    end(new Error('the transaction has ended: await every step inside of its work'))
  }
}
