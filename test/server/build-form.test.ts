import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { buildForm } from '../../src/server/signing/build-form.js'
import { anAccount, TEST_PAYWAY, type Fields } from './fixtures.js'

const account = anAccount()
const order: Fields = { ik_am: '100.00', ik_cur: 'UAH', ik_pm_no: '1001', ik_desc: 'Order 1001' }

const refuses = (code: string, changes: Readonly<Record<string, unknown>>, addresses?: Fields) =>
  assert.throws(() => buildForm(account, { ...order, ...changes }, addresses), { code })

suite('The signer', () => {
  test('signs our own addresses, which are given apart', () => {
    const addresses = { ik_ia_u: 'https://shop.example/notify', ik_suc_u: 'http://127.0.0.1:8080/thanks' }
    assert.deepEqual(buildForm(account, order, addresses).fields, {
      ik_co_id: account.checkoutId,
      ...order,
      ...addresses
    })
  })

  test('signs data of the merchant under names of its own, and payment numbers, up to their length', () => {
    const named = `ik_x_${'a'.repeat(58)}`
    const paymentNo = 'x'.repeat(32)
    const { fields } = buildForm(account, { ...order, ik_pm_no: paymentNo, [named]: '1' })
    assert.deepEqual([fields['ik_pm_no'], fields[named]], [paymentNo, '1'])
    for (const name of [`${named}a`, 'ik_x_', 'ik_x_a-b', 'my_ik_x_a', 'ik_y_a'])
      refuses('bad-field', { [name]: '1' })
    refuses('bad-field', { ik_pm_no: `${paymentNo}x` })
  })

  for (const name of ['ik_ia_u', 'ik_suc_u', 'ik_pnd_u', 'ik_fal_u']) {
    test(`takes ${name} from no order`, () => {
      refuses('bad-field', { [name]: 'https://shop.example/notify' })
    })
  }

  for (const address of [
    'http://169.254.169.254/latest/meta-data/',
    'http://shop.example/notify',
    'http://localhost.shop.example/notify',
    'javascript:alert(1)',
    'https://shop.example/a b',
    '//shop.example/notify',
    ''
  ]) {
    test(`signs no address such as ${JSON.stringify(address)}`, () => {
      refuses('bad-field', {}, { ik_ia_u: address })
    })
  }

  test('takes for an address nothing that is none', () => {
    refuses('bad-field', {}, { ik_desc: 'https://shop.example/notify' })
  })

  for (const name of Object.keys(order)) {
    test(`signs no form without ${name}`, () => {
      const rest = Object.fromEntries(Object.entries(order).filter(([other]) => other !== name))
      assert.throws(() => buildForm(account, rest), { code: 'bad-field' })
      refuses('bad-field', { [name]: '' })
    })
  }

  for (const [name, value] of [
    ['ik_am', '100.001'],
    ['ik_cur', 'uah'],
    ['ik_pm_no', '1'.repeat(33)],
    ['ik_exp', '1:success'],
    ['ik_exp', '2026-11-22 10:00:00:777']
  ] as const) {
    test(`does not write ${value} as ${name}`, () => {
      refuses('bad-field', { [name]: value })
    })
  }

  test('writes the names of states as no payway, and an action as nothing but that', () => {
    refuses('reserved-value', { ik_act: 'process', ik_pw_via: 'success' })
    refuses('reserved-value', { ik_x_act: 'process' })
    refuses('reserved-value', { ik_x_payway: TEST_PAYWAY })
    assert.equal(buildForm(account, { ...order, ik_act: 'process' }).fields['ik_act'], 'process')
  })
})
