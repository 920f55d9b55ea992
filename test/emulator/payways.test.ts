import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pay, post, refusalOf, signedForm, startEmulator, VISA, type Fields } from './payer.js'

const settings = {
  payways: [
    { alias: VISA },
    { alias: 'webmoney_merchant_wmz' },
    { alias: 'webmoneyx_merchant_wmz' },
    { alias: 'privat24_merchant_uah', name: 'My bank' },
    { alias: 'qiwi_w1_merchant_rub', on: false }
  ]
}

async function listed(page: Response): Promise<string[]> {
  return [...(await page.text()).matchAll(/name="payway" value="(\w+)"/g)].map(([, alias = '']) => alias)
}

const lists: Record<string, [changes: Fields, aliases: string[]]> = {
  'all that are on': [{}, [VISA, 'webmoney_merchant_wmz', 'webmoneyx_merchant_wmz', 'privat24_merchant_uah']],
  'all, for an action without a payway': [
    { ik_act: 'process' },
    [VISA, 'webmoney_merchant_wmz', 'webmoneyx_merchant_wmz', 'privat24_merchant_uah']
  ],
  'those that the form allows': [
    { ik_pw_on: `${VISA};privat24_merchant_uah` },
    [VISA, 'privat24_merchant_uah']
  ],
  'those that the form allows by a part of the alias': [
    { ik_pw_on: 'webmoney,qiwi' },
    ['webmoney_merchant_wmz']
  ]
}

for (const [what, [changes, aliases]] of Object.entries(lists)) {
  test(`lists ${what}`, async (t) => {
    const { url } = await startEmulator(t, { settings })
    assert.deepEqual(await listed(await post(url, signedForm(changes))), aliases)
  })
}

test('shows the names of the cabinet, or those that the aliases tell', async (t) => {
  const { url } = await startEmulator(t, { settings })
  const page = await (await post(url, signedForm())).text()
  assert.match(page, /My bank <small>privat24_merchant_uah/)
  assert.match(page, /WebMoney <small>webmoney_merchant_wmz/)
})

test('opens an invoice when a payway of the list is chosen, once', async (t) => {
  const { emulator, url } = await startEmulator(t, { settings })
  const list = await post(url, signedForm())
  assert.deepEqual(emulator.invoices(), [])

  const first = await post(list.url, { payway: VISA })
  const second = await post(list.url, { payway: VISA })

  assert.equal(first.url, `${list.url}/${VISA}`)
  assert.equal(second.url, first.url)
  assert.deepEqual(
    emulator.invoices().map(({ payway, state }) => ({ payway, state })),
    [{ payway: VISA, state: 'new' }]
  )
})

test('goes straight to the payway that the form chose, with or without an action', async (t) => {
  const { emulator, url } = await startEmulator(t, { settings })
  const withAction = await post(url, signedForm({ ik_act: 'process', ik_pw_via: VISA }))
  const without = await post(url, signedForm({ ik_pw_via: VISA }))
  assert.match(withAction.url, new RegExp(`/${VISA}$`))
  assert.match(without.url, new RegExp(`/${VISA}$`))
  assert.equal(emulator.invoices().length, 2)
})

test('lets the payer change the payway', async (t) => {
  const { emulator, url } = await startEmulator(t, { settings })
  const page = await post(url, signedForm({ ik_act: 'process', ik_pw_via: VISA }))
  const [, list = ''] = /href="(\/payment\/[^"]+)"/.exec(await page.text()) ?? []

  const other = await post(new URL(list, url).href, { payway: 'privat24_merchant_uah' })
  await post(other.url, { outcome: 'success' })

  assert.deepEqual(
    emulator.invoices().map(({ payway, state }) => ({ payway, state })),
    [
      { payway: VISA, state: 'canceled' },
      { payway: 'privat24_merchant_uah', state: 'success' }
    ]
  )
})

const closed: Record<string, Fields> = {
  'a payway that is off': { ik_pw_via: 'qiwi_w1_merchant_rub' },
  'an unknown payway': { ik_pw_via: 'paypal_merchant_usd' },
  'a payway that the form itself does not allow': { ik_pw_via: VISA, ik_pw_on: 'privat24' },
  'a form that allows no open payway': { ik_pw_on: 'paypal' }
}

for (const [what, changes] of Object.entries(closed)) {
  test(`refuses ${what}`, async (t) => {
    const { url } = await startEmulator(t, { settings })
    assert.equal(await refusalOf(post(url, signedForm(changes))), '400 payway-closed')
  })
}

test('refuses every form while all payways are off', async (t) => {
  const { url } = await startEmulator(t, { settings: { payways: [{ alias: VISA, on: false }] } })
  assert.equal(await refusalOf(post(url, signedForm())), '400 payway-closed')
})

test('refuses a payway or an outcome that is no button of the page', async (t) => {
  const { emulator, url } = await startEmulator(t, { settings })
  const list = await post(url, signedForm())
  assert.equal(await refusalOf(post(list.url, { payway: 'qiwi_w1_merchant_rub' })), '400 bad-field')
  assert.equal(await refusalOf(pay(url, 'toString' as 'success')), '400 bad-field')
  assert.deepEqual(
    emulator.invoices().map(({ state }) => state),
    ['new']
  )
})

test('knows no page of a payway on which no invoice was opened', async (t) => {
  const { url } = await startEmulator(t, { settings })
  const list = await post(url, signedForm())
  assert.equal(await refusalOf(fetch(`${list.url}/${VISA}`)), '404 unknown-page')
  assert.equal(await refusalOf(fetch(`${list.url}/paypal_merchant_usd`)), '404 unknown-page')
})
