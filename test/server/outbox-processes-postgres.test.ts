import { after } from 'node:test'
import { createCluster } from './ledger/postgres-cluster.js'
import { DRIVERS } from './ledger/postgres-drivers.js'
import { processesConform } from './outbox-processes.js'

const cluster = await createCluster()
after(() => cluster.remove())

let schemas = 0

processesConform('PostgreSQL', () => {
  const schema = `ledger_${++schemas}`
  const { connection } = cluster
  return { place: { connection, schema }, open: () => DRIVERS.pg(connection, { schema }) }
})
