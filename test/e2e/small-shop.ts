import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createEmulator, type Emulator } from '../../src/emulator/index.js'
import { createCheckout, providerAccount, type Flag, type PaidPayment } from '../../src/server/index.js'
import { memoryLedger } from '../../src/server/ledger/memory.js'
import { toNodeHandler } from '../../src/server/node.js'

/** A shop with one order, whose price may change at any time, as no shop should let it. */
export interface SmallShop {
  readonly url: string
  readonly emulator: Emulator
  /** What the order costs from now on. */
  price: string
  /** What the shop was told. */
  readonly paid: readonly PaidPayment[]
  readonly flags: readonly Flag[]
  close(): Promise<void>
}

const ORDER_ID = 'A-1001'

const SCRIPT = new URL('../../dist/cdn/interkassa-checkout.js', import.meta.url)
const KEYS = {
  checkoutId: '5ab1f7c2d4e3b60001a2b3c4',
  secretKey: 'kZ8vQ2mX4tR7wL1pS9dF3gH6',
  testSecretKey: 'bN5cV0xJ7yU2iO8eA4qW1zT6'
}

export async function openSmallShop(): Promise<SmallShop> {
  const paid: PaidPayment[] = []
  const flags: Flag[] = []
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://localhost:${(server.address() as AddressInfo).port}`

  const fromRequest = { override: true }
  const emulator = createEmulator({
    settings: {
      ...KEYS,
      interaction: fromRequest,
      success: fromRequest,
      pending: fromRequest,
      fail: fromRequest
    }
  })
  const gateway = await emulator.listen()
  const shop = { price: '100.00' }
  const checkout = createCheckout({
    account: providerAccount({ ...KEYS, mode: 'live' }),
    baseUrl: `${url}/interkassa`,
    gateway: gateway.url,
    ledger: memoryLedger(),
    loadOrder: (orderId) =>
      orderId === ORDER_ID ? { amount: shop.price, currency: 'UAH', description: 'One order' } : null,
    onPaid: (payment) => paid.push(payment),
    onFlag: (flag) => flags.push(flag),
    returnTo: () => `${url}/thanks`,
    payways: [{ id: 'visa_cpaytrz_merchant_uah' }],
    urls: { interaction: 'request', success: 'request', pending: 'request', fail: 'request' }
  })

  const serveCheckout = toNodeHandler(checkout.fetch)
  const script = readFileSync(SCRIPT)
  server.on('request', (request, response) => {
    if (request.url?.startsWith('/interkassa/')) void serveCheckout(request, response)
    else if (request.url === '/checkout.js') response.setHeader('content-type', 'text/javascript').end(script)
    else response.setHeader('content-type', 'text/html').end(page(gateway.url))
  })

  return {
    url,
    emulator,
    paid,
    flags,
    get price() {
      return shop.price
    },
    set price(price) {
      shop.price = price
    },
    async close() {
      await gateway.close()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
      await checkout.close()
    }
  }
}

const page = (gateway: string) => `<!doctype html>
<html lang="en">
  <title>A shop</title>
  <link rel="icon" href="data:," />
  <script src="/checkout.js" defer></script>
  <interkassa-checkout src="/interkassa" order-id="${ORDER_ID}" gateway="${gateway}"></interkassa-checkout>
</html>`
