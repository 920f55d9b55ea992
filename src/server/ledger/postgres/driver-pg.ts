import type { Ask, PostgresDriver } from './driver.js'

/** What is asked of a pool of `pg`. */
export interface PgPool {
  readonly totalCount: number
  connect(): Promise<PgClient>
  on(event: 'error', listener: (error: Error) => void): unknown
  removeListener(event: 'error', listener: (error: Error) => void): unknown
}

/** What is asked of a client that such a pool has lent. */
export interface PgClient {
  query(config: { text: string; values?: unknown[]; rowMode: 'array' }): Promise<unknown>
  on(event: 'error', listener: (error: Error) => void): unknown
  removeListener(event: 'error', listener: (error: Error) => void): unknown
  release(destroy?: boolean): void
}

/** What a statement has come to. Of one that answers nothing the columns are none. */
interface Result {
  readonly command: string
  readonly fields: readonly unknown[]
  readonly rows: readonly [string][]
}

/** Whether this is a pool, and not a lone client, which is one connection and does not come back when it is lost. */
export function isPgPool(database: object | null | undefined): database is PgPool {
  return (
    typeof database === 'object' && database !== null && 'connect' in database && 'totalCount' in database
  )
}

/** The driver over a pool of `pg`. */
export function pgDriver(pool: PgPool): PostgresDriver {
  // Several ledgers may share a pool.
  pool.removeListener('error', heedLoss)
  pool.on('error', heedLoss)

  /** Uses a connection of the pool, and gives it back as it was, or not at all. Rejects as soon as it is lost. */
  async function withClient<T>(deadline: AbortSignal, use: (client: PgClient) => Promise<T>): Promise<T> {
    const client = await pool.connect()
    const lost = rejection()
    client.on('error', lost.reject)
    const release = once((destroy: boolean) => {
      client.release(destroy)
      client.removeListener('error', lost.reject)
    })
    // Whoever has waited too long cannot know whether this connection will ever answer.
    const destroy = () => release(true)
    deadline.addEventListener('abort', destroy)
    try {
      deadline.throwIfAborted()
      return await Promise.race([use(client), lost.promise])
    } catch (error) {
      await query(client, 'ROLLBACK').catch(destroy)
      throw error
    } finally {
      deadline.removeEventListener('abort', destroy)
      release(false)
    }
  }

  return {
    send: (statements, deadline) =>
      withClient(deadline, async (client) => answersOf(await query(client, statements.join('; ')))),

    transaction: (first, work, deadline) =>
      withClient(deadline, async (client) => {
        const ask: Ask = async (text, ...values) => {
          deadline.throwIfAborted()
          return answersOf(await query(client, text, values))
        }
        await query(client, ['BEGIN', ...first].join('; '))
        const result = await work(ask)
        deadline.throwIfAborted()
        const [end] = await query(client, 'COMMIT')
        // PostgreSQL answers a COMMIT after a failure with ROLLBACK, and with no error.
        if (end?.command !== 'COMMIT') throw new Error(`expected COMMIT, found ${String(end?.command)}`)
        return result
      })
  }
}

/** An event that nobody listens to ends the process. The pool replaces by itself what it has lost. */
function heedLoss(): void {
  // Whoever has a question under way is told by its rejection.
}

/** The results of one statement or of several. */
async function query(client: PgClient, text: string, values: readonly unknown[] = []): Promise<Result[]> {
  const results = await client.query({ text, values: [...values], rowMode: 'array' })
  return [results].flat() as Result[]
}

function answersOf(results: readonly Result[]): string[] {
  const answering = results.findLast(({ fields }) => fields.length > 0)
  return (answering?.rows ?? []).map(([answer]) => answer)
}

function rejection(): { promise: Promise<never>; reject: (error: Error) => void } {
  const outcome: { reject?: (error: Error) => void } = {}
  const promise = new Promise<never>((_, reject) => Object.assign(outcome, { reject }))
  return { promise, reject: (error) => outcome.reject?.(error) }
}

function once<Value>(action: (value: Value) => void): (value: Value) => void {
  let isDone = false
  return (value) => {
    if (isDone) return
    isDone = true
    action(value)
  }
}
