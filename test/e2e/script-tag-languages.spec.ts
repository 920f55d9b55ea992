import { readdirSync, readFileSync } from 'node:fs'
import { securityHeaders } from '../../demo/server/headers.js'
import type { Messages } from '../../src/element/index.js'
import { en } from '../../src/element/locales/en.js'
import { uk } from '../../src/element/locales/uk.js'
import { aSession } from '../element/support/session.js'
import { expect, test } from './fixtures.js'
import type { Payer } from './payer.js'

const CDN = new URL('../../dist/cdn/', import.meta.url)
const HASHES = JSON.parse(readFileSync(new URL('integrity.json', CDN), 'utf8')) as Record<string, string>
const MAIN = 'interkassa-checkout.js'
const TAGS = readdirSync(new URL('../../src/element/locales/', import.meta.url))
  .map((name) => name.replace('.ts', ''))
  .filter((tag) => tag !== 'en')

test('there is a script for each language', () => {
  const names = Object.keys(HASHES).filter((name) => name.startsWith('locales/'))
  expect(names).toEqual(TAGS.map((tag) => `locales/${tag}.js`))
})

for (const tag of TAGS) {
  const language = `locales/${tag}.js`

  for (const [when, scripts] of [
    ['before', [language, MAIN]],
    ['after', [MAIN, language]]
  ] as const) {
    test(`${tag} is spoken with its script ${when} the element’s, by its hash, under the shop’s policy`, async ({
      payer
    }) => {
      await open(payer, { tag, scripts })

      await expect(payer.checkout.locator('legend')).toHaveText((await messagesOf(tag)).choose)
      await expect(payer.checkout.locator('[part=base]')).toHaveAttribute('lang', tag)
    })
  }
}

test('a language may also come long after the element', async ({ payer }) => {
  let release: () => void = () => undefined
  const held = new Promise<void>((resolve) => (release = resolve))
  await payer.page.route('**/cdn/locales/uk.js', async (route) => {
    await held
    await route.continue()
  })
  await open(payer, { tag: 'uk', scripts: [MAIN], late: 'locales/uk.js' })
  await expect(payer.checkout.locator('legend')).toHaveText(en.choose)

  release()

  await expect(payer.checkout.locator('legend')).toHaveText(uk.choose)
})

test('a language is read rightly on a page in windows-1251', async ({ payer }) => {
  // a server that does not say in which encoding its scripts are
  await payer.page.route('**/cdn/**', async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, headers: { 'content-type': 'text/javascript' } })
  })

  await open(payer, { tag: 'uk', scripts: [MAIN, 'locales/uk.js'], encoding: 'windows-1251' })

  expect(await payer.page.evaluate(() => document.characterSet)).toBe('windows-1251')
  await expect(payer.checkout.locator('legend')).toHaveText(uk.choose)
})

test.describe('a language that is not the one of the hash', () => {
  test.use({ expectedComplaints: [/integrity/] })

  test('is not spoken, and the checkout goes on in English', async ({ payer }) => {
    await payer.page.route('**/cdn/locales/uk.js', async (route) => {
      const response = await route.fetch()
      await route.fulfill({ response, body: `${await response.text()}\n` })
    })

    await open(payer, { tag: 'uk', scripts: ['locales/uk.js', MAIN] })

    await expect(payer.checkout.locator('legend')).toHaveText(en.choose)
  })
})

test('the shop’s own page sells in Ukrainian', async ({ books, payer }) => {
  const orderId = await payer.buy('linden-honey')
  await payer.page.goto(`/script-tag?order=${orderId}&lang=uk`)
  const script = payer.page.locator('script[src="/cdn/locales/uk.js"]')
  await expect(script).toHaveAttribute('integrity', /^sha384-/)
  await expect(payer.checkout.locator('legend')).toHaveText(uk.choose)

  await payer.choose('Visa')
  await payer.goToGateway()
  await payer.payAtGateway('success')

  await payer.isTold(uk.paidTitle)
  await books.showPaid(orderId)
})

interface ScriptPage {
  readonly tag: string
  /** Files of the release, in the order of their tags. */
  readonly scripts: readonly string[]
  /** A file that nothing waits for. */
  readonly late?: string
  readonly encoding?: string
}

/** Opens a page of the shop's origin with a session of its own, under the shop's policy. */
async function open(payer: Payer, { tag, scripts, late, encoding = 'utf-8' }: ScriptPage): Promise<void> {
  const body = `<!doctype html>
    <html lang="${tag}"><link rel="icon" href="/art/leaf.svg"><title>-</title>
    ${scripts.map((name) => scriptTag(name)).join('')}
    ${late === undefined ? '' : scriptTag(late, 'async')}
    <interkassa-checkout order-id="A-1001">
      <script type="application/json">${JSON.stringify(aSession())}</script>
    </interkassa-checkout></html>`
  await payer.page.route('**/languages', (route) =>
    route.fulfill({
      body,
      headers: { ...securityHeaders('http://127.0.0.1/'), 'content-type': `text/html; charset=${encoding}` }
    })
  )
  await payer.page.goto('/languages', { waitUntil: 'commit' })
}

const scriptTag = (name: string, how = '') =>
  `<script ${how} src="/cdn/${name}" integrity="${HASHES[name] ?? ''}"></script>`

async function messagesOf(tag: string): Promise<Messages> {
  const pack = (await import(`../../src/element/locales/${tag}.ts`)) as Record<string, Messages>
  return pack[tag] ?? en
}
