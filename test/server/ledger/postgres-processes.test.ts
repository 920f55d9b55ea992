import { after } from 'node:test'
import { createCluster } from './postgres-cluster.js'
import { processesConform } from './processes-conformance.js'

const cluster = await createCluster()
after(() => cluster.remove())

let schemas = 0

for (const store of ['pg', 'postgres'] as const) {
  processesConform(`a ledger in PostgreSQL over ${store}`, () => ({
    store,
    connection: cluster.connection,
    schema: `ledger_${++schemas}`,
    patience: 60_000
  }))
}
