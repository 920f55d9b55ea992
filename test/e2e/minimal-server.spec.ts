import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { minimalServer } from '../../demo/minimal-server.js'
import { en } from '../../src/element/locales/en.js'
import { createEmulator } from '../../src/emulator/index.js'
import { providerAccount } from '../../src/server/index.js'
import { test as base, expect } from './fixtures.js'

const KEYS = {
  checkoutId: '5ab1f7c2d4e3b60001a2b3c4',
  secretKey: 'kZ8vQ2mX4tR7wL1pS9dF3gH6',
  testSecretKey: 'bN5cV0xJ7yU2iO8eA4qW1zT6'
}

/** The minimal server and its gateway, which know each other's addresses, and what the shop holds for paid. */
const test = base.extend<{ shop: { url: string; paid: ReadonlySet<string> } }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads from the pattern what a fixture needs
  shop: async ({}, use) => {
    const front = createServer().listen(0, '127.0.0.1')
    await once(front, 'listening')
    const url = `http://localhost:${(front.address() as AddressInfo).port}`
    const settings = { ...KEYS, interaction: { url: `${url}/notify` }, success: { url: `${url}/` } }
    const gateway = await createEmulator({ settings }).listen()
    const paid = new Set<string>()
    const account = providerAccount({ ...KEYS, mode: 'live' })
    const shop = minimalServer(account, gateway.url, '/checkout.js', paid)
    front.on('request', (request, response) => shop.emit('request', request, response))
    await use({ url, paid })
    await gateway.close()
    front.closeAllConnections()
    front.close()
  },
  baseURL: ({ shop }, use) => use(shop.url)
})

test('a shop of forty lines sells', async ({ shop, payer }) => {
  await payer.page.route('**/checkout.js', (route) =>
    route.fulfill({ path: 'dist/cdn/interkassa-checkout.js' })
  )
  await payer.page.goto('/')
  await expect(payer.checkout.getByText('Privat24')).toBeVisible()
  await payer.goToGateway()

  await payer.page.locator('button[name=outcome][value=success]').click()
  await payer.page.waitForURL(`${shop.url}/**`)

  // without a route to ask, the page promises nothing
  await payer.isTold(en.confirmingTitle)
  await expect(payer.checkout).toContainText(en.doNotPayAgain)
  await payer.isOfferedNothing()
  await expect.poll(() => [...shop.paid]).toEqual(['tea-1'])
})
