import { within } from './deadline.js'
import type { Ask, PostgresDriver } from './driver.js'
import { DURABLE, lockOn, settingsFor, type Lock } from './settings.js'
import { withValues } from './values.js'

/** What the ledger asks of its schema. Everything ends in time, one way or the other. */
export interface Sessions {
  /** Asks one question by itself, in one message. It is answered as of one commit. */
  readonly ask: Ask
  /** Has one statement change something by itself, in one message. What is answered is durable. */
  readonly change: Ask
  /** Does `work` in one transaction. Whoever names the same lock waits until all that it did can be seen. */
  readonly transaction: <T>(lock: Lock, work: (ask: Ask) => Promise<T>) => Promise<T>
  /** Takes nothing more, and waits for what is under way. */
  readonly close: () => Promise<void>
}

export interface SessionOptions {
  /** Where the tables are. */
  readonly schema: string
  /** How long an answer is waited for, with all that comes before it, in milliseconds. */
  readonly patience: number
  /** What has to be done before the first question. It is asked before each, and remembers by itself. */
  readonly ready: () => Promise<void>
}

/** `deadlock_detected` and `serialization_failure`: all is undone, and may be done again. */
const AGAIN: readonly unknown[] = ['40P01', '40001']
const TRIES = 5

/** Asks over the driver's connections. */
export function createSessions(
  driver: PostgresDriver,
  { schema, patience, ready }: SessionOptions
): Sessions {
  const reading = settingsFor('READ ONLY', schema, patience)
  const writing = [...settingsFor('READ WRITE', schema, patience), DURABLE]
  const running = new Set<Promise<unknown>>()
  let isClosed = false

  async function inTime<T>(run: (deadline: AbortSignal) => Promise<T>): Promise<T> {
    if (isClosed) throw new Error('the ledger is closed')
    const ran = within(patience, async (deadline) => {
      await ready()
      return persistently(() => run(deadline))
    })
    const ended: Promise<unknown> = ran.catch(() => undefined).then(() => running.delete(ended))
    running.add(ended)
    return ran
  }

  return {
    ask: (sql, ...values) =>
      inTime((deadline) => driver.send([...reading, withValues(sql, values)], deadline)),
    change: (sql, ...values) =>
      inTime((deadline) => driver.send([...writing, withValues(sql, values)], deadline)),
    transaction: (lock, work) =>
      inTime((deadline) => driver.transaction([...writing, lockOn(schema, lock)], work, deadline)),
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
