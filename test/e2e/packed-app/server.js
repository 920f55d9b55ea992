/*
 * A shop made of nothing but the package: it serves the built pages, runs the checkout and a local gateway, and says
 * on stdout where it listens and what was paid.
 */
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createEmulator } from 'interkassa-checkout/emulator'
import { memoryLedger } from 'interkassa-checkout/ledger/memory'
import { toNodeHandler } from 'interkassa-checkout/node'
import { createCheckout, providerAccount } from 'interkassa-checkout/server'

const keys = {
  checkoutId: '5ab1f7c2d4e3b60001a2b3c4',
  secretKey: 'kZ8vQ2mX4tR7wL1pS9dF3gH6',
  testSecretKey: 'bN5cV0xJ7yU2iO8eA4qW1zT6'
}
const say = (what) => console.log(JSON.stringify(what))

const server = createServer().listen(0, '127.0.0.1')
await once(server, 'listening')
const url = `http://localhost:${server.address().port}`

const fromRequest = { override: true }
const addresses = { interaction: fromRequest, success: fromRequest, pending: fromRequest, fail: fromRequest }
const gateway = await createEmulator({ settings: { ...keys, ...addresses } }).listen()

const checkout = createCheckout({
  account: providerAccount({ ...keys, mode: 'live' }),
  baseUrl: `${url}/interkassa`,
  gateway: gateway.url,
  ledger: memoryLedger(),
  loadOrder: (orderId) =>
    orderId === 'A-1001' ? { amount: '165.00', currency: 'UAH', description: 'Meadow tea' } : null,
  onPaid: ({ paymentNo, amount }) => say({ paid: paymentNo, amount }),
  returnTo: () => `${url}/thanks`,
  payways: [{ id: 'visa_cpaytrz_merchant_uah' }, { id: 'privat24_merchant_uah' }],
  urls: { interaction: 'request', success: 'request', pending: 'request', fail: 'request' }
})

const serveCheckout = toNodeHandler(checkout.fetch)
const page = readFileSync('dist/index.html', 'utf8').replace('{{gateway}}', gateway.url)

server.on('request', (request, response) => {
  if (request.url.startsWith('/interkassa/')) return serveCheckout(request, response)
  if (!request.url.startsWith('/assets/')) return response.setHeader('content-type', 'text/html').end(page)
  response.setHeader('content-type', 'text/javascript').end(readFileSync(`dist${request.url}`))
})
say({ url })
