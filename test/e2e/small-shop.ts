import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createEmulator, type Emulator } from '../../src/emulator/index.js'
import { toNodeHandler } from '../../src/server/hosts/node.js'
import {
  createCheckout,
  providerAccount,
  renderCheckoutForm,
  type Flag,
  type PaidPayment
} from '../../src/server/index.js'
import { memoryLedger } from '../../src/server/ledger/memory/index.js'

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

/** Another page for the order than a plain one, and what is sent with it. */
export interface Host {
  /** `origin` is the name by which this server was asked: it answers to `localhost` and `127.0.0.1`. */
  readonly page?: (tag: string, origin: string) => string | Buffer
  readonly headers?: Readonly<Record<string, string>>
  readonly description?: string
}

export async function openSmallShop(host: Host = {}): Promise<SmallShop> {
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
      orderId === ORDER_ID
        ? { amount: shop.price, currency: 'UAH', description: host.description ?? 'One order' }
        : null,
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
    else {
      const headers = { 'content-type': 'text/html', ...host.headers }
      const tag = `<interkassa-checkout src="/interkassa" order-id="${ORDER_ID}" gateway="${gateway.url}">${FORM}</interkassa-checkout>`
      response.writeHead(200, headers).end((host.page ?? plainPage)(tag, request.headers.host ?? ''))
    }
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

const FORM = renderCheckoutForm({ src: '/interkassa', orderId: ORDER_ID, payways: [] })

export const plainPage = (tag: string) => `<!doctype html>
<html lang="en">
  <title>A shop</title>
  <link rel="icon" href="data:," />
  <script src="/checkout.js" defer></script>
  ${tag}
</html>`
