import { paywayDefaults, type SessionPayway } from '../../src/protocol/index.js'
import logo from './harbour-bank.svg?url'

/** What the real list of a checkout looks like: several currencies of one method, long names, a merchant's own logo. */
export const FEW = [
  aPayway('visa_visa_merchant_uah', { amount: '1250.50' }),
  aPayway('privat24_liqpay_merchant_uah', { amount: '1263.01' }),
  aPayway('swift_harbour_merchant_uah', { name: 'Harbour Bank', kind: 'bank', logo }),
  aPayway('ibox_ibox_merchant_uah', { limits: { max: '1000.00' } })
] as const

/** One method that can be paid in several currencies. */
export const CURRENCIES = [
  aPayway('visa_cpaytrz_merchant_uah'),
  aPayway('visa_cpaytrz_merchant_usd', { amount: '30.12' }),
  aPayway('visa_cpaytrz_merchant_eur', { amount: '27.80' }),
  aPayway('advcash_advcash_merchant_uah'),
  aPayway('advcash_advcash_merchant_usd', { amount: '30.40' }),
  aPayway('tether_bitpay_merchant_usdt', { amount: '30.2415' })
] as const

/** Payways that this amount is too small or too great for. */
export const LIMITED = [
  aPayway('visa_cpaytrz_merchant_uah'),
  aPayway('swift_swift_merchant_uah', { limits: { min: '5000.00' } }),
  aPayway('ibox_ibox_merchant_uah', { limits: { max: '1000.00' } }),
  aPayway('bitcoin_bitpay_merchant_btc', { amount: '0.0003', limits: { min: '0.0005' } })
] as const

/** A list that is long enough to search in. */
export const MANY = [
  ...['visa', 'mastercard', 'privat24', 'liqpay', 'alfaclick', 'eurobank', 'swift', 'webmoney', 'advcash'],
  ...['payeer', 'paypal', 'perfectmoney', 'nixmoney', 'monexy', 'easypay', 'privatterm', 'ukrterminal'],
  ...['ibox', 'contact', 'unistream', 'beeline', 'mts', 'bitcoin', 'litecoin', 'ethereum', 'tether', 'dash']
].map((method) => aPayway(`${method}_${method}_merchant_uah`))

/** Names that need more than a line, and one that runs the other way. */
export const LONG = [
  aPayway('swift_swift_merchant_uah', {
    name: 'Ощадбанк — Державний ощадний банк України, переказ за реквізитами',
    amount: '1234567.89'
  }),
  aPayway('contact_contact_merchant_usd', {
    name: 'Donaudampfschifffahrtsgesellschaftskasse',
    amount: '30123.4567'
  }),
  aPayway('ibox_ibox_merchant_uah', { name: 'محفظة النيل', limits: { max: '1000000.00' } })
] as const

/** The one payway of test mode. */
export const TEST = aPayway('test_interkassa_test_xts')

/** A payway as a server signs it. */
function aPayway(id: string, rest: Partial<SessionPayway> = {}): SessionPayway {
  return {
    id,
    ...paywayDefaults(id),
    fields: { ik_act: 'process', ik_pw_via: id },
    sign: 'nN5haYrPeFflC116WA93sP+8cCEvECbnAd8EtiVLh0E=',
    ...rest
  }
}
