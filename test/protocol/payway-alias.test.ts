import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { isPaywayOfMode, parsePaywayAlias, PAYWAY_ALIAS, paywayDefaults } from '../../src/protocol/index.js'

/** Aliases that the official ShopScript module and later integrations list, by `method processor role`. */
const FOUR_PARTS: readonly [stem: string, currencies: string][] = [
  ['visa_liqpay_merchant', 'usd rub eur uah'],
  ['mastercard_liqpay_merchant', 'usd rub eur uah'],
  ['privat24_w1_merchant2', 'uah'],
  ['privat24_liqpay_merchant3', 'uah'],
  ['privatterm_liqpay_merchant', 'uah'],
  ['w1_w1_merchant', 'usd uah rub eur'],
  ['qiwiwallet_w1_merchant', 'rub'],
  ['qiwi_qiwi_merchantPsp', 'rub'],
  ['qiwiterminal_qiwi_merchantTerminal', 'rub'],
  ['yandexmoney_unitpay_merchant', 'rub'],
  ['perfectmoney_perfectmoney_merchant', 'usd'],
  ['nsmep_smartpay_invoice', 'uah'],
  ['ukash_w1_merchant', 'usd'],
  ['beeline_w1_merchant', 'rub'],
  ['tele2_ipaycard_merchantMobile', 'rub'],
  ['megafon_instapay_merchant', 'rub'],
  ['mts_rfibank_merchant', 'rub'],
  ['mts_mpay_merchantGambling', 'rub'],
  ['anelik_w1_merchant', 'rub'],
  ['sbrf_rusbank_receipt', 'rub'],
  ['beeline_ipaycard_merchantMobile', 'rub'],
  ['megafon_w1_merchant', 'rub'],
  ['mts_w1_merchant', 'rub'],
  ['megafon_mpay_merchantGambling', 'rub'],
  ['beeline_mpay_merchantGambling', 'rub'],
  ['tele2_mpay_merchantGambling', 'rub'],
  ['contact_w1_merchant', 'rub'],
  ['lider_w1_merchant', 'rub'],
  ['unistream_w1_merchant', 'rub'],
  ['ruspost_w1_merchant', 'rub'],
  ['rusterminal_w1_merchant', 'rub'],
  ['mobileretails_w1_merchant', 'rub'],
  ['alfaclick_w1_merchant', 'rub'],
  ['visa_unitpay_merchant', 'rub'],
  ['mastercard_unitpay_merchant', 'rub'],
  ['mir_unitpay_merchant', 'rub'],
  ['ukrterminal_webmoneyuga_terminal', 'uah'],
  ['visa_cpaytrz_merchant', 'rub uah usd'],
  ['mastercard_cpaytrz_merchant', 'rub uah usd'],
  ['mir_cpaytrz_merchant', 'rub'],
  ['card_cpaytrz_triplecHR', 'eur'],
  ['inps_cpaytrz_merchantNetBanking', 'inr'],
  ['inps_cpaytrz_merchantUPI', 'inr'],
  ['visa_uniteller_merchant', 'rub'],
  ['advcash_advcash_merchant', 'rub usd'],
  ['bitcoin_advcash_merchant', 'rub eur'],
  ['litecoin_advcash_merchant', 'rub'],
  ['payeer_advcash_merchant', 'usd'],
  ['test_interkassa_test', 'xts']
]

/** The older form, without a processor. */
const THREE_PARTS: readonly [stem: string, currencies: string][] = [
  ['liqpay_merchant', 'usd uah rub eur'],
  ['privat24_merchant', 'usd uah eur'],
  ['w1_merchant', 'usd'],
  ['yandexmoney_merchant', 'rub'],
  ['rbkmoney_merchant', 'rub'],
  ['rbkmoney_merchantx', 'rub'],
  ['perfectmoney_merchant', 'usd eur'],
  ['monexy_merchant', 'usd uah rub eur'],
  ['moneymail_merchant', 'usd rub eur'],
  ['libertyreserve_merchant', 'usd eur'],
  ['paypal_merchant', 'usd'],
  ['zpayment_merchant', 'rub'],
  ['telemoney_merchant', 'rub'],
  ['webcreds_merchant', 'rub'],
  ['rusbank_receipt', 'rub'],
  ['ukrbank_receipt', 'uah'],
  ['eurobank_receipt', 'usd'],
  ['interkassa_voucher', 'usd']
]

const aliasesOf = (table: typeof FOUR_PARTS) =>
  table.flatMap(([stem, currencies]) =>
    currencies.split(' ').map((currency) => ({ stem, currency, alias: `${stem}_${currency}` }))
  )

suite('parsePaywayAlias reads', () => {
  for (const { stem, currency, alias } of aliasesOf(FOUR_PARTS)) {
    test(alias, () => {
      const [method, processor, role] = stem.split('_')
      assert.match(alias, PAYWAY_ALIAS)
      assert.deepEqual(parsePaywayAlias(alias), { method, processor, role, currency: currency.toUpperCase() })
    })
  }

  for (const { stem, currency, alias } of aliasesOf(THREE_PARTS)) {
    test(alias, () => {
      const [method, role] = stem.split('_')
      assert.deepEqual(parsePaywayAlias(alias), { method, role, currency: currency.toUpperCase() })
    })
  }

  const purses = { z: 'USD', e: 'EUR', r: 'RUB', u: 'UAH', b: 'BYR', k: 'KZT', g: 'XAU' }
  for (const [letter, currency] of Object.entries(purses)) {
    test(`webmoney_merchant_wm${letter} in ${currency}`, () => {
      const read = { method: 'webmoney', role: 'merchant', currency }
      assert.deepEqual(parsePaywayAlias(`webmoney_merchant_wm${letter}`), read)
      const invoice = { ...read, role: 'invoice' }
      assert.deepEqual(parsePaywayAlias(`webmoney_invoice_wm${letter}`), invoice)
      const processed = { ...read, processor: 'webmoney' }
      assert.deepEqual(parsePaywayAlias(`webmoney_webmoney_merchant_wm${letter}`), processed)
    })
  }

  for (const alias of ['52efa902e4ae1a780e000001', 'visa', 'visa_uah', 'a_b_c_d_e', '_', '___', '_a_b_c']) {
    test(`${alias} as a method alone`, () => assert.deepEqual(parsePaywayAlias(alias), { method: alias }))
  }
})

suite('paywayDefaults', () => {
  test('names what is known, with its kind and currency', () => {
    assert.deepEqual(paywayDefaults('visa_cpaytrz_merchant_uah'), {
      method: 'visa',
      name: 'Visa',
      kind: 'card',
      currency: 'UAH'
    })
    assert.equal(paywayDefaults('webmoney_merchant_wmz').currency, 'USD')
  })

  test('shows what is not known by its key', () => {
    assert.deepEqual(paywayDefaults('constructor'), { method: 'constructor', name: 'constructor' })
    assert.deepEqual(paywayDefaults('newpay_x_merchant_uah'), {
      method: 'newpay',
      name: 'newpay',
      currency: 'UAH'
    })
  })

  const kinds = {
    card: 'card visa mastercard mir',
    bank: 'privat24 liqpay alfaclick psbretail sberonline sbrf rusbank ukrbank eurobank nsmep tinkoff swift',
    wallet:
      'webmoney w1 qiwi qiwiwallet yandexmoney advcash payeer paypal perfectmoney nixmoney rbkmoney monexy easypay interkassa',
    cash: 'privatterm qiwiterminal ukrterminal rusterminal ibox euroset svyaznoy contact anelik unistream ruspost',
    mobile: 'beeline mts megafon tele2',
    crypto: 'bitcoin litecoin ethereum tether usdttrc dogecoin dash ripple zcash',
    test: 'test'
  }
  for (const [kind, methods] of Object.entries(kinds)) {
    test(`has a name for every method of the kind ${kind}`, () => {
      for (const method of methods.split(' ')) {
        const { name, ...rest } = paywayDefaults(`${method}_x_merchant_uah`)
        assert.match(name, /^(?:[A-Z]|iBox)/)
        assert.deepEqual(rest, { method, kind, currency: 'UAH' })
      }
    })
  }

  test('takes only what can be a currency for one', () => {
    for (const [alias, currency] of Object.entries({ a_b_uah: 'UAH', a_b_usdttrc: 'USDTTRC' }))
      assert.equal(paywayDefaults(alias).currency, currency)
    for (const alias of ['a_b_ua', 'a_b_usdttrc2', 'a_b_bitcoins', 'a_b_840', 'a_b_1uah'])
      assert.equal('currency' in paywayDefaults(alias), false)
  })

  test('has a name for every method of the table, but for the rarest', () => {
    const unnamed = [...aliasesOf(FOUR_PARTS), ...aliasesOf(THREE_PARTS)]
      .map(({ alias }) => paywayDefaults(alias))
      .filter(({ name, method }) => name === method)
    assert.deepEqual(
      [...new Set(unnamed.map(({ method }) => method))],
      [
        'ukash',
        'lider',
        'mobileretails',
        'inps',
        'moneymail',
        'libertyreserve',
        'zpayment',
        'telemoney',
        'webcreds'
      ]
    )
  })
})

test('a payway belongs to one mode', () => {
  assert.ok(isPaywayOfMode('test_interkassa_test_xts', 'test'))
  assert.ok(!isPaywayOfMode('test_interkassa_test_xts', 'live'))
  assert.ok(isPaywayOfMode('visa_cpaytrz_merchant_uah', 'live'))
  assert.ok(!isPaywayOfMode('visa_cpaytrz_merchant_uah', 'test'))
})
