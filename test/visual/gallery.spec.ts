import { AxeBuilder } from '@axe-core/playwright'
import { expect } from '@playwright/test'
import { test } from './gallery.js'

test('comes to every state, within the policy of the shop', async ({ page, open }) => {
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', ({ message }) => complaints.push(message))

  await open({})

  await expect(page.locator('.room:not([data-shown])')).toHaveCount(0)
  expect(complaints).toEqual([])
})

for (const look of ['plain', 'design-system']) {
  for (const theme of ['light', 'dark']) {
    test(`is accessible in every state: ${look}, ${theme}`, async ({ page, open, browserName }) => {
      test.skip(browserName !== 'chromium', 'what axe judges by is the same in every browser')
      await open({ look, theme })
      await expect(page.locator('.room:not([data-shown])')).toHaveCount(0)
      // what sticks to the window's edge would else lie over some row
      const height = await page.evaluate(() => document.documentElement.scrollHeight)
      await page.setViewportSize({ width: 900, height })

      const { violations } = await new AxeBuilder({ page })
        .include('interkassa-checkout')
        .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
        .analyze()

      const found = violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }))
      expect(found).toEqual([])
    })
  }
}
