/** A shop's server in a process of its own: the real routes over a real ledger. Its one argument is a ServerSettings. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { createCheckout } from '../../src/server/checkout.js'
import { toNodeHandler } from '../../src/server/hosts/node.js'
import { anAccount, anOrder, BASE_URL, SHOP, VISA } from '../server/fixtures.js'
import { writeEntry } from './books.js'
import { countingLedger } from './counting-ledger.js'
import { dyingAt, mortalLedger, type Place } from './places.js'
import type { Health, Order, ServerSettings } from './server-settings.js'
import { openStore } from './store-settings.js'

const settings = JSON.parse(process.argv[2] ?? '') as ServerSettings
const { store, books, background = true } = settings

const realNow = Date.now
let { ahead = 0 } = settings
Date.now = () => realNow() + ahead

let place: Place | undefined
const dieAt = dyingAt(() => place)
const { ledger, calls } = countingLedger(mortalLedger(openStore(store), dieAt))
const checkout = createCheckout({
  account: anAccount(),
  baseUrl: BASE_URL,
  ledger,
  background,
  lifetime: 3600,
  loadOrder: (orderId) => anOrder({ description: `Order ${orderId}` }),
  payways: [{ id: VISA }],
  onPaid: ({ id, orderId }) => {
    dieAt('before the hook')
    writeEntry(books, { called: 'onPaid', id, orderId })
    dieAt('after the hook')
  },
  onFlag: ({ id, kind }) => writeEntry(books, { called: 'onFlag', id, kind }),
  returnTo: () => SHOP
})

const server = createServer((request, response) => void toNodeHandler(checkout.fetch)(request, response))
server.keepAliveTimeout = 600_000
const delay = monitorEventLoopDelay({ resolution: 10 })
delay.enable()

function health(): Health {
  const p99 = delay.percentile(99) / 1e6
  const { rss, heapUsed } = process.memoryUsage()
  return { ledgerCalls: calls(), memory: rss, inUse: heapUsed, delay: p99 }
}

async function end(): Promise<void> {
  server.close()
  server.closeAllConnections()
  await checkout.close()
  await ledger.close()
  process.disconnect()
}

async function obey(order: Order): Promise<void> {
  if (order.ahead !== undefined) ahead = order.ahead
  place = order.dieAt
  if (order.deliver) await checkout.deliver()
  if (order.collect) globalThis.gc?.()
  process.send?.(health())
}

process.on('message', (order: Order) => void obey(order))
process.once('SIGTERM', () => void end())
process.once('disconnect', () => process.exit())

server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
