import { deriveState, type Mode, type PaymentState } from '../../src/protocol/index.js'
import type { Payway } from '../../src/protocol/schemas.js'
import { createCheckout } from '../../src/server/checkout.js'
import { orderKeyOf } from '../../src/server/judging/record-message.js'
import type { AttemptRecord, Ledger } from '../../src/server/ledger/ledger.js'
import { memoryLedger } from '../../src/server/ledger/memory/index.js'
import type { FlagKind } from '../../src/server/ledger/outbox-event.js'
import type { PaidPayment } from '../../src/server/ledger/outbox-event.js'
import {
  providerAccount,
  type Account,
  type ProviderAccountSettings
} from '../../src/server/signing/account.js'
import { BASE_URL, TEST_PAYWAY, VISA } from '../server/fixtures.js'

/** A checkout's configuration, in the catalogue's words. */
export interface CaseConfig {
  readonly checkoutId: string
  readonly mode: Mode
  readonly alg: 'sha256' | 'md5'
  readonly liveKeys: readonly string[]
  readonly testKeys?: readonly string[]
  readonly allowMd5?: boolean
}

/** What the catalogue calls an invoice is our attempt; its number is the order's, too. */
export interface CaseInvoice {
  readonly pmNo: string
  readonly amount: string
  readonly currency: string
  readonly mode: Mode
  readonly payways?: readonly string[]
}

/** The catalogue's first element: what its cases name, and the moment at which they are performed. */
export interface Definitions {
  readonly configs: Readonly<Record<string, CaseConfig>>
  readonly invoices: Readonly<Record<string, CaseInvoice>>
  readonly gateway: string
  /** Sizes by the catalogue's names for them. */
  readonly limits: Readonly<Record<string, number>>
  readonly now: string
}

/** A checkout as a case wants it, and what came of the requests to it. */
export interface Stage {
  readonly account: Account
  /** What the checkout asks, and what stays readable behind it when it is down. */
  readonly ledger: Ledger
  readonly store: Ledger
  /** A status token that opens something. */
  readonly token: string
  fetch(path: string, init: RequestInit): Promise<Response>
  /** The state of the attempt with this number, from what was believed of its invoices. */
  stateOf(paymentNo: string): Promise<PaymentState>
  /** What `onPaid` was told, as `paid:<number>`. A ledger that was down is there again. */
  effects(): Promise<string[]>
  /** What `onFlag` was told. */
  flags(): Promise<FlagKind[]>
}

export interface Setting {
  readonly config: CaseConfig
  readonly invoices: readonly CaseInvoice[]
  readonly gateway: string
  /** The message with which `loadOrder` and `onPaid` fail. */
  readonly hookThrows?: string
  /** Every call of the ledger rejects once the stage is set. */
  readonly ledgerDown?: boolean
}

/** Opens a checkout over a memory ledger that holds the given attempts. */
export async function setStage(setting: Setting): Promise<Stage> {
  const { config, invoices, gateway, hookThrows } = setting
  let { ledgerDown = false } = setting
  const account = accountOf(config)
  const store = memoryLedger()
  const attempts = invoices.map((invoice) => attemptOf(config.checkoutId, invoice))
  for (const attempt of attempts) {
    await store.transaction(orderKeyOf(attempt), (transaction) => transaction.insertAttempt(attempt))
  }
  const ledger = breakable(store, () => ledgerDown)
  const paid: PaidPayment[] = []
  const flags: FlagKind[] = []
  const checkout = createCheckout({
    account,
    ledger,
    gateway,
    baseUrl: BASE_URL,
    loadOrder(orderId) {
      if (hookThrows !== undefined) throw new Error(hookThrows)
      const invoice = invoices.find(({ pmNo }) => pmNo === orderId)
      return invoice ? { ...orderOf(invoice), description: `Order ${orderId}` } : null
    },
    onPaid(payment) {
      if (hookThrows !== undefined) throw new Error(hookThrows)
      paid.push(payment)
    },
    onFlag: (flag) => flags.push(flag.kind),
    returnTo: () => 'https://shop.example/thanks',
    payways: invoices.flatMap(offeredTo).filter(isFirst),
    background: false
  })
  const deliver = () => {
    ledgerDown = false
    return checkout.deliver()
  }
  return {
    account,
    ledger,
    store,
    token: attempts[0]?.statusToken ?? '',
    fetch: (path, init) => checkout.fetch(new Request(BASE_URL + path, init)),
    async stateOf(number) {
      const attempt = attempts.find(({ paymentNo }) => paymentNo === number)
      if (!attempt) return 'created'
      const { invoices } = await store.read(orderKeyOf(attempt))
      return deriveState(invoices.filter(({ paymentNo }) => paymentNo === number).map(({ state }) => state))
    },
    async effects() {
      await deliver()
      return paid.map(({ id }) => `paid:${id.split(':').at(-1) ?? ''}`)
    },
    async flags() {
      await deliver()
      return flags
    }
  }
}

/** The account of a configuration; what it leaves out or has wrong is handed on as it is. */
export function accountOf({ alg, liveKeys, testKeys, ...others }: CaseConfig): Account {
  const settings: Readonly<Record<string, unknown>> = {
    ...others,
    secretKey: liveKeys,
    // the catalogue writes an empty list where nothing is set
    testSecretKey: testKeys?.length === 0 ? undefined : testKeys,
    algorithm: alg
  }
  return providerAccount(settings as unknown as ProviderAccountSettings)
}

const offeredTo = ({ payways = [] }: CaseInvoice) =>
  [...new Set([VISA, ...payways])].map((id): Payway => ({ id }))

const isFirst = ({ id }: Payway, index: number, all: readonly Payway[]) =>
  all.findIndex((other) => other.id === id) === index

const orderOf = ({ amount, currency, payways }: CaseInvoice) => ({
  amount,
  currency,
  ...(payways && { payways: [...payways] })
})

function attemptOf(checkoutId: string, invoice: CaseInvoice): AttemptRecord {
  const now = Date.now()
  return {
    checkoutId,
    mode: invoice.mode,
    orderId: invoice.pmNo,
    paymentNo: invoice.pmNo,
    ...orderOf(invoice),
    description: `Order ${invoice.pmNo}`,
    number: 1,
    statusToken: Buffer.from(`token of ${invoice.pmNo.padEnd(20)}`).toString('base64url'),
    openedAt: now,
    expiresAt: new Date(now + 3_600_000).toISOString(),
    lifetime: 3600,
    offered: invoice.mode === 'test' ? [{ id: TEST_PAYWAY }] : offeredTo(invoice),
    sentAt: null,
    superseded: false,
    distrusted: false,
    lookUp: { dueAt: null, lastAt: null, answers: 0 }
  }
}

/** The ledger of a shop whose database may be away: every question to it is refused then. */
function breakable(ledger: Ledger, isDown: () => boolean): Ledger {
  const refuse = () => Promise.reject(new Error('connect ECONNREFUSED'))
  return new Proxy(ledger, {
    get: (store, name): unknown => (isDown() ? refuse : Reflect.get(store, name))
  })
}
