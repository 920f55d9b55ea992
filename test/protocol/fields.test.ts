import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { CARD_NAME, FIELD_BY_WIRE, FIELDS, SIGNED_NAME, type FieldName } from '../../src/protocol/index.js'

/** Values that stand in captures and in the request tables, and values that must not be taken. */
const VALUES: Partial<Record<FieldName, { takes: readonly string[]; refuses: readonly string[] }>> = {
  checkoutId: {
    takes: ['4f269503a1da92c807000002', '62B97027-5260-1442-CF1A-7BDC16454400'],
    refuses: ['', 'a b', 'a:b', 'x'.repeat(37), 'é']
  },
  paymentNo: {
    takes: ['14533', 'ID_4233', '47533H-28042015-184310', 'x'.repeat(50)],
    refuses: ['', 'x'.repeat(51), "1' OR 1=1", 'a:b', '../x', '№1']
  },
  amount: { takes: ['1.43', '43', '100.0000'], refuses: ['0', '1,43', '1e2', '-1', ''] },
  currency: { takes: ['USD', 'uah'], refuses: ['US', 'USDT', '840', ''] },
  description: { takes: ['Оплата № 42', 'a:b', ''], refuses: ['a\nb', 'ж'.repeat(128), 'a\ud83d'] },
  contact: { takes: ['user@mail.example', '+380501234567'], refuses: ['x'.repeat(65), 'a\r\nb'] },
  lifetime: { takes: ['3600'], refuses: ['', '-1', '1.5', '12345678901', 'NaN'] },
  sign: {
    takes: ['oVAOevI3mWrcvrjB4j/ySg==', 'ZvEsWxqHWVHKZSvdiBazsnI+zxAmq9CcHFZqoWxWH/0='],
    refuses: ['', 'AAAA', 'a b', '==']
  },
  allowedPayways: {
    takes: ['webmoney;w1_merchant_usd', 'a,b.c'],
    refuses: ['', 'a b', 'a:b', 'x'.repeat(513)]
  },
  payway: {
    takes: ['visa_liqpay_merchant_usd', '52efa902e4ae1a780e000001'],
    refuses: ['', 'visa-usd', 'x'.repeat(63)]
  },
  action: { takes: ['process', 'payway', 'payways'], refuses: ['Process', '', 'toString'] },
  interface: { takes: ['web', 'json'], refuses: ['xml', ''] },
  locale: { takes: ['ru', 'uk', 'de_us'], refuses: ['RU', 'ru-ru', 'русский'] },
  interactionUrl: {
    takes: ['https://shop.example/notify', 'http://127.0.0.1:8080/notify?a=1'],
    refuses: [
      '',
      'ftp://shop.example',
      'javascript:alert(1)',
      '//shop.example',
      'https://shop.example/a b',
      'https://крамниця.example/'
    ]
  },
  interactionMethod: { takes: ['get', 'post'], refuses: ['POST', 'put', ''] },
  invoiceId: { takes: ['33274174'], refuses: ['', '7x', '-1', '1.0', 'x'.repeat(21)] },
  invoiceState: { takes: ['success', 'waitAccept', 'unheardOf'], refuses: ['', 'a b', 'x'.repeat(33)] }
}

suite('A field', () => {
  for (const [name, { takes, refuses }] of Object.entries(VALUES)) {
    const { wire, holds } = FIELDS[name as FieldName]
    test(`${wire} takes what was seen and refuses what it may not hold`, () => {
      assert.deepEqual(
        takes.filter((value) => !holds(value)),
        []
      )
      assert.deepEqual(refuses.filter(holds), [])
    })
  }

  test('has one name, which takes part in signatures and carries no card', () => {
    const names = Object.values(FIELDS).map(({ wire }) => wire)
    assert.equal(FIELD_BY_WIRE.size, names.length)
    assert.ok(names.every((wire) => SIGNED_NAME.test(wire) && !CARD_NAME.test(wire)))
  })
})

test('the names of card data are known in every case', () => {
  for (const name of [
    'ik_pay_card_number',
    'ik_pay_card_cvv',
    'IK_PAY_CARD_NUMBER',
    '_ik_pay_card_exp_month'
  ]) {
    assert.match(name, CARD_NAME)
  }
  for (const name of ['ik_pay_token', 'ik_p_card_mask', 'ik_x_pay_card']) assert.doesNotMatch(name, CARD_NAME)
})
