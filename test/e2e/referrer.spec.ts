import { expect, test } from '@playwright/test'
import { openSmallShop } from './small-shop.js'

const SECRET = '/orders/4711?customer=secret'

test('LEK-008: the gateway and the host of a logo learn the shop’s origin at most', async ({ page }) => {
  const shop = await openSmallShop()
  const referrers = new Map<string, string | undefined>()
  page.on('request', (request) => {
    const { host, pathname } = new URL(request.url())
    const target = host === new URL(shop.url).host ? pathname : 'gateway'
    // what the gateway's own pages ask for afterwards is its own business
    if (!referrers.has(target)) referrers.set(target, request.headers()['referer'])
  })
  await page.route('**/session', async (route) => {
    const response = await route.fetch()
    const session = (await response.json()) as { payways: object[] }
    const payways = session.payways.map((payway) => ({ ...payway, logo: '/logo.svg' }))
    await route.fulfill({ response, json: { ...session, payways } })
  })

  await page.goto(shop.url + SECRET)
  await page.locator('interkassa-checkout [part=pay]').click()
  await page.waitForURL('**/payment/**')

  const seen = [referrers.get('gateway'), referrers.get('/logo.svg')]
  expect(referrers.has('gateway') && referrers.has('/logo.svg')).toBe(true)
  for (const referrer of seen) expect([undefined, shop.url, `${shop.url}/`]).toContain(referrer)
  await page.goto('about:blank')
  await shop.close()
})
