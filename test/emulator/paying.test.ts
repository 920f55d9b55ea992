import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import type { Outcome } from '../../src/emulator/index.js'
import { pay, post, press, SECRET_KEY, signedBy, signedForm, startEmulator, VISA } from './payer.js'
import { openShop } from './shop.js'

/** A shop with all four addresses, and an emulator whose cabinet holds them. */
async function openBoth(t: TestContext, options: Parameters<typeof startEmulator>[1] = {}) {
  const shop = await openShop(t)
  const running = await startEmulator(t, {
    ...options,
    settings: {
      interaction: { url: `${shop.url}/notify` },
      success: { url: `${shop.url}/success` },
      pending: { url: `${shop.url}/pending` },
      fail: { url: `${shop.url}/fail` },
      ...options.settings
    }
  })
  return { shop, ...running }
}

const processForm = () => signedForm({ ik_act: 'process', ik_pw_via: VISA })

test('brings a payer from the form to the shop, and tells the shop that it is paid', async (t) => {
  const { shop, emulator, url } = await openBoth(t)

  const back = await pay(url, 'success')
  await emulator.settled()

  assert.equal(back.status, 303)
  assert.match(back.headers.get('location') ?? '', /^http:\/\/127\.0\.0\.1:\d+\/success\?/)
  const [heard] = shop.heard
  assert.equal(heard?.method, 'POST')
  assert.equal(heard.path, '/notify')
  assert.match(heard.contentType ?? '', /^application\/x-www-form-urlencoded/)
  assert.equal(heard.fields.ik_inv_st, 'success')
  assert.equal(heard.fields.ik_sign, signedBy(SECRET_KEY, heard.fields))
})

const endings: Record<Outcome, [page: string, told: string[]]> = {
  success: ['/success', ['success']],
  'pending-success': ['/pending', ['waitAccept', 'success']],
  'pending-fail': ['/pending', ['waitAccept', 'fail']],
  fail: ['/fail', ['fail']],
  cancel: ['/fail', ['canceled']]
}

for (const [outcome, [page, told]] of Object.entries(endings) as [Outcome, [string, string[]]][]) {
  test(`sends the payer of "${outcome}" to ${page} and tells the shop ${told.join(', then ')}`, async (t) => {
    const { shop, emulator, url } = await openBoth(t)

    const back = await pay(url, outcome)
    await emulator.settled()

    const location = new URL(back.headers.get('location') ?? '')
    assert.equal(location.pathname, page)
    assert.equal(location.searchParams.get('ik_inv_st'), told[0])
    assert.deepEqual(
      shop.heard.map(({ fields }) => fields.ik_inv_st),
      told
    )
    assert.equal(emulator.invoices()[0]?.state, told.at(-1))
  })
}

test('brings back four fields, without a signature, behind the query of the address', async (t) => {
  const { emulator, url } = await openBoth(t, {
    settings: { success: { url: 'http://shop.example/?lang=uk' } }
  })
  const back = await pay(url, 'success', { ik_x_cart: '7' })
  const [{ id } = { id: '' }] = emulator.invoices()
  assert.equal(
    back.headers.get('location'),
    `http://shop.example/?lang=uk&ik_co_id=4f269503a1da92c807000002&ik_inv_id=${id}&ik_inv_st=success&ik_pm_no=A-1001-1`
  )
})

test('brings back the full set of 2015 where the checkout is set to it, still without a signature', async (t) => {
  const { url } = await openBoth(t, { settings: { returnFields: 'full' } })
  const back = await pay(url, 'cancel', { ik_x_cart: '7', _ik_x_cart: '7' })
  const { searchParams } = new URL(back.headers.get('location') ?? '')
  assert.deepEqual(
    [...searchParams.keys()],
    (
      'ik_co_id ik_inv_id ik_inv_st ik_inv_crt ik_inv_prc ik_pm_no ik_pw_via ik_am ik_co_rfn ik_ps_price ik_cur ' +
      'ik_desc ik_x_cart'
    ).split(' ')
  )
  assert.equal(searchParams.get('ik_inv_prc'), '')
})

test('brings the payer back by POST, by itself and with one button where there is no JavaScript', async (t) => {
  const { url } = await openBoth(t, {
    settings: { success: { url: 'http://shop.example/thanks', method: 'post' } }
  })

  const form = await post(url, processForm())
  const page = await press(form.url, 'success')

  const text = await page.text()
  assert.equal(page.status, 200)
  assert.match(text, /<form method="post" action="http:\/\/shop\.example\/thanks">/)
  assert.match(text, /<input type="hidden" name="ik_pm_no" value="A-1001-1" \/>/)
  assert.match(text, /<button>Back to the shop<\/button>/)
  assert.doesNotMatch(text, /ik_sign/)
  assert.match(await (await fetch(form.url)).text(), /Paid.*<form method="post" action="[^"]+\/thanks">/s)
  const [, nonce = 'none'] = /<script nonce="([^"]+)">/.exec(text) ?? []
  const policy = page.headers.get('content-security-policy') ?? ''
  assert.ok(policy.includes(`script-src 'nonce-${nonce.replaceAll('&#43;', '+')}'`), policy)
})

test('says how it ended where the shop has set no address for the way back', async (t) => {
  const { url } = await startEmulator(t)
  const page = await pay(url, 'fail')
  assert.equal(page.status, 200)
  assert.match(await page.text(), /Not paid.*has set no address/s)
})

test('tells nobody where the shop has set no address for notifications, and says so', async (t) => {
  const { emulator, url } = await startEmulator(t)
  const page = await post(url, processForm())
  assert.match(await page.text(), /the shop hears nothing/)
  await press(page.url, 'success')
  assert.deepEqual(emulator.deliveries(), [])
})

test('makes one paid invoice of a double click, and brings both clicks back alike', async (t) => {
  const { shop, emulator, url } = await openBoth(t)
  const page = await post(url, processForm())

  const [first, second] = await Promise.all([press(page.url, 'success'), press(page.url, 'success')])
  await emulator.settled()

  assert.equal(first.headers.get('location'), second.headers.get('location'))
  assert.equal(emulator.invoices().length, 1)
  assert.equal(shop.heard.length, 1)
})

test('makes one failed invoice of a failure that is chosen twice', async (t) => {
  const { emulator, url } = await openBoth(t)
  const page = await post(url, processForm())
  await press(page.url, 'fail')
  const again = await press(page.url, 'fail')
  assert.match(again.headers.get('location') ?? '', /\/fail\?/)
  assert.equal(emulator.invoices().length, 1)
})

test('lets the payer go back after a failure and try again, with a new invoice', async (t) => {
  const { shop, emulator, url } = await openBoth(t)
  const page = await post(url, processForm())
  await press(page.url, 'fail')
  assert.match(await (await fetch(page.url)).text(), /The last try failed/)

  const [first, second] = await Promise.all([press(page.url, 'success'), press(page.url, 'success')])
  await emulator.settled()

  assert.equal(first.headers.get('location'), second.headers.get('location'))
  assert.deepEqual(
    emulator.invoices().map(({ state }) => state),
    ['fail', 'success']
  )
  assert.equal(new Set(shop.heard.map(({ fields }) => fields.ik_inv_id)).size, 2)
})

test('lets nobody undo a success by going back', async (t) => {
  const { emulator, url } = await openBoth(t)
  const page = await post(url, processForm())
  await press(page.url, 'success')

  const again = await press(page.url, 'fail')
  const reloaded = await (await fetch(page.url)).text()
  const list = await (await fetch(page.url.replace(`/${VISA}`, ''))).text()

  const other = await post(page.url.replace(`/${VISA}`, ''), { payway: 'privat24_merchant_uah' })

  assert.match(again.headers.get('location') ?? '', /\/success\?/)
  assert.match(await other.text(), /Paid/)
  for (const text of [reloaded, list]) {
    assert.match(text, /Paid/)
    assert.match(text, /<a class="button" href="[^"]+\/success\?[^"]+">/)
    assert.doesNotMatch(text, /name="outcome"|name="payway"/)
  }
  assert.deepEqual(
    emulator.invoices().map(({ state }) => state),
    ['success']
  )
})
