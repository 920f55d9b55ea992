import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { CARD_NAME, FIELD_BY_WIRE, FIELDS, SIGNED_NAME, type FieldName } from '../../src/protocol/index.js'

/** Values that stand in captures and in the request tables, and values that must not be taken. */
const VALUES: Partial<Record<FieldName, { takes: readonly string[]; refuses: readonly string[] }>> = {
  checkoutId: {
    takes: ['4f269503a1da92c807000002', '62B97027-5260-1442-CF1A-7BDC16454400', 'x'.repeat(36)],
    refuses: ['', 'a b', 'a:b', ' a', 'a ', 'x'.repeat(37), 'é']
  },
  paymentNo: {
    takes: ['14533', 'ID_4233', '47533H-28042015-184310', 'x'.repeat(50)],
    refuses: ['', ' 1', '1 ', 'x'.repeat(51), "1' OR 1=1", 'a:b', '../x', '№1']
  },
  amount: { takes: ['1.43', '43', '100.0000'], refuses: ['0', '1,43', '1e2', '-1', ''] },
  currency: { takes: ['USD', 'uah'], refuses: ['US', 'USDT', '840', '', 'UAH ', '1UAH'] },
  description: {
    takes: ['Оплата № 42', 'a:b', '', 'x'.repeat(255)],
    refuses: ['a\nb', 'x'.repeat(256), 'ж'.repeat(128), 'a\ud83d']
  },
  contact: {
    takes: ['user@mail.example', '+380501234567', 'x'.repeat(64), 'ж'.repeat(32)],
    refuses: ['x'.repeat(65), 'a\r\nb']
  },
  lifetime: {
    takes: ['3600', '1'.repeat(10)],
    refuses: ['', 's3600', '3600s', '-1', '1.5', '12345678901', 'NaN']
  },
  sign: {
    takes: [
      'oVAOevI3mWrcvrjB4j/ySg==',
      'ZvEsWxqHWVHKZSvdiBazsnI+zxAmq9CcHFZqoWxWH/0=',
      'A'.repeat(22),
      'A'.repeat(86)
    ],
    refuses: [
      '',
      'AAAA',
      'a b',
      '==',
      'A'.repeat(21),
      'A'.repeat(87),
      `${'A'.repeat(22)}===`,
      `-${'A'.repeat(22)}`
    ]
  },
  allowedPayways: {
    takes: ['webmoney;w1_merchant_usd', 'a,b.c', 'x'.repeat(512)],
    refuses: ['', 'a b', 'a:b', ' a', 'a ', 'x'.repeat(513)]
  },
  payway: {
    takes: ['visa_liqpay_merchant_usd', '52efa902e4ae1a780e000001', 'x'.repeat(62)],
    refuses: ['', 'visa-usd', 'visa usd', ' visa', 'visa ', 'x'.repeat(63)]
  },
  action: { takes: ['process', 'payway', 'payways'], refuses: ['Process', '', 'toString'] },
  interface: { takes: ['web', 'json'], refuses: ['xml', ''] },
  locale: {
    takes: ['ru', 'uk', 'de_us'],
    refuses: ['RU', 'xru', 'rus', 'r', 'de_', 'de_u', 'de_us1', 'de_US', 'ru-ru', 'русский']
  },
  interactionUrl: {
    takes: ['https://shop.example/notify', 'http://127.0.0.1:8080/notify?a=1', `https://${'x'.repeat(2000)}`],
    refuses: [
      '',
      'ftp://shop.example',
      'javascript:alert(1)',
      '//shop.example',
      'https://shop.example/a b',
      ' https://shop.example',
      'https://shop.example ',
      `https://${'x'.repeat(2001)}`,
      'https://крамниця.example/'
    ]
  },
  interactionMethod: { takes: ['get', 'post'], refuses: ['POST', 'put', ''] },
  expiry: {
    takes: ['2026-11-23', '2026-11-23 10:00:00'],
    refuses: [
      '',
      '2026-11-23 10:00',
      '2026-11-23T10:00:00',
      '26-11-23',
      '2026-11-23 10:00:00 ',
      ' 2026-11-23',
      'x'
    ]
  },
  paymentCurrency: { takes: ['UAH', 'usdttrc'], refuses: ['', 'UA', 'usdttrc2', 'U-H', ' UAH', 'UAH '] },
  paymentMethod: { takes: ['visa', 'x'.repeat(62)], refuses: ['', 'x'.repeat(63), 'a b', ' visa', 'visa '] },
  purseId: { takes: ['307447812424'], refuses: ['x'.repeat(65)] },
  transactionId: { takes: ['x'.repeat(128)], refuses: ['x'.repeat(129)] },
  credited: { takes: ['x'.repeat(32)], refuses: ['x'.repeat(33)] },
  invoiceId: { takes: ['33274174', '1'.repeat(20)], refuses: ['', '7x', 'x7', '-1', '1.0', '1'.repeat(21)] },
  invoiceState: {
    takes: ['success', 'waitAccept', 'unheardOf', 'x'.repeat(32)],
    refuses: ['', 'a b', ' success', 'success ', 'x'.repeat(33)]
  }
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

  test('is written by one side or by both', () => {
    const by = (writer: string) =>
      Object.values(FIELDS).flatMap((field) => (field.writer === writer ? [field.wire] : []))
    assert.deepEqual(by('gateway').sort(), [
      ...['ik_co_prs_id', 'ik_co_rfn', 'ik_inv_crt', 'ik_inv_id', 'ik_inv_prc', 'ik_inv_st', 'ik_ps_price'],
      'ik_trn_id'
    ])
    assert.deepEqual(by('both').sort(), [
      ...['ik_am', 'ik_cli', 'ik_co_id', 'ik_cur', 'ik_desc', 'ik_payment_currency', 'ik_payment_method'],
      ...['ik_pm_no', 'ik_pw_via', 'ik_sign']
    ])
    assert.deepEqual(by('form').sort(), [
      ...['ik_act', 'ik_exp', 'ik_fal_m', 'ik_fal_u', 'ik_ia_m', 'ik_ia_u', 'ik_int', 'ik_loc', 'ik_ltm'],
      ...['ik_pnd_m', 'ik_pnd_u', 'ik_pw_on', 'ik_suc_m', 'ik_suc_u']
    ])
  })

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
  for (const name of ['ik_pay_token', 'ik_p_card_mask', 'ik_x_pay_card', 'ik_x_ik_pay_card'])
    assert.doesNotMatch(name, CARD_NAME)
})
