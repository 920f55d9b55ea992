import assert from 'node:assert/strict'
import { test } from 'node:test'
import { TEST_PAYWAY } from '../../src/protocol/index.js'
import {
  CHECKOUT_ID,
  post,
  refusalOf,
  SECRET_KEY,
  signedBy,
  signedForm,
  startEmulator,
  TEST_KEY,
  VISA,
  type Fields
} from './payer.js'

const without = (name: string) => {
  const rest = Object.fromEntries(Object.entries(signedForm()).filter(([key]) => key !== name))
  return { ...rest, ik_sign: signedBy(SECRET_KEY, rest) }
}

test('takes a form by POST and shows the payways', async (t) => {
  const { url } = await startEmulator(t)
  const page = await post(url, signedForm())
  assert.equal(page.status, 200)
  assert.match(page.url, /\/payment\/[\w-]{36}$/)
  assert.match(await page.text(), /visa_cpaytrz_merchant_uah/)
})

test('takes a form by GET', async (t) => {
  const { url } = await startEmulator(t)
  const page = await fetch(`${url}?${new URLSearchParams(signedForm()).toString()}`)
  assert.equal(page.status, 200)
})

test('takes a multipart form', async (t) => {
  const { url } = await startEmulator(t)
  const body = new FormData()
  for (const [name, value] of Object.entries(signedForm())) body.append(name, value)
  const page = await fetch(url, { method: 'POST', body })
  assert.equal(page.status, 200)
})

const accepted: Record<string, Fields> = {
  'an amount without decimals': { ik_am: '100' },
  'an amount with a comma': { ik_am: '99,5' },
  'a currency in lower case': { ik_cur: 'uah' },
  'a description in Cyrillic': { ik_desc: 'Замовлення № 1' },
  'fields of the shop': { ik_x_cart: '7', _ik_x_user: '' },
  'unknown fields of the gateway': { ik_mode: 'invoice' }
}

for (const [what, changes] of Object.entries(accepted)) {
  test(`takes ${what}`, async (t) => {
    const { url } = await startEmulator(t)
    assert.equal((await post(url, signedForm(changes))).status, 200)
  })
}

test('leaves fields that are not the gateway’s out of the signature', async (t) => {
  const { url } = await startEmulator(t)
  assert.equal((await post(url, { ...signedForm(), wa_app_id: 'shop' })).status, 200)
})

test('signs nested fields as the official example does', async (t) => {
  // interkassa/examples signatures.php
  const { url } = await startEmulator(t, {
    settings: { checkoutId: '5ee0c9ccc3f73b75f5236a99', secretKey: 'IAzk63hCGbgZHuix' }
  })
  const page = await post(url, {
    ik_co_id: '5ee0c9ccc3f73b75f5236a99',
    ik_pm_no: 'ID_4233',
    ik_am: '10.06',
    ik_cur: 'UAH',
    ik_desc: 'test',
    'ik_payway_fields[field]': '2nd',
    'ik_payway_fields[zields]': '3rd',
    'ik_payway_fields[af]': '1st',
    ik_sign: 'SHxLf/PR2Wzl7u4GaYnE+3ZLzuiLW3yCm5T7sBpGRzU='
  })
  assert.equal(page.status, 200)
})

const refused: Record<string, [fields: Fields, refusal: string]> = {
  'no checkout': [without('ik_co_id'), '400 missing-field'],
  'no payment number': [without('ik_pm_no'), '400 missing-field'],
  'no amount': [without('ik_am'), '400 missing-field'],
  'no currency': [without('ik_cur'), '400 missing-field'],
  'an empty description': [signedForm({ ik_desc: '' }), '400 missing-field'],
  'an amount of nothing': [signedForm({ ik_am: '0.00' }), '400 bad-field'],
  'an amount with three decimals': [signedForm({ ik_am: '1.005' }), '400 bad-field'],
  'a negative amount': [signedForm({ ik_am: '-1' }), '400 bad-field'],
  'a payment number of 33 characters': [signedForm({ ik_pm_no: '1'.repeat(33) }), '400 bad-field'],
  'a payment number with a space': [signedForm({ ik_pm_no: 'A 1' }), '400 bad-field'],
  'a currency of four letters': [signedForm({ ik_cur: 'UAHX' }), '400 bad-field'],
  'a description with a line break': [signedForm({ ik_desc: 'one\r\ntwo' }), '400 bad-field'],
  'a description of 256 bytes': [signedForm({ ik_desc: 'щ'.repeat(128) }), '400 bad-field'],
  'a lifetime that is no number': [signedForm({ ik_ltm: '1h' }), '400 bad-field'],
  'a list of payways with spaces': [signedForm({ ik_pw_on: 'visa; test' }), '400 bad-field'],
  'a payway that is no alias': [signedForm({ ik_pw_via: 'visa-uah' }), '400 bad-field'],
  'a language that is none': [signedForm({ ik_loc: 'ukrainian' }), '400 bad-field'],
  'a contact of 65 characters': [signedForm({ ik_cli: 'x'.repeat(65) }), '400 bad-field'],
  'an unknown interface': [signedForm({ ik_int: 'xml' }), '400 bad-field'],
  'an unknown action': [signedForm({ ik_act: 'pay' }), '400 bad-field'],
  'another checkout': [signedForm({ ik_co_id: '4f269503a1da92c807000003' }), '400 unknown-checkout'],
  'a currency that the checkout has not': [signedForm({ ik_cur: 'USD' }), '400 currency-closed'],
  'the JSON interface': [signedForm({ ik_int: 'json', ik_act: 'process' }), '400 not-emulated'],
  'an action of the JSON interface': [signedForm({ ik_act: 'payways' }), '400 not-emulated'],
  'an absolute expiry': [signedForm({ ik_exp: '2030-01-01' }), '400 not-emulated']
}

for (const [what, [fields, refusal]] of Object.entries(refused)) {
  test(`refuses ${what}`, async (t) => {
    const { emulator, url } = await startEmulator(t)
    assert.equal(await refusalOf(post(url, fields)), refusal)
    assert.deepEqual(emulator.invoices(), [])
  })
}

test('refuses a body that is no form', async (t) => {
  const { url } = await startEmulator(t)
  assert.equal(await refusalOf(fetch(url, { method: 'POST', body: '{}' })), '415 unreadable-body')
})

test('refuses other methods', async (t) => {
  const { url } = await startEmulator(t)
  assert.equal(await refusalOf(fetch(url, { method: 'PUT' })), '405 method-not-allowed')
})

for (const path of ['payment/none', 'payments', 'payment/', 'payment/a/b/c']) {
  test(`knows no page at /${path}`, async (t) => {
    const { url } = await startEmulator(t)
    assert.equal(await refusalOf(fetch(url + path)), '404 unknown-page')
  })
}

test('EMU-001: refuses a form with a wrong signature, in the gateway’s own words', async (t) => {
  const { emulator, url } = await startEmulator(t)
  const page = await post(url, { ...signedForm(), ik_am: '1.00' })
  const text = await page.clone().text()
  assert.equal(await refusalOf(page), '400 wrong-sign')
  assert.match(text, /Подпись запроса &#34;ik_sign&#34; не верна/)
  assert.match(text, /ik_am:ik_co_id:ik_cur:ik_desc:ik_pm_no:secret key/)
  assert.doesNotMatch(text, /MadeUp/)
  assert.deepEqual(emulator.invoices(), [])
})

// the right signature of these fields holds a plus sign
const fields = { ...without('ik_sign'), ik_x_n: '4' }
const causes: Record<string, [sign: string, cause: RegExp]> = {
  'made with the test key': [signedBy(TEST_KEY, fields), /made with the test key/],
  'made with the other algorithm': [
    signedBy(SECRET_KEY, fields, 'md5'),
    /md5; the checkout is set to sha256/
  ],
  'whose plus signs became spaces': [signedBy(SECRET_KEY, fields).replaceAll('+', ' '), /%2B/]
}

for (const [what, [ik_sign, cause]] of Object.entries(causes)) {
  test(`recognises a signature ${what}`, async (t) => {
    const { url } = await startEmulator(t)
    const page = await (await post(url, { ...fields, ik_sign })).text()
    assert.match(page, /wrong-sign/)
    assert.match(page, cause)
  })
}

test('refuses a form without a signature where the checkout requires one', async (t) => {
  const { url } = await startEmulator(t)
  assert.equal(await refusalOf(post(url, { ...signedForm(), ik_sign: '' })), '400 missing-sign')
})

test('takes unsigned and changed forms where the checkout requires no signature', async (t) => {
  const { url } = await startEmulator(t, { settings: { signRequired: false } })
  assert.equal((await post(url, { ...signedForm(), ik_sign: '' })).status, 200)
  assert.equal((await post(url, { ...signedForm(), ik_am: '1.00' })).status, 200)
})

test('takes md5 where the checkout is set to it, and then no sha256', async (t) => {
  const { url } = await startEmulator(t, { settings: { algorithm: 'md5' } })
  const fields = signedForm()
  assert.equal((await post(url, { ...fields, ik_sign: signedBy(SECRET_KEY, fields, 'md5') })).status, 200)
  assert.equal(await refusalOf(post(url, fields)), '400 wrong-sign')
})

const order = { ik_co_id: CHECKOUT_ID, ik_am: '100.00', ik_cur: 'UAH', ik_desc: 'gift', ik_pm_no: 'A-1' }
const shifted: Record<string, [signed: Fields, posted: Fields]> = {
  'a field folded into another': [
    { ...order, ik_desc: 'gift', ik_ia_m: 'post' },
    { ...order, ik_desc: 'gift:post' }
  ],
  'a field split in two': [
    { ...order, ik_desc: 'gift:post' },
    { ...order, ik_desc: 'gift', ik_ia_m: 'post' }
  ],
  'a live form turned into a test payment': [
    { ...order, ik_x_ref: TEST_PAYWAY },
    { ...order, ik_pw_via: TEST_PAYWAY }
  ],
  'nested fields made flat': [
    { ...order, 'ik_payway_fields[a]': '1', 'ik_payway_fields[b]': '2' },
    { ...order, ik_payway_fields: '1:2' }
  ]
}

for (const [what, [signed, posted]] of Object.entries(shifted)) {
  test(`EMU-006: takes ${what}, because the signature covers values and not names`, async (t) => {
    const { url } = await startEmulator(t)
    const ik_sign = signedBy(SECRET_KEY, posted)
    assert.equal((await post(url, { ...signed, ik_sign })).status, 200)
    assert.equal((await post(url, { ...posted, ik_sign })).status, 200)
  })
}

test('forgets a form that it refused, so that the number is still free', async (t) => {
  const { url } = await startEmulator(t, { settings: { uniqueness: 'first-post' } })
  await post(url, signedForm({ ik_pw_via: 'closed_payway' }))
  assert.equal((await post(url, signedForm({ ik_pw_via: VISA }))).status, 200)
})
