import { randomInt } from 'node:crypto'
import { setImmediate, setTimeout } from 'node:timers/promises'
import { isBusy, type SqliteDatabase } from './driver.js'

/** Jobs that wait are committed together, at most so many, so that a burst of them waits for the disk once. */
const BATCH = 64

/** How long a batch waits for other processes before its jobs reject, in milliseconds. */
const PATIENCE = 5_000

export interface SqliteWriter {
  /** Runs `work` alone on the connection. Resolves once what it did is on the disk; undoes it if `work` rejects. */
  write<T>(work: () => T | Promise<T>): Promise<T>
  /** Ends when all that was asked for is done. */
  close(): Promise<void>
}

interface Job {
  /** Does the work and gives what is to be told once the batch is committed. */
  readonly work: () => Promise<() => void>
  readonly reject: (error: unknown) => void
}

/**
 * Lets one job after the other write on a connection. Every job is a savepoint of its own, and jobs that arrived
 * together share a transaction: each is undone alone, all become durable with one commit, and none is told before.
 */
export function createWriter(database: SqliteDatabase): SqliteWriter {
  const jobs: Job[] = []
  let isDraining = false

  const write = <T>(work: () => T | Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      const tellLater = async () => {
        const result = await work()
        return () => resolve(result)
      }
      jobs.push({ work: tellLater, reject })
      if (!isDraining) void drain()
    })

  async function drain(): Promise<void> {
    isDraining = true
    while (jobs.length > 0) {
      // What the event loop has at hand comes into the batch, and between batches other processes get their turn.
      await setImmediate()
      try {
        await begin()
      } catch (error) {
        for (const { reject } of jobs.splice(0)) reject(error)
        continue
      }
      await commit(jobs.splice(0, BATCH))
    }
    isDraining = false
  }

  async function commit(batch: readonly Job[]): Promise<void> {
    try {
      const tell: (() => void)[] = []
      for (const job of batch) tell.push(await runJob(job))
      database.exec('COMMIT')
      for (const result of tell) result()
    } catch (error) {
      rollBack()
      for (const { reject } of batch) reject(error)
    }
  }

  /** Another process may hold the file. SQLite would wait for it in its own sleep, and the whole event loop with it. */
  async function begin(): Promise<void> {
    const giveUpAt = performance.now() + PATIENCE
    for (;;) {
      try {
        database.exec('BEGIN IMMEDIATE')
        return
      } catch (error) {
        if (!isBusy(error) || performance.now() > giveUpAt) throw error
        await setTimeout(randomInt(1, 4))
      }
    }
  }

  async function runJob({ work, reject }: Job): Promise<() => void> {
    database.exec('SAVEPOINT job')
    try {
      const tell = await work()
      database.exec('RELEASE job')
      return tell
    } catch (error) {
      undoJob(error)
      return () => reject(error)
    }
  }

  /** On a full or failing disk SQLite may have undone the whole batch by itself; then nothing of it can be committed. */
  function undoJob(reason: unknown): void {
    try {
      database.exec('ROLLBACK TO job')
      database.exec('RELEASE job')
    } catch {
      throw reason
    }
  }

  function rollBack(): void {
    try {
      database.exec('ROLLBACK')
    } catch {
      // No transaction is left to be undone: it never began, or SQLite has undone it by itself.
    }
  }

  database.exec('PRAGMA busy_timeout = 0')
  return {
    write,
    close: async () => {
      await write(() => undefined)
      // Afterwards the file alone is complete, for whoever copies it.
      database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
      database.close()
    }
  }
}
