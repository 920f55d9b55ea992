import type { Ask, PostgresDriver } from './postgres-driver.js'

/** What is asked of a pool of `pg`. */
export interface PgPool {
  readonly totalCount: number
  connect(): Promise<PgClient>
  on(event: 'error', listener: (error: Error) => void): unknown
}

/** What is asked of a client that such a pool has lent. */
export interface PgClient {
  query(config: { text: string; values?: unknown[]; rowMode?: 'array' }): Promise<unknown>
  on(event: 'error', listener: (error: Error) => void): unknown
  removeListener(event: 'error', listener: (error: Error) => void): unknown
  release(destroy?: boolean): void
}

/** Whether this is a pool, and not a lone client, which is one connection and cannot come back when it is lost. */
export function isPgPool(database: object | null | undefined): database is PgPool {
  return (
    typeof database === 'object' && database !== null && 'connect' in database && 'totalCount' in database
  )
}

/** The driver over a pool of `pg`. */
export function pgDriver(pool: PgPool): PostgresDriver {
  // An event that nobody listens to ends the process. The pool itself replaces what it has lost.
  const ignore = () => undefined
  pool.on('error', ignore)

  return {
    async transaction({ access, settings }, work, deadline) {
      const client = await pool.connect()
      client.on('error', ignore)
      const release = once((destroy: boolean) => {
        client.release(destroy)
        client.removeListener('error', ignore)
      })
      // Whoever has waited too long cannot know whether this connection will ever answer.
      const destroy = () => release(true)
      deadline.addEventListener('abort', destroy)

      const ask: Ask = async (text, ...values) => {
        deadline.throwIfAborted()
        return answersOf(await client.query({ text, values: [...values], rowMode: 'array' }))
      }

      try {
        if (deadline.aborted) release(false)
        deadline.throwIfAborted()
        await client.query({ text: `BEGIN ISOLATION LEVEL READ COMMITTED ${access}; ${settings}` })
        const result = await work(ask)
        deadline.throwIfAborted()
        await commit(client)
        release(false)
        return result
      } catch (error) {
        await client.query({ text: 'ROLLBACK' }).then(
          () => release(false),
          () => release(true)
        )
        throw error
      } finally {
        deadline.removeEventListener('abort', destroy)
      }
    }
  }
}

/**
 * No time-out of the server's ends this wait: while it waits for a standby to have the transaction too, that would
 * acknowledge what the standby does not have.
 */
async function commit(client: PgClient): Promise<void> {
  const results = await client.query({ text: 'SET LOCAL statement_timeout = 0; COMMIT' })
  const [, { command }] = results as [unknown, { command: string }]
  // PostgreSQL answers a COMMIT after a failure with ROLLBACK, and with no error.
  if (command !== 'COMMIT') throw new Error(`expected COMMIT, the database answered ${command}`)
}

/** Of several statements, the last one's. */
function answersOf(results: unknown): string[] {
  const last = [results].flat().at(-1) as { readonly rows: readonly [string][] }
  return last.rows.map(([answer]) => answer)
}

function once<Value>(action: (value: Value) => void): (value: Value) => void {
  let isDone = false
  return (value) => {
    if (isDone) return
    isDone = true
    action(value)
  }
}
