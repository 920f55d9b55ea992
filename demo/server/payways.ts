import type { Payway } from '../../src/server/index.js'

/**
 * What the shop offers, in its own order. The gateway's aliases tell name, kind and currency of each; limits are known
 * to the shop from its contracts.
 */
export const PAYWAYS: readonly Payway[] = [
  { id: 'visa_cpaytrz_merchant_uah' },
  { id: 'mastercard_cpaytrz_merchant_uah' },
  { id: 'privat24_merchant_uah' },
  { id: 'liqpay_merchant_uah' },
  { id: 'privatterm_liqpay_merchant_uah', limits: { min: '10.00', max: '1000.00' } },
  { id: 'bitcoin_advcash_merchant_eur' }
]
