import { defineConfig } from '@playwright/test'
import { findBrowser } from './scripts/find-browser.mjs'

const browser = await findBrowser()
if (!browser) throw new Error('no Chromium-like browser was found; name one in CHROME_PATH')

export default defineConfig({
  testDir: 'test/e2e',
  outputDir: '.cache/e2e',
  workers: 2,
  retries: 0,
  timeout: 30_000,
  forbidOnly: Boolean(process.env['CI']),
  reporter: 'list',
  use: { launchOptions: browser, trace: 'retain-on-failure' }
})
