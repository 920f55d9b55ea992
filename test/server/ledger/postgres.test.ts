import { after } from 'node:test'
import { ledgerConformance } from './conformance.js'
import { createCluster } from './postgres-cluster.js'
import { DRIVERS } from './postgres-drivers.js'

const cluster = await createCluster()
after(() => cluster.remove())

let schemas = 0

for (const [name, connect] of Object.entries(DRIVERS)) {
  ledgerConformance(`a ledger in PostgreSQL over ${name}`, () =>
    connect(cluster.connection, { schema: `ledger_${++schemas}`, patience: 60_000 })
  )
}
