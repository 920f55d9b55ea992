import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { Client } from 'pg'
import { isAllRequired } from '../../scripts/find-engines.mjs'
import { findPostgres, postgresRemedy } from '../../scripts/find-postgres.mjs'
import { openSqlite } from '../../src/server/ledger/sqlite/driver.js'
import {
  createCluster,
  type ClusterSettings,
  type PostgresCluster
} from '../server/ledger/postgres-cluster.js'
import type { StoreSettings } from './store-settings.js'

/** A shop's payments and what it was told; everything begins empty. */
export interface Site {
  readonly store: StoreSettings
  /** The file of the shop's handlers. */
  readonly books: string
}

export interface Store {
  readonly name: StoreSettings['kind']
  readonly version: string
  /** A site that nobody has used yet. */
  fresh(): Site
  /** The same site as it would be restored from a backup of this moment; no server runs on it. */
  backUp(site: Site): Promise<Site>
}

interface PostgresStore extends Store {
  readonly name: 'PostgreSQL'
  readonly cluster: PostgresCluster
}

const folder = mkdtempSync(join(tmpdir(), 'chaos-'))
after(() => rmSync(folder, { recursive: true, force: true }))

let sites = 0

function freshBooks(): string {
  const file = join(folder, `${++sites}.books`)
  writeFileSync(file, '')
  return file
}

export const sqlite: Store = {
  name: 'SQLite',
  version: sqliteVersion(),
  fresh() {
    const books = freshBooks()
    return { store: { kind: 'SQLite', file: books.replace('.books', '.db') }, books }
  },
  backUp({ store, books }) {
    if (store.kind !== 'SQLite') throw new Error('expected a site in SQLite')
    const file = `${store.file}.backup`
    const database = openSqlite(store.file)
    database.exec(`VACUUM INTO '${file}'`)
    database.close()
    return Promise.resolve({ store: { ...store, file }, books })
  }
}

/** A PostgreSQL of its own, which goes when the tests of the file are over; or undefined where there is none. */
export async function startPostgres(settings?: ClusterSettings): Promise<PostgresStore | undefined> {
  if (!findPostgres() && !isAllRequired()) {
    console.log(`LEFT OUT, for want of PostgreSQL. ${postgresRemedy}`)
    return undefined
  }
  const cluster = await createCluster(settings)
  const version = await inDatabase(cluster.connection, 'SELECT version()')
  after(() => cluster.remove())
  return {
    name: 'PostgreSQL',
    version: /\d+(\.\d+)*/.exec(version)?.[0] ?? '',
    cluster,
    fresh() {
      const books = freshBooks()
      const { connection } = cluster
      return { store: { kind: 'PostgreSQL', connection, schema: `shop_${sites}` }, books }
    },
    async backUp({ store, books }) {
      if (store.kind !== 'PostgreSQL') throw new Error('expected a site in PostgreSQL')
      const { connection } = cluster
      const database = `backup_${sites}`
      await inDatabase(
        { ...connection, database: 'template1' },
        `CREATE DATABASE ${database} TEMPLATE ${connection.database}`
      )
      return { store: { ...store, connection: { ...connection, database } }, books }
    }
  }
}

function sqliteVersion(): string {
  const database = openSqlite(':memory:')
  const [row] = database.prepare('SELECT sqlite_version() AS version').all() as { version: string }[]
  database.close()
  return row?.version ?? ''
}

/** Has a statement executed beside all servers, and gives the first column of the first row. */
export async function inDatabase(connection: PostgresCluster['connection'], sql: string): Promise<string> {
  const client = new Client(connection)
  await client.connect()
  try {
    const { rows } = await client.query<[string]>({ text: sql, rowMode: 'array' })
    return rows[0]?.[0] ?? ''
  } finally {
    await client.end()
  }
}

/** SQLite, and PostgreSQL where there is one. */
export async function startStores(): Promise<readonly Store[]> {
  const postgres = await startPostgres()
  return postgres ? [sqlite, postgres] : [sqlite]
}
