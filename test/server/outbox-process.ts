/**
 * A shop server of its own on a shared ledger. Its arguments say where that is, what to do with the outbox, and what
 * time it is: the clock stands still there, so that nobody has to wait for a lease to end.
 */
import { Pool } from 'pg'
import type { Ledger } from '../../src/server/ledger/ledger.js'
import type { PaidPayment } from '../../src/server/ledger/outbox-event.js'
import { postgresLedger } from '../../src/server/ledger/postgres/index.js'
import { sqliteLedger } from '../../src/server/ledger/sqlite/index.js'
import { openShop } from './fixtures.js'
import type { Orders, Place, Report } from './outbox-processes.js'

const [place, orders] = process.argv.slice(2).map((text) => JSON.parse(text) as unknown) as [Place, Orders]
const now = Date.parse(orders.now)
Date.now = () => now

const tell = (report: Report) => process.send?.(report)

async function onPaid({ id, orderId }: PaidPayment): Promise<void> {
  tell({ kind: 'called', id })
  if (orderId === orders.stuckAt) await new Promise(() => undefined)
}

function open(): Ledger {
  return 'file' in place
    ? sqliteLedger(place.file)
    : postgresLedger(new Pool({ ...place.connection, max: 2 }), { schema: place.schema })
}

const ledger = open()
const { checkout } = openShop({ ledger, onPaid, background: orders.background })
if (orders.accept) {
  await checkout.resolve(orders.accept, 'accept', '')
  tell({ kind: 'resolved' })
  await new Promise(() => setInterval(() => undefined, 1000))
}
if (!orders.background) {
  tell({ kind: 'delivered', count: await checkout.deliver() })
  process.exit()
}
setInterval(() => undefined, 1000)
