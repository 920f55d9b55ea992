import { Client } from 'pg'
import { loadModule } from './load-tests.mjs'

/** @typedef {import('../../test/server/ledger/postgres-cluster.js').PostgresCluster} Cluster */

const MODULE = 'test/server/ledger/postgres-cluster.js'

/** One PostgreSQL for all runs of this process; each run of a file gets a database of its own in it. */
export async function startDatabases() {
  const made = /** @type {{ createCluster: (settings?: object) => Promise<Cluster> }} */ (
    await loadModule(MODULE)
  )
  const cluster = await made.createCluster()
  let count = 0
  return {
    /** What a test file is given in place of the module that starts a PostgreSQL. */
    async next() {
      const database = `run_${++count}`
      const client = new Client(cluster.connection)
      await client.connect()
      await client.query(`CREATE DATABASE ${database}`)
      await client.end()
      const own = {
        ...cluster,
        connection: { ...cluster.connection, database },
        remove: () => Promise.resolve()
      }
      const createCluster = (/** @type {object | undefined} */ settings) =>
        settings ? made.createCluster(settings) : own
      return { [MODULE]: { __esModule: true, createCluster } }
    },
    end: () => cluster.remove()
  }
}
