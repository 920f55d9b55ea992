import type { TestContext } from 'node:test'
import {
  createEmulator,
  type Emulator,
  type EmulatorOptions,
  type EmulatorSettings,
  type Outcome
} from '../../src/emulator/index.js'
import { listen } from '../../src/emulator/listen.js'
import type { CheckoutSession } from '../../src/protocol/index.js'
import type { AttemptRecord, InvoiceRecord, Ledger } from '../../src/server/ledger/ledger.js'
import { memoryLedger } from '../../src/server/ledger/memory/index.js'
import type { CheckoutOptions } from '../../src/server/options.js'
import type { Account } from '../../src/server/signing/account.js'
import {
  anAccount,
  CHECKOUT_ID,
  openShop,
  SECRET_KEY,
  TEST_KEY,
  TEST_PAYWAY,
  VISA,
  type Shop
} from './fixtures.js'

export const START = Date.parse('2026-11-23T10:10:00Z')
export const SECOND = 1_000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE

const API = { user: '5b0f1c2d3e4f506172839405', key: 'ApiKeyMadeUp0123456789' }

interface Options extends Omit<EmulatorOptions, 'settings'> {
  readonly settings?: Partial<EmulatorSettings>
  readonly checkout?: Partial<CheckoutOptions>
  readonly mode?: Account['mode']
  /** What stands still, beside the date. */
  readonly clocks?: readonly 'setInterval'[]
}

/** A shop, a gateway that tells it nothing by itself, and a clock that the test holds. */
export interface ReconcileStage {
  readonly shop: Shop
  readonly ledger: Ledger
  readonly emulator: Emulator
  /** What the gateway's API was asked for since this was last looked at, without the account. */
  readonly asked: () => string[]
  /** Another process of the same shop, on the same ledger. */
  readonly openAnother: (options?: Partial<CheckoutOptions>) => Shop
  readonly pass: (ms: number) => void
  /** The payer leaves with a session, and does something at the gateway. */
  readonly pay: (outcome?: Outcome, orderId?: string) => Promise<CheckoutSession>
  /** What the gateway would have told of its n-th change, as it would have come. */
  readonly told: (index?: number) => string
  readonly attempt: (number?: number) => Promise<AttemptRecord>
  readonly invoices: () => Promise<readonly InvoiceRecord[]>
  /** All that is due is looked up, and what follows is delivered. */
  readonly reconcile: () => Promise<number>
}

export async function openReconcileStage(
  t: TestContext,
  { settings, checkout = {}, mode = 'live', clocks = [], ...options }: Options = {}
): Promise<ReconcileStage> {
  t.mock.timers.enable({ apis: ['Date', ...clocks], now: START })
  // so that pauses are neither longer nor shorter than they are meant
  t.mock.method(Math, 'random', () => 0.5)
  const ledger = checkout.ledger ?? memoryLedger()
  const emulator = createEmulator({
    notifications: 'hold',
    pendingDelay: 1,
    ...options,
    settings: {
      checkoutId: CHECKOUT_ID,
      secretKey: SECRET_KEY,
      testSecretKey: TEST_KEY,
      payways: [{ alias: VISA }, { alias: TEST_PAYWAY }],
      interaction: { url: 'http://127.0.0.1:9/notify' },
      api: API,
      ...settings
    }
  })
  const asked: string[] = []
  const { url, close } = await listen((request) => {
    const { pathname, search } = new URL(request.url)
    if (/^\/v1\/(?!account)/.test(pathname)) asked.push(`${pathname.slice('/v1/'.length)}${search}`)
    return emulator.fetch(request)
  }, {})
  t.after(close)

  const account = anAccount({ mode, apiUser: API.user, apiKey: API.key })
  const openAnother = (changes: Partial<CheckoutOptions> = {}) => {
    const shop = openShop({ account, gateway: url, ledger, ...checkout, ...changes })
    t.after(() => shop.checkout.close())
    return shop
  }
  const shop = openAnother()
  const order = { checkoutId: CHECKOUT_ID, mode, orderId: 'A-1001' }

  return {
    shop,
    ledger,
    emulator,
    openAnother,
    asked: () => asked.splice(0),
    pass: (ms) => t.mock.timers.tick(ms),
    async pay(outcome = 'success', orderId) {
      const session = await shop.session(orderId)
      await shop.ask(`/leave?t=${session.statusToken ?? ''}`, { method: 'POST' })
      const [payway] = session.payways
      const form = { ...session.fields, ...payway?.fields, ik_sign: payway?.sign ?? '' }
      const page = await fetch(url, { method: 'POST', body: new URLSearchParams(form) })
      if (page.status !== 200) throw new Error(await page.text())
      await fetch(page.url, { method: 'POST', body: new URLSearchParams({ outcome }), redirect: 'manual' })
      return session
    },
    told(index = 0) {
      const delivery = emulator.deliveries()[index]
      if (!delivery) throw new Error(`the gateway has told nothing for the ${index}. time`)
      return String(new URLSearchParams({ ...delivery.fields }))
    },
    async attempt(number = 1) {
      const { attempts } = await ledger.read(order)
      const attempt = attempts.find((one) => one.number === number)
      if (!attempt) throw new Error(`the order has no attempt ${number}`)
      return attempt
    },
    invoices: async () => (await ledger.read(order)).invoices,
    async reconcile() {
      const count = await shop.checkout.reconcile()
      await shop.checkout.deliver()
      return count
    }
  }
}
