import { reading, writing, type Lock } from './postgres-beginning.js'
import { within } from './postgres-deadline.js'
import type { Ask, PostgresDriver } from './postgres-driver.js'

/** Transactions in the ledger's schema. Each ends in time, one way or the other. */
export interface Sessions {
  /** Asks questions. Each is answered as of one commit, the next one perhaps as of a later one. */
  readonly read: <T>(questions: (ask: Ask) => Promise<T>) => Promise<T>
  /** Does `work`, again where PostgreSQL asks for that. Whoever names the same lock waits until it is committed. */
  readonly write: <T>(work: (ask: Ask) => Promise<T>, lock?: Lock) => Promise<T>
  /** Takes nothing more, and waits for what is under way. */
  readonly close: () => Promise<void>
}

export interface SessionOptions {
  /** Where the tables are. */
  readonly schema: string
  /** How long a transaction is waited for, with all that comes before it, in milliseconds. */
  readonly patience: number
  /** What has to be done before the first transaction. It is asked before each, and remembers by itself. */
  readonly ready: () => Promise<void>
}

/** `deadlock_detected` and `serialization_failure`: all is undone, and may be done again. */
const AGAIN: readonly unknown[] = ['40P01', '40001']
const TRIES = 5

/** Opens transactions on the driver's connections. */
export function createSessions(
  driver: PostgresDriver,
  { schema, patience, ready }: SessionOptions
): Sessions {
  const running = new Set<Promise<void>>()
  let isClosed = false

  async function inTime<T>(run: (deadline: AbortSignal) => Promise<T>): Promise<T> {
    if (isClosed) throw new Error('the ledger is closed')
    const ran = within(patience, async (deadline) => {
      await ready()
      return run(deadline)
    })
    const ended: Promise<void> = ran.then(
      () => void running.delete(ended),
      () => void running.delete(ended)
    )
    running.add(ended)
    return ran
  }

  return {
    read: (questions) =>
      inTime((deadline) => driver.transaction(reading(schema, patience), questions, deadline)),
    write: (work, lock) =>
      inTime((deadline) =>
        persistently(() => driver.transaction(writing(schema, patience, lock), work, deadline))
      ),
    close: async () => {
      isClosed = true
      await Promise.all(running)
    }
  }
}

async function persistently<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work()
    } catch (error) {
      if (tries === TRIES || !AGAIN.includes((error as { code?: unknown }).code)) throw error
    }
  }
}
