import { after, afterEach } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { Client } from 'pg'
import type { Ledger } from '../../../src/server/ledger/ledger.js'
import { openLedger, type Place } from './place.js'
import { createCluster, type PostgresCluster } from './postgres-cluster.js'
import { layWire, type PostgresWire } from './postgres-wire.js'

/** How a ledger is opened; what is left out is as in every other test. */
interface Opening {
  readonly patience?: number
  readonly max?: number
  /** The wire over which it is reached, if it is not at hand. */
  readonly over?: PostgresWire
}

type PlaceInPostgres = Exclude<Place, { store: 'sqlite' }>

/** A PostgreSQL to which things happen. Whatever was opened in a test is closed after it. */
export interface PostgresStage {
  readonly cluster: PostgresCluster
  /** The next ledgers have a schema of their own. */
  changeSchema(): void
  place(store: 'pg' | 'postgres', opening?: Opening): PlaceInPostgres
  open(store: 'pg' | 'postgres', opening?: Opening): Ledger
  wire(): Promise<PostgresWire>
  /** Has its operator do something, and gives the first column of what is answered. */
  administer(sql: string): Promise<unknown[]>
}

/** Sets the stage for the tests of a file. */
export async function setStage(): Promise<PostgresStage> {
  const cluster = await createCluster()
  after(() => cluster.remove())

  const inUse: { close(): Promise<void> }[] = []
  afterEach(async () => {
    for (const one of inUse.splice(0).reverse()) await one.close()
  })
  const closing = <One extends { close(): Promise<void> }>(one: One): One => {
    inUse.push(one)
    return one
  }

  let schemas = 0
  const place = (
    store: 'pg' | 'postgres',
    { patience = 60_000, max = 5, over }: Opening = {}
  ): PlaceInPostgres => ({
    store,
    connection: { ...(over ?? cluster).connection, max },
    schema: `ledger_${schemas}`,
    patience
  })

  return {
    cluster,
    changeSchema: () => void (schemas += 1),
    place,
    open: (...opening) => closing(openLedger(place(...opening))),
    wire: async () => closing(await layWire(cluster)),
    async administer(sql) {
      const client = new Client(cluster.connection)
      await client.connect()
      const results = await client.query<unknown[]>({ text: sql, rowMode: 'array' })
      await client.end()
      return [results].flat().flatMap(({ rows }) => rows.map(([first]) => first))
    }
  }
}

/** Asks until there is an answer, as the gateway does. */
export async function untilItAnswers<T>(ask: () => Promise<T>): Promise<T> {
  const giveUpAt = Date.now() + 60_000
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      if (Date.now() > giveUpAt) throw error
      await setImmediate()
    }
  }
}

/** A promise, and what resolves it. */
export function signal(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => undefined
  const promise = new Promise<void>((done) => (resolve = done))
  return { promise, resolve }
}
