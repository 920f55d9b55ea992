import { z } from 'zod'
import {
  GATEWAY,
  InterkassaError,
  isAmount,
  isLoopbackGateway,
  isLoopbackHost,
  TEST_PAYWAY,
  type Mode
} from '../protocol/index.js'
import { paywaySchema } from '../protocol/schemas.js'
import type { Ledger } from './ledger/ledger.js'
import type { Flag } from './ledger/outbox-event.js'
import { gatewayApi } from './looking-up/gateway-api.js'
import type { CheckoutOptions, ReconcilePolicy, Settings, UrlSource, UrlSources } from './options.js'
import { openPayways } from './selling/open-payways.js'
import { Account } from './signing/account.js'

const POLICIES: readonly ReconcilePolicy[] = ['prove', 'trust-state']
const SOURCES: readonly UrlSource[] = ['cabinet', 'request']
const IN_CABINET: UrlSources = {
  interaction: 'cabinet',
  success: 'cabinet',
  pending: 'cabinet',
  fail: 'cabinet'
}

const NAMES: ReadonlySet<string> = new Set<keyof CheckoutOptions>([
  'account',
  'baseUrl',
  'ledger',
  'loadOrder',
  'onPaid',
  'returnTo',
  'payways',
  'origins',
  'urls',
  'lifetime',
  'onFlag',
  'reconcile',
  'confirmAbove',
  'background',
  'gateway'
])

/**
 * Checks the options, all at the start.
 *
 * @throws InterkassaError `bad-options`, saying which one and what was expected.
 */
export function settingsOf(options: CheckoutOptions): Settings {
  const {
    urls = {},
    lifetime = 3600,
    gateway = GATEWAY,
    origins = [],
    background = true,
    reconcile = 'prove',
    confirmAbove = null,
    onFlag = logFlag
  } = options
  const unknown = Object.keys(options).find((name) => !NAMES.has(name))
  check(!unknown, `${String(unknown)} is not an option; expected ${[...NAMES].join(', ')}`)
  check(options.account instanceof Account, 'account: expected what providerAccount() returns')
  const baseUrl = safeUrl(options.baseUrl)
  check(baseUrl !== null, 'baseUrl: expected an https URL, or http on loopback, without query')
  // The page posts to no other address, whatever a server says.
  check(
    gateway === GATEWAY || isLoopbackGateway(gateway),
    `gateway: expected ${GATEWAY} or a loopback address`
  )
  check(isLedger(options.ledger), 'ledger: expected a ledger')
  for (const name of ['loadOrder', 'onPaid', 'returnTo'] as const) {
    check(typeof options[name] === 'function', `${name}: expected a function`)
  }
  const api = gatewayApi(options.account, gateway)
  const payways = options.payways ?? (api && openPayways(api, options.account.checkoutId))
  check(payways !== null, 'payways: expected a list or a function, or an account with apiUser and apiKey')
  if (typeof payways !== 'function') checkPayways(payways, options.account.mode)
  check(
    Number.isInteger(lifetime) && lifetime >= 300 && lifetime <= 2_592_000,
    'lifetime: expected 300 to 2592000 seconds'
  )
  check(
    Object.entries(urls).every(
      ([name, source]) => Object.hasOwn(IN_CABINET, name) && SOURCES.includes(source)
    ),
    `urls: expected "cabinet" or "request" for ${Object.keys(IN_CABINET).join(', ')}`
  )
  check(
    Array.isArray(origins) && origins.every(isOrigin),
    'origins: expected origins such as "https://www.shop.example"'
  )
  check(POLICIES.includes(reconcile), 'reconcile: expected "prove" or "trust-state"')
  check(
    confirmAbove === null || isAmount(confirmAbove),
    'confirmAbove: expected decimal text, such as "5000.00"'
  )
  check(confirmAbove === null || api !== null, 'confirmAbove: expected an account with apiUser and apiKey')
  return {
    ...options,
    api,
    payways,
    baseUrl,
    origins,
    reconcile,
    confirmAbove,
    lifetime,
    gateway,
    background,
    onFlag,
    urls: { ...IN_CABINET, ...urls }
  }
}

/** The address as it is signed and compared from now on: normalised, without a slash at its end. */
function safeUrl(text: string): string | null {
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || /[?#]/.test(text) || url.username || url.password) return null
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopbackHost(url.hostname))
  return isSafe ? url.href.replace(/\/$/, '') : null
}

function checkPayways(payways: unknown, mode: Mode): void {
  const parsed = z.array(paywaySchema).safeParse(payways)
  check(parsed.success, `payways: expected a function or a list of payways: ${parsed.error?.message ?? ''}`)
  const ids = parsed.data.map(({ id }) => id)
  check(new Set(ids).size === ids.length, 'payways: expected every payway once')
  check(mode === 'test' || !ids.includes(TEST_PAYWAY), 'payways: the test payway is not offered in live mode')
}

const isLedger = (ledger: Partial<Ledger> | null | undefined) => typeof ledger?.transaction === 'function'

const isOrigin = (text: string) => URL.canParse(text) && new URL(text).origin === text

function logFlag(flag: Flag): void {
  console.warn(`interkassa-checkout: ${flag.kind}: ${flag.message} (${flag.id})`)
}

function check(holds: boolean, message: string): asserts holds {
  if (!holds) throw new InterkassaError('bad-options', message)
}
