import { test as base, expect, type BrowserContext } from '@playwright/test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startDemo, type Demo, type DemoOptions } from '../../demo/start-demo.js'
import { Payer } from './payer.js'
import { ShopBooks } from './shop-books.js'

export { expect } from '@playwright/test'

interface Options {
  /** How the demo is to be started; as `npm start` does it unless said otherwise. */
  demoOptions: Omit<DemoOptions, 'dataDir'>
  /** What a test itself brings about in the browser's console. */
  expectedComplaints: RegExp[]
}

interface Fixtures {
  dataDir: string
  /** The shop and its gateway, started anew. */
  demo: Demo
  books: ShopBooks
  /** What the payer's pages complain of: policies that were violated, scripts that failed. Empty after each test. */
  complaints: string[]
  payer: Payer
  /** Somebody else, or the same person in another browser: without the payer's cookies and storage. */
  stranger: Payer
}

export const test = base.extend<Options & Fixtures>({
  demoOptions: [{}, { option: true }],
  expectedComplaints: [[], { option: true }],

  // eslint-disable-next-line no-empty-pattern -- Playwright reads from the pattern what a fixture needs
  dataDir: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'levada-'))
    await use(folder)
    rmSync(folder, { recursive: true })
  },

  demo: async ({ dataDir, demoOptions }, use) => {
    const demo = await startDemo({ dataDir, ...demoOptions })
    await use(demo)
    await demo.close()
  },

  // every browser of a test depends on this, so the demo starts before it and is closed after it
  baseURL: ({ demo }, use) => use(demo.url),

  books: ({ dataDir }, use) => use(new ShopBooks(dataDir)),

  complaints: [
    async ({ context, expectedComplaints }, use) => {
      const complaints = await listen(context)
      await use(complaints)
      const isExpected = (complaint: string) => expectedComplaints.some((pattern) => pattern.test(complaint))
      expect(complaints.filter((complaint) => !isExpected(complaint))).toEqual([])
    },
    { auto: true }
  ],

  payer: ({ page }, use) => use(new Payer(page)),

  stranger: async ({ browser, demo }, use) => {
    const context = await browser.newContext({ baseURL: demo.url })
    await use(new Payer(await context.newPage()))
    await context.close()
  }
})

async function listen(context: BrowserContext): Promise<string[]> {
  const complaints: string[] = []
  context.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  context.on('weberror', (error) => {
    complaints.push(error.error().message)
  })
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
      console.error(`violated ${effectiveDirective} with ${blockedURI}`)
    })
  })
  return complaints
}
