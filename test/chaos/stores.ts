import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { isAllRequired } from '../../scripts/find-engines.mjs'
import { findPostgres, postgresRemedy } from '../../scripts/find-postgres.mjs'
import { createCluster, type PostgresCluster } from '../server/ledger/postgres-cluster.js'
import type { StoreSettings } from './store-settings.js'

/** A shop's payments and what it was told; everything begins empty. */
export interface Site {
  readonly store: StoreSettings
  /** The file of the shop's handlers. */
  readonly books: string
}

export interface Store {
  readonly name: StoreSettings['kind']
  /** A site that nobody has used yet. */
  fresh(): Site
}

export interface PostgresStore extends Store {
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
  fresh() {
    const books = freshBooks()
    return { store: { kind: 'SQLite', file: books.replace('.books', '.db') }, books }
  }
}

/** A PostgreSQL of its own, which goes when the tests of the file are over; or undefined where there is none. */
export async function startPostgres(): Promise<PostgresStore | undefined> {
  if (!findPostgres() && !isAllRequired()) {
    console.log(`LEFT OUT, for want of PostgreSQL. ${postgresRemedy}`)
    return undefined
  }
  const cluster = await createCluster()
  after(() => cluster.remove())
  return {
    name: 'PostgreSQL',
    cluster,
    fresh() {
      const books = freshBooks()
      const { connection } = cluster
      return { store: { kind: 'PostgreSQL', connection, schema: `shop_${sites}` }, books }
    }
  }
}

/** SQLite, and PostgreSQL where there is one. */
export async function startStores(): Promise<readonly Store[]> {
  const postgres = await startPostgres()
  return postgres ? [sqlite, postgres] : [sqlite]
}
