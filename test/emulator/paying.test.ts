import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pay, SECRET_KEY, signedBy, startEmulator } from './payer.js'
import { openShop } from './shop.js'

test('brings a payer from the form to the shop, and tells the shop that it is paid', async (t) => {
  const shop = await openShop(t)
  const { emulator, url } = await startEmulator(t, {
    settings: { interaction: { url: `${shop.url}/notify` }, success: { url: `${shop.url}/thanks?lang=uk` } }
  })

  const back = await pay(url, 'success')
  await emulator.settled()

  const [invoice] = emulator.invoices()
  assert.equal(invoice?.state, 'success')
  assert.equal(back.status, 303)
  assert.equal(
    back.headers.get('location'),
    `${shop.url}/thanks?lang=uk&ik_co_id=4f269503a1da92c807000002&ik_inv_id=${invoice.id}&ik_inv_st=success&ik_pm_no=A-1001-1`
  )
  const [heard] = shop.heard
  assert.equal(heard?.method, 'POST')
  assert.equal(heard.path, '/notify')
  assert.match(heard.contentType ?? '', /^application\/x-www-form-urlencoded/)
  assert.equal(heard.fields.ik_inv_st, 'success')
  assert.equal(heard.fields.ik_sign, signedBy(SECRET_KEY, heard.fields))
  assert.deepEqual(
    emulator.deliveries().map(({ progress, answers }) => ({ progress, answers })),
    [{ progress: 'delivered', answers: [{ status: 200 }] }]
  )
})
