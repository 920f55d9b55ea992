import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { after, suite, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { startBound } from '../../../scripts/bound-process.mjs'
import { CHECKOUT_ID, SECRET_KEY, SHOP, VISA } from '../fixtures.js'
import { payTheWholeWay, seeRefusedByName, sendTo, sendTooMuch } from './journey.js'

const root = fileURLToPath(new URL('../../../', import.meta.url))

/** A checkout that is served below this path. */
const checkoutAt = (path: string) => `
import { createCheckout, providerAccount } from 'interkassa-checkout/server'
import { memoryLedger } from 'interkassa-checkout/ledger/memory'

const checkout = createCheckout({
  account: providerAccount({ checkoutId: '${CHECKOUT_ID}', secretKey: '${SECRET_KEY}', mode: 'live' }),
  baseUrl: '${SHOP}${path}/interkassa',
  ledger: memoryLedger(),
  payways: [{ id: '${VISA}' }],
  loadOrder: () => ({ amount: '100.00', currency: 'UAH', description: 'Order A-1001' }),
  onPaid: () => undefined,
  returnTo: () => '${SHOP}/thanks'
})
`

/** A shop's files: the checkout as a route handler, as one that has read the body, and behind the older API routes. */
const files: Readonly<Record<string, string>> = {
  'app/interkassa/[...path]/route.js': `${checkoutAt('')}
    export const GET = checkout.fetch, POST = checkout.fetch, OPTIONS = checkout.fetch`,

  'app/read/interkassa/[...path]/route.js': `${checkoutAt('/read')}
    export async function POST(request) {
      await request.text()
      return checkout.fetch(request)
    }`,

  'app/copied/interkassa/[...path]/route.js': `${checkoutAt('/copied')}
    async function handle(request) {
      await request.clone().text()
      return checkout.fetch(request)
    }
    export { handle as GET, handle as POST }`,

  'pages/api/interkassa/[...path].js': `${checkoutAt('/api')}
    import { toNodeHandler } from 'interkassa-checkout/node'
    export const config = { api: { bodyParser: false } }
    export default toNodeHandler(checkout.fetch)`,

  'pages/api/parsed/interkassa/[...path].js': `${checkoutAt('/api/parsed')}
    import { toNodeHandler } from 'interkassa-checkout/node'
    export default toNodeHandler(checkout.fetch)`
}

const program = join(root, 'node_modules/next/dist/bin/next')
const env = {
  ...process.env,
  NODE_ENV: 'production',
  NEXT_TELEMETRY_DISABLED: '1',
  FORCE_COLOR: '0'
} as const

/** Builds the shop with Next and gives its folder, which lies in this package, so that it finds it by its name. */
async function buildShop(): Promise<string> {
  mkdirSync(join(root, '.cache'), { recursive: true })
  const folder = mkdtempSync(join(root, '.cache/next-'))
  after(() => rmSync(folder, { recursive: true, force: true }))
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  await promisify(execFile)(process.execPath, [program, 'build', folder], { env })
  return folder
}

/** Serves the shop until the tests are over; gives its address, and what was logged. */
async function serveShop(folder: string) {
  const command = [process.execPath, program, 'start', folder, '--port', '0', '--hostname', '127.0.0.1']
  const server = startBound('sh', ['-c', 'exec "$@" >&3 2>&3', 'sh', ...command], env)
  after(() => server.end())
  let log = ''
  const address = await new Promise<string>((resolve, reject) => {
    server.output.on('data', (data: Buffer) => {
      log += data.toString()
      const [found] = /http:\/\/127\.0\.0\.1:\d+/.exec(log) ?? []
      if (found && log.includes('Ready')) resolve(found)
    })
    server.output.once('close', () => reject(new Error(`Next did not start: ${log}`)))
  })
  return { address, log: () => log }
}

const shop = await serveShop(await buildShop())
const sendBelow = (path: string) => sendTo(`${shop.address}${path}/interkassa`)

suite('Next, built and served by itself, around the checkout', () => {
  for (const [where, path] of [
    ['a route handler', ''],
    ['a route handler that reads a copy', '/copied'],
    ['an API route without a body parser', '/api']
  ] as const) {
    test(`in ${where}: a payment goes its whole way`, () => payTheWholeWay(sendBelow(path)))

    test(`in ${where}: more than 16 KiB is refused`, () => sendTooMuch(sendBelow(path)))
  }

  for (const [where, path, line] of [
    ['a route handler that has read the body', '/read', /request\.clone\(\)/],
    ['an API route with Next’s body parser', '/api/parsed', /bodyParser: false/]
  ] as const) {
    test(`in ${where}: refused by name, the line to change is logged`, async () => {
      await seeRefusedByName(sendBelow(path))
      assert.match(shop.log(), line)
    })
  }
})
