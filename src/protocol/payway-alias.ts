import type { Mode } from './states.js'

/** The gateway's test payway, on which the payer chooses the outcome and no money moves. */
export const TEST_PAYWAY = 'test_interkassa_test_xts'

/** The currency of {@link TEST_PAYWAY}. */
export const TEST_CURRENCY = 'XTS'

/** `\w{0,62}` in the request table of 2014; an empty alias names nothing, so at least one character. */
export const PAYWAY_ALIAS = /^\w{1,62}$/

export interface PaywayAlias {
  /** The payment method, such as `visa` or `privat24`: the key under which icons and names are kept. */
  readonly method: string
  /** Who processes it, such as `liqpay`. Absent in older aliases of three parts. */
  readonly processor?: string
  /** `merchant`, `merchantPsp`, `receipt`, `terminal`, `test` and others. */
  readonly role?: string
  /** Upper-case code, such as `UAH`; WebMoney's purse letters are translated. */
  readonly currency?: string
}

const WEBMONEY_PURSES: ReadonlyMap<string, string> = new Map([
  ['wmz', 'USD'],
  ['wme', 'EUR'],
  ['wmr', 'RUB'],
  ['wmu', 'UAH'],
  ['wmb', 'BYR'],
  ['wmk', 'KZT'],
  ['wmg', 'XAU']
])

/**
 * Reads `method_processor_role_currency`, or the older `method_role_currency`. An alias of any other form (two
 * integrators use the payway's id) is all method. Source: the alias list of CMSInterkassa/ShopScript-WebASYST.
 */
export function parsePaywayAlias(alias: string): PaywayAlias {
  const parts = alias.split('_')
  const [method, second, third, fourth] = parts
  const last = parts.at(-1)
  if (!method || !second || !third || !last || parts.length > 4) return { method: alias }
  const currency = WEBMONEY_PURSES.get(last) ?? last.toUpperCase()
  return fourth === undefined
    ? { method, role: second, currency }
    : { method, processor: second, role: third, currency }
}

/** Whether the alias is one that this mode may offer: the test payway in test mode, anything else in live mode. */
export function isPaywayOfMode(alias: string, mode: Mode): boolean {
  return (alias === TEST_PAYWAY) === (mode === 'test')
}
