import { setTimeout } from 'node:timers/promises'
import { InterkassaError } from '../../../protocol/index.js'
import type { Ask, PostgresDriver, PostgresValue } from './driver.js'

/** What is asked of a client of `postgres`. */
export interface PostgresJs extends PostgresJsQueries {
  readonly options: { readonly fetch_types: boolean }
  begin(work: (sql: PostgresJsQueries) => Promise<unknown>): Promise<unknown>
}

/** What is asked of such a client inside of a transaction. */
export interface PostgresJsQueries {
  unsafe(
    text: string,
    values?: PostgresValue[],
    options?: { prepare?: boolean }
  ): PromiseLike<unknown> & { values(): PromiseLike<unknown> }
}

/** Whether this is a client of `postgres`. */
export function isPostgresJs(database: object | null | undefined): database is PostgresJs {
  return typeof database === 'function' && 'begin' in database && 'unsafe' in database
}

/**
 * The driver over a client of `postgres`.
 *
 * That client's `begin` rejects as soon as the connection is lost, but does not stop there: what its work still asks,
 * and the COMMIT or ROLLBACK after it, would go to the connection that has come in its place, into the transaction of
 * somebody else. So here a work whose connection is lost asks nothing more, and never ends.
 *
 * @throws InterkassaError `bad-options` where the client asks for types: a connection that is lost meanwhile rejects a
 * promise that nobody has, and the process ends.
 */
export function postgresJsDriver(client: PostgresJs): PostgresDriver {
  if (client.options.fetch_types) {
    throw new InterkassaError(
      'bad-options',
      'expected a client of `postgres` with the option `fetch_types: false` for the ledger: ' +
        'else a connection that is lost while it opens may end the process'
    )
  }
  return {
    async send(statements, deadline) {
      deadline.throwIfAborted()
      return answersOf(await client.unsafe(statements.join('; ')).values())
    },

    async transaction<T>(
      first: readonly string[],
      work: (ask: Ask) => Promise<T>,
      deadline: AbortSignal
    ): Promise<T> {
      let isLost = false

      const begun = client.begin(async (sql) => {
        const ask: Ask = async (text, ...values) => {
          deadline.throwIfAborted()
          if (isLost) throw new Error('the connection was lost in the transaction')
          // The client's own `prepare: false` wins over this one.
          return answersOf(await sql.unsafe(text, [...values], { prepare: true }).values())
        }
        try {
          deadline.throwIfAborted()
          await sql.unsafe(first.join('; '))
          const result = await work(ask)
          deadline.throwIfAborted()
          return isLost ? await never() : result
        } catch (error) {
          // A lost connection rejects the question when it fails and `begin` when it is closed, at the end of that turn of
          // the event loop. A ROLLBACK in between stays unsent in the client, which then never connects in its place
          // again, or only after a dozen time-outs. A timer comes after both.
          await setTimeout()
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
 * Rows as lists of columns; of several statements a list of such, the last one being that which answers last. Where a
 * question fails between its rows, those of the connection's next one begin behind as many holes, which `flat` leaves
 * out (porsager/postgres, issue 1181).
 */
function answersOf(results: unknown): string[] {
  const rows = Object.hasOwn(results as object, 'command') ? results : (results as unknown[]).at(-1)
  return (rows as [string][]).flat()
}

const never = (): Promise<never> => new Promise(() => undefined)
