import { en } from '../../src/element/locales/en.js'
import { expect, test } from './fixtures.js'
import type { Payer } from './payer.js'

/**
 * A payer turns back at the gateway, under each rule by which it may count a payment number as used. `page` says what
 * the browser does with the page that was left: whether it is loaded anew or brought back as it was.
 */
export function describeTurningBack(page: 'anew' | 'as it was'): void {
  for (const uniqueness of ['off', 'first-post', 'invoice', 'success'] as const) {
    test.describe(`Back from a gateway with uniqueness "${uniqueness}", to the page ${page}`, () => {
      test.use({ demoOptions: { gatewaySettings: { uniqueness } } })

      test('lets the payer leave again and pay', async ({ demo, books, payer }) => {
        const orderId = await payer.buy('meadow-tea')
        await payer.choose('Visa')
        await payer.goToGateway()

        await goBack(payer)
        expect(await wasBroughtBack(payer)).toBe(page === 'as it was')
        await payer.choose('Mastercard')
        await payer.goToGateway()
        await payer.payAtGateway('success')

        await payer.isTold(en.paidTitle)
        await expect(payer.fact(en.reference)).toHaveText(`${orderId}-2`)
        await books.showPaid(orderId)
        expect(demo.emulator.invoices()).toMatchObject([
          { paymentNo: `${orderId}-1`, state: 'new' },
          { paymentNo: `${orderId}-2`, state: 'success' }
        ])
      })

      test('lets the payer go Forward and pay after all', async ({ books, payer }) => {
        const orderId = await payer.buy('meadow-tea')
        await payer.choose('Visa')
        await payer.goToGateway()

        await goBack(payer)
        await expect(payer.payButton).toBeVisible()
        await goForward(payer)
        await payer.payAtGateway('success')

        await payer.isTold(en.paidTitle)
        await expect(payer.fact(en.reference)).toHaveText(`${orderId}-1`)
        await books.showPaid(orderId)
      })
    })
  }
}

// a page that is brought back as it was does not load
const goBack = ({ page }: Payer) => page.goBack({ waitUntil: 'commit' })
const goForward = ({ page }: Payer) => page.goForward({ waitUntil: 'commit' })

/** Whether the browser has kept the page as it was, with all its scripts, in its back/forward cache. */
function wasBroughtBack({ page }: Payer): Promise<boolean> {
  return page.evaluate(() => {
    const [navigation] = performance.getEntriesByType('navigation')
    return (navigation as PerformanceNavigationTiming).type !== 'back_forward'
  })
}
