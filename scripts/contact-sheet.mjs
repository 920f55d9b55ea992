import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium } from '@playwright/test'
import { register } from 'tsx/esm/api'
import { buildShop } from './build-shop.mjs'
import { assemble } from './contact-sheet-assembly.mjs'
import { photograph } from './contact-sheet-camera.mjs'
import { planSheets } from './contact-sheet-plan.mjs'
import { ensureInstall } from './ensure-install.mjs'
import { findBrowser } from './find-browser.mjs'
import { root } from './root.mjs'

/*
 * npm run contact-sheet              everything that the gallery shows, for the eye: pictures in .cache/contact-sheet
 * npm run contact-sheet -- locked    only the states with this in their names
 */

ensureInstall()
const folder = join(root, '.cache/contact-sheet')
const browser = await findBrowser()
if (!browser) throw new Error('no Chromium-like browser was found; name one in CHROME_PATH')
if ((await buildShop()) !== 0) process.exit(1)

rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
register()
/** @type {{ startDemo: (options: { dataDir: string }) => Promise<{ url: string, close: () => Promise<void> }> }} */
const { startDemo } = await import(pathToFileURL(join(root, 'demo/start-demo.ts')).href)
const dataDir = mkdtempSync(join(tmpdir(), 'contact-sheet-'))
const demo = await startDemo({ dataDir })
const chrome = await chromium.launch({ ...browser, env: { ...process.env, TZ: 'UTC' } })

try {
  for (const sheet of planSheets(await choices(), process.argv.slice(2))) {
    await photograph(chrome, demo.url, sheet, folder)
    console.log(await assemble(chrome, sheet, folder))
  }
} finally {
  await chrome.close()
  await demo.close()
  rmSync(dataDir, { recursive: true })
}

/** What there is to choose from, as the gallery's own form says. */
async function choices() {
  const page = await chrome.newPage()
  await page.goto(`${demo.url}/gallery?state=loading`)
  const read = (/** @type {string} */ name) => page.locator(`[name=${name}] option`).allTextContents()
  const found = { states: (await read('state')).slice(1), languages: await read('lang') }
  await page.close()
  return found
}
