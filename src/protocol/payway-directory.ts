import { parsePaywayAlias } from './payway-alias.js'
import type { PaywayKind } from './payway-kind.js'

/**
 * What is known of a method by its key: a name for payers and the group it belongs to. Keys are those of the official
 * modules (CMSInterkassa/Wordpress `images/`); the live set differs from checkout to checkout, so this only fills in
 * what the merchant's list leaves out.
 */
const METHODS: ReadonlyMap<string, readonly [name: string, kind: PaywayKind]> = new Map([
  ['card', ['Bank card', 'card']],
  ['visa', ['Visa', 'card']],
  ['mastercard', ['Mastercard', 'card']],
  ['mir', ['Mir', 'card']],
  ['privat24', ['Privat24', 'bank']],
  ['liqpay', ['LiqPay', 'bank']],
  ['alfaclick', ['Alfa-Click', 'bank']],
  ['psbretail', ['PSB-Retail', 'bank']],
  ['sberonline', ['Sberbank Online', 'bank']],
  ['sbrf', ['Sberbank', 'bank']],
  ['rusbank', ['Bank receipt', 'bank']],
  ['ukrbank', ['Bank receipt', 'bank']],
  ['eurobank', ['Bank receipt', 'bank']],
  ['nsmep', ['NSMEP', 'bank']],
  ['tinkoff', ['Tinkoff', 'bank']],
  ['swift', ['SWIFT transfer', 'bank']],
  ['webmoney', ['WebMoney', 'wallet']],
  ['w1', ['Wallet One', 'wallet']],
  ['qiwi', ['QIWI', 'wallet']],
  ['qiwiwallet', ['QIWI', 'wallet']],
  ['yandexmoney', ['YooMoney', 'wallet']],
  ['advcash', ['Advcash', 'wallet']],
  ['payeer', ['Payeer', 'wallet']],
  ['paypal', ['PayPal', 'wallet']],
  ['perfectmoney', ['Perfect Money', 'wallet']],
  ['nixmoney', ['NixMoney', 'wallet']],
  ['rbkmoney', ['RBK Money', 'wallet']],
  ['monexy', ['MoneXy', 'wallet']],
  ['easypay', ['EasyPay', 'wallet']],
  ['interkassa', ['Interkassa', 'wallet']],
  ['privatterm', ['PrivatBank terminals', 'cash']],
  ['qiwiterminal', ['QIWI terminals', 'cash']],
  ['ukrterminal', ['Payment terminals', 'cash']],
  ['rusterminal', ['Payment terminals', 'cash']],
  ['ibox', ['iBox', 'cash']],
  ['euroset', ['Euroset', 'cash']],
  ['svyaznoy', ['Svyaznoy', 'cash']],
  ['contact', ['CONTACT', 'cash']],
  ['anelik', ['Anelik', 'cash']],
  ['unistream', ['Unistream', 'cash']],
  ['ruspost', ['Russian Post', 'cash']],
  ['beeline', ['Beeline', 'mobile']],
  ['mts', ['MTS', 'mobile']],
  ['megafon', ['MegaFon', 'mobile']],
  ['tele2', ['Tele2', 'mobile']],
  ['bitcoin', ['Bitcoin', 'crypto']],
  ['litecoin', ['Litecoin', 'crypto']],
  ['ethereum', ['Ethereum', 'crypto']],
  ['tether', ['Tether', 'crypto']],
  ['usdttrc', ['Tether (TRC-20)', 'crypto']],
  ['dogecoin', ['Dogecoin', 'crypto']],
  ['dash', ['Dash', 'crypto']],
  ['ripple', ['XRP', 'crypto']],
  ['zcash', ['Zcash', 'crypto']],
  ['test', ['Test payment', 'test']]
])

export interface PaywayDefaults {
  readonly method: string
  readonly name: string
  readonly kind?: PaywayKind
  readonly currency?: string
}

/** What an alias tells of itself; a method that is not in the directory is shown by its key. */
export function paywayDefaults(alias: string): PaywayDefaults {
  const { method, currency } = parsePaywayAlias(alias)
  const [name, kind] = METHODS.get(method) ?? [method]
  return {
    method,
    name,
    ...(kind && { kind }),
    ...(currency && /^[A-Z]{3,7}$/.test(currency) && { currency })
  }
}
