import { expect, test, type Page } from '@playwright/test'
import { en } from '../../src/element/locales/en.js'
import { openSmallShop, plainPage, type Host, type SmallShop } from './small-shop.js'

/** The pages that shops have, and what they must not break. */
const open = test.extend<{ host: Host; shop: SmallShop }>({
  host: [{}, { option: true }],
  shop: async ({ host }, use) => {
    const shop = await openSmallShop(host)
    await use(shop)
    await shop.close()
  }
})

const payButton = (page: Page) => page.locator('interkassa-checkout [part=pay]')
const pageWith =
  (head: string) =>
  (tag: string): string =>
    `<!doctype html><html lang="en"><title>A shop</title><link rel="icon" href="data:," />${head}${tag}</html>`
const SCRIPT = '<script src="/checkout.js" defer></script>'

/** What reaches the gateway, as bytes. */
function postsTo(page: Page, { emulator }: SmallShop): string[] {
  const posts: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.isNavigationRequest()) posts.push(request.postData() ?? '')
  })
  expect(emulator.invoices()).toEqual([])
  return posts
}

open.describe('a page in windows-1251', () => {
  const description = 'Замовлення 😀'
  const page = (tag: string) =>
    Buffer.from(`<!doctype html><html lang="en"><title>A shop</title>${SCRIPT}${tag}</html>`, 'latin1')
  const headers = { 'content-type': 'text/html; charset=windows-1251' }
  open.use({ host: { page, headers, description } })

  open('FRO-033: posts the bytes that were signed', async ({ page, shop }) => {
    const posts = postsTo(page, shop)
    await page.goto(shop.url)

    await payButton(page).click()
    await page.waitForURL('**/payment/**')

    expect(new URLSearchParams(posts.at(-1)).get('ik_desc')).toBe(description)
    expect(shop.emulator.invoices()).toHaveLength(1)
  })
})

open('FRO-011: Enter held down pays once', async ({ page, shop }) => {
  const posts = postsTo(page, shop)
  await page.goto(shop.url)
  await payButton(page).focus()

  for (let times = 0; times < 30; times++) await page.keyboard.down('Enter').catch(() => undefined)
  await page.waitForURL('**/payment/**')

  expect(posts).toHaveLength(1)
  expect(shop.emulator.invoices()).toHaveLength(1)
})

open(
  'REN-013: a field that a script changes before it is posted is refused by the gateway',
  async ({ page, shop }) => {
    await page.goto(shop.url)
    await payButton(page).waitFor()
    await page.evaluate(() => {
      // eslint-disable-next-line @typescript-eslint/unbound-method -- it is called on the form below
      const { submit } = HTMLFormElement.prototype
      HTMLFormElement.prototype.submit = function () {
        const amount = this.querySelector<HTMLInputElement>('[name=ik_am]')
        if (amount) amount.value = '0.01'
        submit.call(this)
      }
    })

    await payButton(page).click()
    await page.waitForURL((url) => url.host !== new URL(shop.url).host)

    expect(shop.emulator.invoices()).toEqual([])
  }
)

open.describe('a page with another copy of Lit and its policy', () => {
  const LIT = "<script>trustedTypes.createPolicy('lit-html', { createHTML: (text) => text })</script>"
  const policy = (types: string) => ({
    'content-security-policy': `require-trusted-types-for 'script'; trusted-types ${types}`
  })

  open.describe('that allows no second one', () => {
    open.use({ host: { page: pageWith(LIT + SCRIPT), headers: policy('lit-html') } })

    open('FRO-032: keeps the plain form, which pays', async ({ page, shop }) => {
      await page.goto(shop.url)

      await page.getByRole('button', { name: 'Pay' }).click()

      await expect(page.getByRole('button', { name: 'Visa' })).toBeVisible()
    })
  })

  open.describe('that allows duplicates', () => {
    open.use({ host: { page: pageWith(LIT + SCRIPT), headers: policy("lit-html 'allow-duplicates'") } })

    open('FRO-032: has the element', async ({ page, shop }) => {
      await page.goto(shop.url)

      await expect(payButton(page)).toBeVisible()
    })
  })
})

open.describe('a browser of some years ago', () => {
  open('FRO-026: has neither popovers nor adopted style sheets, and pays', async ({ page, shop }) => {
    await page.addInitScript(() => {
      Reflect.deleteProperty(HTMLElement.prototype, 'popover')
      Reflect.deleteProperty(Document.prototype, 'adoptedStyleSheets')
      Reflect.deleteProperty(ShadowRoot.prototype, 'adoptedStyleSheets')
      Reflect.deleteProperty(CSSStyleSheet.prototype, 'replace')
    })
    await page.goto(shop.url)
    const { backgroundColor } = await payButton(page).evaluate((button) => getComputedStyle(button))
    expect(backgroundColor).toBe('rgb(26, 86, 196)')

    await payButton(page).click()
    await page.waitForURL('**/payment/**')
  })
})

open.describe('at 400 %, with less motion and the keyboard alone', () => {
  // 1280 × 1024 at four times the size
  open.use({ viewport: { width: 320, height: 256 }, contextOptions: { reducedMotion: 'reduce' } })

  open('FRO-027: a payer pays', async ({ page, shop }) => {
    await page.goto(shop.url)
    await payButton(page).waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)

    for (let stops = 0; stops < 5; stops++) {
      await page.keyboard.press('Tab')
      const focused = page.locator('interkassa-checkout [part=pay]:focus')
      if ((await focused.count()) > 0) break
    }
    await page.keyboard.press('Enter')

    await page.waitForURL('**/payment/**')
  })
})

open.describe('framed by a page of another origin', () => {
  const framing = (tag: string, host: string) =>
    host.startsWith('localhost')
      ? plainPage(tag)
      : `<!doctype html><title>Elsewhere</title><iframe src="http://${host.replace('127.0.0.1', 'localhost')}"></iframe>`
  open.use({ host: { page: framing } })

  open('REN-014: refuses, and opens the page by itself', async ({ page, context, shop }) => {
    await page.goto(shop.url.replace('localhost', '127.0.0.1'))
    const frame = page.frameLocator('iframe')
    await expect(frame.getByText(en.framed)).toBeVisible()
    await expect(frame.getByRole('button', { name: 'Pay' })).toHaveCount(0)

    const opened = context.waitForEvent('page')
    await frame.getByRole('link', { name: en.openPage }).click()

    await expect(payButton(await opened)).toBeVisible()
  })
})

open('two tabs on one order: the other one says that it is being paid', async ({ page, context, shop }) => {
  const other = await context.newPage()
  await page.goto(shop.url)
  await other.goto(shop.url)
  await expect(payButton(other)).toBeVisible()

  await page.bringToFront()
  await payButton(page).click()
  await page.waitForURL('**/payment/**')

  await expect(other.getByRole('heading', { name: en.elsewhereTitle })).toBeVisible()
  await expect(payButton(other)).toHaveCount(0)
  await page.locator('button[name=outcome][value=success]').click()
  await page.waitForURL('**/thanks**')
  await other.bringToFront()
  await expect(other.getByRole('heading', { name: en.paidTitle })).toBeVisible({ timeout: 15_000 })
})

open('two tabs that leave in one moment send one form', async ({ page, context, shop }) => {
  const other = await context.newPage()
  const posts = [postsTo(page, shop), postsTo(other, shop)]
  await page.goto(shop.url)
  await other.goto(shop.url)
  await Promise.all([payButton(page).waitFor(), payButton(other).waitFor()])

  const press = (tab: Page) => payButton(tab).evaluate((button: HTMLElement) => button.click())
  await Promise.all([press(page), press(other)])
  await expect.poll(() => shop.emulator.invoices().length).toBe(1)

  await expect.poll(() => posts.flat().length).toBe(1)
})
