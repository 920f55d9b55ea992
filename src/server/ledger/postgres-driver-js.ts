import { setImmediate } from 'node:timers/promises'
import type { Ask, Beginning, PostgresDriver, PostgresValue } from './postgres-driver.js'

/** What is asked of a client of `postgres`. */
export interface PostgresJs {
  begin(options: string, work: (sql: PostgresJsTransaction) => Promise<unknown>): Promise<unknown>
}

/** What is asked of such a client inside of a transaction. */
export interface PostgresJsTransaction {
  unsafe(
    text: string,
    values?: PostgresValue[],
    options?: { prepare?: boolean }
  ): PromiseLike<unknown> & { values(): PromiseLike<unknown> }
}

/** Whether this is a client of `postgres`. */
export function isPostgresJs(database: object | null | undefined): database is PostgresJs {
  return typeof database === 'function' && 'begin' in database
}

/**
 * The driver over a client of `postgres`.
 *
 * That client's `begin` rejects as soon as the connection is lost, but does not stop there: what its work still asks,
 * and the COMMIT or ROLLBACK after it, would go to the connection that has come in its place, into the transaction of
 * somebody else. So here a work whose connection is lost asks nothing more, and never ends.
 */
export function postgresJsDriver(client: PostgresJs): PostgresDriver {
  return {
    async transaction<T>(
      { access, settings }: Beginning,
      work: (ask: Ask) => Promise<T>,
      deadline: AbortSignal
    ): Promise<T> {
      let isLost = false

      const begun = client.begin(`isolation level read committed ${access}`, async (sql) => {
        const ask: Ask = async (text, ...values) => {
          deadline.throwIfAborted()
          if (isLost) throw new Error('the connection was lost in the transaction')
          // The client's own `prepare: false` wins over this one.
          const rows = await sql.unsafe(text, [...values], { prepare: true }).values()
          return (rows as [string][]).map(([answer]) => answer)
        }
        try {
          deadline.throwIfAborted()
          await sql.unsafe(settings)
          const result = await work(ask)
          deadline.throwIfAborted()
          if (isLost) return await never()
          waitForCommit(sql)
          return result
        } catch (error) {
          // A question is rejected a little before `begin` is. One turn later it is known whether the connection is lost.
          await setImmediate()
          if (isLost) return await never()
          throw error
        }
      })

      begun.catch(() => {
        isLost = true
      })
      return begun as Promise<T>
    }
  }
}

/**
 * Goes out together with the COMMIT that follows. No time-out of the server's may end that: while it waits for a standby
 * to have the transaction too, it would acknowledge what the standby does not have.
 */
function waitForCommit(sql: PostgresJsTransaction): void {
  const ignore = () => undefined
  void sql.unsafe('SET LOCAL statement_timeout = 0').then(ignore, ignore)
}

const never = (): Promise<never> => new Promise(() => undefined)
