import type { Locator } from '@playwright/test'
import { en } from '../../src/element/locales/en.js'
import { expect, test } from './fixtures.js'

test('where the payer’s system chooses the colours, everything can still be told apart', async ({
  payer
}) => {
  const { page, checkout } = payer
  await page.emulateMedia({ forcedColors: 'active' })
  await payer.buy('clay-mug')
  await payer.choose('Visa')

  const row = checkout.locator('[part=payway]:has(:checked)')
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  expect(await styleOf(row, 'outline-color')).toBe(await system(page.locator('body'), 'Highlight'))
  await checkout.getByRole('radio', { checked: true }).press('Tab')
  await page.keyboard.press('Shift+Tab')
  expect(await styleOf(row, 'outline-width')).toBe('3px')
  expect(await styleOf(row, 'outline-color')).not.toBe(await system(page.locator('body'), 'Highlight'))

  await payer.goToGateway()
  await payer.payAtGateway('fail')
  await payer.isTold(en.declined)
  const text = await system(page.locator('body'), 'CanvasText')
  expect(await styleOf(checkout.locator('[part=icon]'), 'color')).toBe(text)
  expect(await styleOf(checkout.getByRole('button', { name: en.tryAgain }), 'border-top-style')).toBe('solid')
})

const styleOf = (element: Locator, name: string) =>
  element.evaluate((node, property) => getComputedStyle(node).getPropertyValue(property), name)

/** What a colour of the system's is at present. */
const system = (body: Locator, color: string) =>
  body.evaluate((node, name) => {
    const probe = node.appendChild(document.createElement('i'))
    probe.style.outline = `1px solid ${name}`
    const { outlineColor } = getComputedStyle(probe)
    probe.remove()
    return outlineColor
  }, color)
