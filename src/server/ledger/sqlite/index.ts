import type { Ledger } from '../ledger.js'
import { runSteps } from '../transaction-steps.js'
import { connect, snapshot } from './connection.js'
import { openSqlite, type OpenSqlite } from './driver.js'
import { claimEvents, enqueue } from './outbox.js'
import { prepareQueries } from './queries.js'
import { dueLookUps, findAttempt, findAttemptByToken, findSeen, readOrder } from './records.js'
import { sqliteSteps } from './steps.js'
import { createWriter } from './writer.js'

export type { OpenSqlite, SqliteDatabase, SqliteStatement, SqliteValue } from './driver.js'

/**
 * Keeps payments in one SQLite file on a local disk, made if there is none. What was acknowledged survives a crash of
 * the process and of the machine, and any number of processes on one machine may share the file.
 *
 * Node 22 and Deno bring SQLite along; for Node 20 install `libsql`. Another driver comes as `open`.
 *
 * @throws InterkassaError `bad-options` where there is no SQLite, or the file cannot be a ledger.
 *
 * @example
 * const ledger = sqliteLedger('payments.db')
 *
 * @example
 * import Database from 'better-sqlite3'
 * const ledger = sqliteLedger('payments.db', (file) => new Database(file))
 */
export function sqliteLedger(file: string, open: OpenSqlite = openSqlite): Ledger {
  const database = connect(file, open)
  const queries = prepareQueries(database)
  const writer = createWriter(database)

  // Questions have a connection of their own: they wait for nobody, and never see what is not committed yet.
  const reader = connect(file, open)
  const answers = prepareQueries(reader)

  return {
    transaction: (order, work) => writer.write(() => runSteps(sqliteSteps(queries, order), work)),

    read: (order) => ask(() => snapshot(reader, () => readOrder(answers, order))),
    findAttempt: (...key) => ask(() => findAttempt(answers, ...key)),
    findAttemptByToken: (token) => ask(() => findAttemptByToken(answers, token)),
    isIssued: (checkoutId, fingerprint) => ask(() => answers.issued.all(checkoutId, fingerprint).length > 0),
    findSeen: (checkoutId, fingerprint) => ask(() => findSeen(answers, checkoutId, fingerprint)),
    dueLookUps: (...due) => ask(() => dueLookUps(answers, ...due)),

    enqueue: (event) => writer.write(() => enqueue(queries, event)),
    claimEvents: (owner, now, leaseUntil, limit) =>
      writer.write(() => claimEvents(queries, owner, now, leaseUntil, limit)),
    settleEvent: (id) => writer.write(() => void queries.settleEvent.run(id)),
    postponeEvent: (id, leaseUntil, dueAt) =>
      writer.write(() => void queries.postponeEvent.run(dueAt, id, leaseUntil)),

    close: async () => {
      reader.close()
      await writer.close()
    }
  }
}

const ask = <T>(question: () => T): Promise<T> => new Promise((resolve) => resolve(question()))
