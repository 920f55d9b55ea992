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

/** What a statement has come to. */
interface Result {
  readonly command: string
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
    if (deadline.aborted) {
      client.release()
      throw deadline.reason
    }
    let lose: (error: unknown) => void = () => undefined
    const lost = new Promise<never>((_, reject) => (lose = reject))
    client.on('error', lose)
    deadline.addEventListener('abort', () => lose(deadline.reason))
    let isFit = true
    try {
      return await Promise.race([use(client), lost])
    } catch (error) {
      // Whoever has waited too long cannot know whether this connection will ever answer.
      isFit = await Promise.race([query(client, 'ROLLBACK'), lost]).then(
        () => true,
        () => false
      )
      throw error
    } finally {
      client.release(!isFit)
      client.removeListener('error', lose)
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

const answersOf = (results: readonly Result[]): string[] =>
  (results.at(-1)?.rows ?? []).map(([answer]) => answer)
