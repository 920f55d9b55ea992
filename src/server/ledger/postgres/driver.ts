/** What a statement is given. */
export type PostgresValue = string | number | boolean | null

/**
 * Has the database answer one statement. Every answer of the ledger's is one column of text, which is the same for all
 * drivers, whatever types and names their owner has them translate.
 */
export type Ask = (sql: string, ...values: readonly PostgresValue[]) => Promise<readonly string[]>

/** All that the ledger wants of a driver. When `deadline` is over it begins nothing new, and nobody listens any more. */
export interface PostgresDriver {
  /**
   * Sends statements without values in one message, which PostgreSQL takes for one transaction. Gives what the last of
   * them has answered.
   */
  send(statements: readonly string[], deadline: AbortSignal): Promise<readonly string[]>
  /**
   * Runs `work` in one transaction, after these first statements, on a connection that nobody else uses meanwhile.
   * Resolves when the commit was acknowledged and else rejects, also where nobody can know whether it was done, and
   * where `work` has caught the error of a statement, since PostgreSQL undoes all of it then.
   */
  transaction<T>(first: readonly string[], work: (ask: Ask) => Promise<T>, deadline: AbortSignal): Promise<T>
}
