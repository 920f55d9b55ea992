/** One of the processes that `scale.ts` lets loose on one PostgreSQL. */
import { Pool } from 'pg'
import { postgresLedger } from '../src/server/ledger/postgres/index.js'
import { checkoutOver, notificationOf, toNotify } from './shop.js'

const CONNECTIONS = 8
const [host = '', port = ''] = process.argv.slice(2)
const pool = new Pool({ host, port: Number(port), user: 'shop', database: 'postgres', max: CONNECTIONS })
const ledger = postgresLedger(pool)
const { fetch } = checkoutOver(ledger)

process.on('message', (payments: string[]) => {
  const connection = async () => {
    for (let payment = payments.pop(); payment !== undefined; payment = payments.pop()) {
      const { status } = await fetch(toNotify(notificationOf(payment)))
      if (status !== 200) throw new Error(`expected 200, found ${status}`)
    }
  }
  void Promise.all(Array.from({ length: CONNECTIONS }, connection)).then(() => process.send?.('done'))
})
process.on('disconnect', () => void ledger.close().then(() => pool.end()))
await ledger.isIssued('', '')
process.send?.('ready')
