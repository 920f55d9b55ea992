import { WebkitPage } from './webkit-page.mjs'
import { startWebkit } from './webkit-session.mjs'

/** @typedef {{ session: import('./webkit-session.mjs').WebkitSession, page: WebkitPage }} Started */

/**
 * Lets the test runner use WebKit: one window, which takes the test files one after the other.
 *
 * @param {import('./find-webkit.mjs').Webkit} webkit
 * @returns {import('@web/test-runner').BrowserLauncher & { getPage(id: string): WebkitPage }}
 */
export function webkitLauncher(webkit) {
  /** @type {Promise<Started> | undefined} */
  let started
  /** @type {{ id: string, page: WebkitPage } | undefined} */
  let active

  const pageOf = (/** @type {string} */ id) => {
    if (active?.id !== id) throw new Error(`WebKit is not at session ${id}`)
    return active.page
  }

  return {
    name: 'WebKit',
    // the runner's commands then work with our page as they do with Puppeteer's
    type: 'puppeteer',
    concurrency: 1,
    isActive: (id) => active?.id === id,
    getPage: pageOf,
    getBrowserUrl: (id) => pageOf(id).url(),
    async startSession(id, url) {
      const { page } = await (started ??= start(webkit))
      active = { id, page }
      await page.setViewport({ width: 800, height: 600 })
      await page.open(url)
    },
    async stopSession(id) {
      const page = pageOf(id)
      active = undefined
      await page.release()
      await page.open('about:blank')
      return {}
    },
    startDebugSession: () => Promise.reject(new Error('WebKit has no window to debug in')),
    async stop() {
      const { session } = (await started) ?? {}
      await session?.end()
    }
  }
}

/**
 * @param {import('./find-webkit.mjs').Webkit} webkit
 * @returns {Promise<Started>}
 */
async function start(webkit) {
  const session = await startWebkit(webkit)
  return { session, page: new WebkitPage(session) }
}
