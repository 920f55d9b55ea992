import { Client } from 'pg'
import { loadModule } from './load-tests.mjs'

/** @typedef {import('../../test/server/ledger/postgres-cluster.js').PostgresCluster} Cluster */

const MODULE = 'test/server/ledger/postgres-cluster.js'

/** What the run before has left beside settings: its databases, and the roles that it has made. */
const LEFT = `
  SELECT format('DROP DATABASE %I WITH (FORCE)', datname) AS drop FROM pg_database
    WHERE datname NOT IN ('postgres', 'template0', 'template1')
  UNION ALL
  SELECT format('DROP ROLE %I', rolname) FROM pg_roles WHERE rolname !~ '^pg_' AND rolname <> current_user`

/** One PostgreSQL for all runs of this process; each run of a file finds it as new, with a database of its own. */
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
      await client.query('ALTER SYSTEM RESET ALL')
      await client.query('SELECT pg_reload_conf()')
      const { rows } = await client.query(LEFT)
      for (const { drop } of rows) await client.query(drop)
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
