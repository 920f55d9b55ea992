import { chromeLauncher, puppeteerCore } from '@web/test-runner-chrome'
import { findEngines, isRequired, remedyFor, wantedEngines } from './find-engines.mjs'
import { webkitLauncher } from './webkit-launcher.mjs'

/**
 * What starts the engines that the element's tests are to run on.
 *
 * @returns {Promise<import('@web/test-runner').BrowserLauncher[]>}
 */
export async function findLaunchers() {
  const { found, missing } = await findEngines(wantedEngines())
  const required = missing.find(isRequired)
  if (required) throw new Error(`there is no ${required}. ${remedyFor(required)}`)
  const { chromium, firefox, webkit } = found
  return [
    ...(chromium ? [chromiumLauncher(chromium)] : []),
    ...(firefox ? [firefoxLauncher(firefox)] : []),
    ...(webkit ? [webkitLauncher(webkit)] : [])
  ]
}

/** @param {import('./find-browser.mjs').Browser} launchOptions */
function chromiumLauncher(launchOptions) {
  // told that it is Chrome, the launcher would collect no coverage
  return Object.assign(chromeLauncher({ launchOptions }), { name: 'Chromium' })
}

/** @param {{ executablePath: string }} launchOptions */
function firefoxLauncher(launchOptions) {
  return chromeLauncher({
    puppeteer: puppeteerCore,
    launchOptions: {
      ...launchOptions,
      browser: 'firefox',
      // a page of tests comes and goes more often than the 200 times in ten seconds that a payer may
      extraPrefsFirefox: { 'dom.navigation.navigationRateLimit.count': 0 }
    }
  })
}
