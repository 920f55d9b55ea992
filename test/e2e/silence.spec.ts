import { en } from '../../src/element/locales/en.js'
import { expect, test } from './fixtures.js'
import type { Payer } from './payer.js'

/*
 * The page's clock is the test's, so that the ten minutes for which the element asks pass at once. Everybody else's
 * goes on as ever.
 */

test.beforeEach(async ({ page }) => {
  await page.clock.install()
})

test('a payment of which nothing was heard ends in doubt, and in nothing else', async ({
  demo,
  books,
  payer
}) => {
  demo.emulator.notifications = 'drop'
  const orderId = await payer.buy('linden-honey')
  await payer.choose('Visa')
  await payer.goToGateway()
  await payer.payAtGateway('success')
  await payer.isTold(en.verifyingTitle)

  await waitInVain(payer)

  await payer.isTold(en.unverifiedTitle)
  await expect(payer.checkout).toContainText(en.doNotPayAgain)
  await expect(payer.fact(en.reference)).toHaveText(`${orderId}-1`)
  await payer.isOfferedNothing()
  books.showUnpaid(orderId)
  await payer.press(en.checkAgain)
  await payer.isTold(en.verifyingTitle)
})

test('a payer in doubt who checks again is told what was heard meanwhile', async ({ demo, payer }) => {
  demo.emulator.notifications = 'hold'
  await payer.buy('linden-honey')
  await payer.choose('Visa')
  await payer.goToGateway()
  await payer.payAtGateway('success')
  await payer.isTold(en.verifyingTitle)
  await waitInVain(payer)
  await payer.isTold(en.unverifiedTitle)

  demo.emulator.notifications = 'send'
  await demo.emulator.settled()
  await payer.press(en.checkAgain)

  await payer.isTold(en.paidTitle)
})

test('a payment that was last heard of as pending stays pending', async ({ demo, books, payer }) => {
  const orderId = await payer.buy('linden-honey')
  await payer.choose('Visa')
  await payer.goToGateway()
  await payer.payAtGateway('pending-success')
  demo.emulator.notifications = 'drop'
  await payer.isTold(en.pendingTitle)

  await waitInVain(payer)

  const checkAgain = payer.checkout.getByRole('button', { name: en.checkAgain })
  await expect(checkAgain).toBeVisible()
  await payer.isTold(en.pendingTitle)
  await expect(payer.checkout).toContainText(en.doNotPayAgain)
  await payer.isOfferedNothing()
  books.showUnpaid(orderId)
  await checkAgain.click()
  await expect(checkAgain).toBeHidden()
  await payer.isTold(en.pendingTitle)
})

async function waitInVain({ page }: Payer): Promise<void> {
  await page.clock.fastForward('11:00')
}
