import { test as base } from '@playwright/test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startDemo } from '../../demo/start-demo.js'

/** A view of the gallery, as its address names it. */
export type View = Readonly<Record<string, string>>

/** Tests that look at the gallery of a running shop, one shop for all of them. */
export const test = base.extend<{ open: (view: View) => Promise<void> }, { shopUrl: string }>({
  shopUrl: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads from the pattern what a fixture needs
    async ({}, use) => {
      const dataDir = mkdtempSync(join(tmpdir(), 'gallery-'))
      const demo = await startDemo({ dataDir })
      await use(demo.url)
      await demo.close()
      rmSync(dataDir, { recursive: true })
    },
    { scope: 'worker' }
  ],

  open: ({ page, shopUrl }, use) =>
    use(async (view) => {
      await page.goto(`${shopUrl}/gallery?${new URLSearchParams(view).toString()}`)
    })
})
