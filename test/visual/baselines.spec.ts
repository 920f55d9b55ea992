import { expect } from '@playwright/test'
import { test, type View } from './gallery.js'

/** What the checkout looks like, by the names of the pictures in `baselines`. `npm run baselines` takes them anew. */
const BASELINES: Readonly<Record<string, View>> = {
  loading: { state: 'loading', width: '360', theme: 'light' },
  chosen: { state: 'ready-chosen', width: '360', theme: 'light' },
  'many-narrow': { state: 'ready-many', width: '280', theme: 'light' },
  'currencies-wide-dark': { state: 'ready-currencies', theme: 'dark' },
  'tiles-design-system': { state: 'ready-grid', look: 'design-system', theme: 'light' },
  'near-end-ukrainian': { state: 'ready-near-end', lang: 'uk', width: '360', theme: 'light' },
  'test-mode': { state: 'ready-test', width: '360', theme: 'light' },
  'locked-design-system-dark': {
    state: 'locked-unknown',
    look: 'design-system',
    width: '360',
    theme: 'dark'
  },
  'failed-arabic': { state: 'failed-wait', lang: 'ar', width: '360', theme: 'light' },
  paid: { state: 'paid', width: '360', theme: 'light' }
}

for (const [name, view] of Object.entries(BASELINES)) {
  test(`looks as it did: ${name}`, async ({ page, open }) => {
    await open(view)
    await page.locator('.room[data-shown]').waitFor()

    await expect(page.locator('interkassa-checkout')).toHaveScreenshot(`${name}.png`)
  })
}
