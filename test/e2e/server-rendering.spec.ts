import { render } from '@lit-labs/ssr'
import { collectResult } from '@lit-labs/ssr/lib/render-result.js'
import { html } from 'lit'
import { unsafeHTML } from 'lit/directives/unsafe-html.js'
import type { Demo } from '../../demo/start-demo.js'
import '../../src/element/define.js'
import { en } from '../../src/element/locales/en.js'
import { renderCheckoutForm } from '../../src/server/index.js'
import { expect, test } from './fixtures.js'
import { hydratingScript } from './hydrating-script.js'
import type { Payer } from './payer.js'

const SCRIPT = '/cdn/interkassa-checkout.js'
const HYDRATING_SCRIPT = '/hydrating.js'

test.describe('a page that a server has rendered', () => {
  test.describe('without JavaScript', () => {
    test.use({ javaScriptEnabled: false })

    test('shows the plain form, which pays', async ({ demo, books, payer }) => {
      const orderId = await openRendered(payer, demo)

      await expect(payer.page.getByRole('button')).toHaveCount(1)
      await payer.page.getByRole('button', { name: 'Continue to payment' }).click()
      await payer.page.getByRole('button', { name: 'Continue' }).click()
      await payer.page.getByRole('button', { name: 'Visa' }).click()
      await payer.payAtGateway('success')

      await books.showPaid(orderId)
    })
  })

  for (const [how, script] of [
    ['hydrates nothing', SCRIPT],
    ['hydrates what is there', HYDRATING_SCRIPT]
  ] as const) {
    test(`has one pay button, once there is a script that ${how}, and it pays`, async ({
      demo,
      books,
      payer
    }) => {
      const { page } = payer
      await page.route(HYDRATING_SCRIPT, async (route) =>
        route.fulfill({ contentType: 'text/javascript', body: await hydratingScript() })
      )
      let arrive = () => {}
      const arrival = new Promise<void>((resolve) => {
        arrive = resolve
      })
      await page.route(script, async (route) => {
        await arrival
        await route.fallback()
      })
      const orderId = await openRendered(payer, demo, script)
      await expect(page.getByRole('button', { name: 'Continue to payment' })).toBeVisible()
      // a node of the server's, to be known again
      await payer.checkout.locator('[role=status]').evaluate((node) => (node.id = 'rendered'))

      arrive()

      await expect(payer.payButton).toBeVisible()
      await expect(page.getByRole('button')).toHaveText([/^\s*Pay UAH/, en.hostedPage])
      await expect(payer.checkout.locator('[role=status]')).toHaveCount(1)
      await expect(payer.checkout.locator('#rendered')).toHaveCount(script === SCRIPT ? 0 : 1)
      await payer.choose('Visa')
      await payer.goToGateway()
      await payer.payAtGateway('success')
      await payer.isTold(en.paidTitle)
      await books.showPaid(orderId)
    })
  }
})

/** Places an order and opens a page for it that came with the element's shadow root. */
async function openRendered({ page }: Payer, demo: Demo, script?: string): Promise<string> {
  const answer = await page.request.post('/orders', {
    headers: { origin: demo.url },
    data: { items: { 'clay-mug': 1 } }
  })
  const { id } = (await answer.json()) as { id: string }
  const form = renderCheckoutForm({ src: '/interkassa', orderId: id, payways: [] })
  const tag = html`<interkassa-checkout src="/interkassa" order-id=${id} gateway=${demo.gatewayUrl}>
    ${unsafeHTML(form)}
  </interkassa-checkout>`
  const body = `<!doctype html>
    <html lang="en">
      <title>Rendered by a server</title>
      <link rel="icon" href="data:," />
      ${await collectResult(render(tag))}
      ${script === undefined ? '' : `<script type="module" src="${script}"></script>`}
    </html>`
  await page.route('/rendered', (route) => route.fulfill({ contentType: 'text/html', body }))
  await page.goto('/rendered', { waitUntil: 'commit' })
  return id
}
