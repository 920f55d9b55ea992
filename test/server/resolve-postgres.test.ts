import { after } from 'node:test'
import { createCluster } from './ledger/postgres-cluster.js'
import { DRIVERS } from './ledger/postgres-drivers.js'
import { resolvingConforms } from './resolve-cases.js'

const cluster = await createCluster()
after(() => cluster.remove())

let schemas = 0

resolvingConforms('PostgreSQL', () => {
  const schema = `ledger_${++schemas}`
  const first = DRIVERS.pg(cluster.connection, { schema })
  let opened = 0
  return {
    open: () => (opened++ === 0 ? first : DRIVERS.postgres(cluster.connection, { schema })),
    remove: () => first.close()
  }
})
