import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EmulatorSettings } from '../../src/emulator/index.js'
import { buildNotification } from '../../src/emulator/notification.js'
import { checkRequest } from '../../src/emulator/request-check.js'
import { parseSettings } from '../../src/emulator/settings.js'
import { TEST_PAYWAY } from '../../src/protocol/index.js'
import { pay, SECRET_KEY, signedBy, startEmulator, TEST_KEY, VISA } from './payer.js'
import { openShop } from './shop.js'

/** A notification that the real gateway sent through its test payway; yfix/yf publishes it together with the test key. */
const captured = {
  ik_co_id: '54be5909bf4efc7f6b8ab8f5',
  ik_co_prs_id: '203295131974',
  ik_inv_id: '33274174',
  ik_inv_st: 'success',
  ik_inv_crt: '2015-01-23 11:20:09',
  ik_inv_prc: '2015-01-23 11:20:09',
  ik_trn_id: '',
  ik_pm_no: 'ID_4233',
  ik_pw_via: 'test_interkassa_test_xts',
  ik_am: '100.00',
  ik_co_rfn: '100.0000',
  ik_ps_price: '103.00',
  ik_cur: 'USD',
  ik_desc: 'Пополнение счета (Interkassa)',
  ik_x_user_id: '3',
  _ik_x_user_id: '3',
  ik_sign: 'mgNlOcdt6ydxAZZvAPEZYo7PZRoWnM/zvlgk2pdZe20='
}

test('EMU-008: builds the captured notification of 2015 again, to the last character of its signature', () => {
  const cabinet = parseSettings({
    checkoutId: '54be5909bf4efc7f6b8ab8f5',
    purseId: '203295131974',
    secretKey: 'another key',
    testSecretKey: 'AxlrteZIreEpMddf',
    currencies: ['USD'],
    signRequired: false
  })
  const form = new Map([
    ['ik_co_id', '54be5909bf4efc7f6b8ab8f5'],
    ['ik_pm_no', 'ID_4233'],
    ['ik_am', '100'],
    ['ik_cur', 'USD'],
    ['ik_desc', 'Пополнение счета (Interkassa)'],
    ['ik_x_user_id', '3'],
    ['_ik_x_user_id', '3']
  ])
  const time = Date.UTC(2015, 0, 23, 11, 20, 9)

  const built = buildNotification(cabinet, checkRequest(cabinet, form), {
    id: '33274174',
    payway: TEST_PAYWAY,
    state: 'success',
    outcome: 'success',
    createdAt: time,
    processedAt: time
  })

  assert.deepEqual(Object.entries(built), Object.entries(captured))
})

test('EMU-008: sends fields in the order of the capture, with the shop’s own fields repeated', async (t) => {
  const shop = await openShop(t)
  const { emulator, url } = await startEmulator(t, { settings: { interaction: { url: shop.url } } })
  await pay(url, 'success', { ik_x_user_id: '3', _ik_x_user_id: '' })
  await emulator.settled()
  const [heard] = shop.heard
  assert.deepEqual(heard?.names, Object.keys(captured))
  assert.equal(heard.fields.ik_trn_id, '')
  assert.equal(heard.fields.ik_x_user_id, '3')
  assert.equal(heard.fields._ik_x_user_id, '')
  assert.match(heard.fields.ik_co_rfn ?? '', /^\d+\.\d{4}$/)
  assert.match(heard.fields.ik_ps_price ?? '', /^\d+\.\d{2}$/)
  assert.match(heard.fields.ik_inv_id ?? '', /^\d+$/)
})

test('leaves the time of processing empty until an invoice is paid', async (t) => {
  const shop = await openShop(t)
  const { emulator, url } = await startEmulator(t, { settings: { interaction: { url: shop.url } } })
  await pay(url, 'pending-success')
  await emulator.settled()
  const times = shop.heard.map(({ fields }) => fields.ik_inv_prc)
  assert.equal(times[0], '')
  assert.match(times[1] ?? '', /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)
})

const keys: [what: string, payway: string, key: string][] = [
  ['EMU-002: signs for the test payway with the test key', TEST_PAYWAY, TEST_KEY],
  ['EMU-002: signs for every other payway with the secret key', VISA, SECRET_KEY]
]

for (const [what, payway, key] of keys) {
  for (const algorithm of ['sha256', 'md5'] as const) {
    test(`${what}, ${algorithm}`, async (t) => {
      const shop = await openShop(t)
      const { emulator, url } = await startEmulator(t, {
        settings: { algorithm, signRequired: false, interaction: { url: shop.url } }
      })
      await pay(url, 'success', { ik_pw_via: payway })
      await emulator.settled()
      const [heard] = shop.heard
      assert.equal(heard?.fields.ik_sign, signedBy(key, heard?.fields ?? {}, algorithm))
    })
  }
}

const fees: [amount: string, fee: EmulatorSettings['fee'], price: string, credited: string][] = [
  ['100.00', {}, '103.00', '100.0000'],
  ['10', { percent: 3, payer: 'checkout' }, '10.00', '9.7000'],
  ['99,5', {}, '102.49', '99.5000'],
  ['0.01', { percent: 50 }, '0.02', '0.0100'],
  ['0.01', { percent: 2.25, payer: 'checkout' }, '0.01', '0.0097'],
  ['99999999.99', { percent: 0 }, '99999999.99', '99999999.9900'],
  ['30.1', { percent: 0.5, payer: 'checkout' }, '30.10', '29.9495']
]

for (const [amount, fee, price, credited] of fees) {
  test(`asks ${price} and credits ${credited} for ${amount} with the fee ${JSON.stringify(fee)}`, async (t) => {
    const { emulator, url } = await startEmulator(t, {
      notifications: 'hold',
      settings: { fee, interaction: { url: 'http://127.0.0.1/' } }
    })
    await pay(url, 'success', { ik_am: amount })
    const [delivery] = emulator.deliveries()
    assert.equal(delivery?.fields.ik_ps_price, price)
    assert.equal(delivery.fields.ik_co_rfn, credited)
  })
}
