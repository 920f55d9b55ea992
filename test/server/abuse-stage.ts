import { deriveState, type Mode, type PaymentState } from '../../src/protocol/index.js'
import { providerAccount, type Account, type ProviderAccountSettings } from '../../src/server/account.js'
import { createCheckout } from '../../src/server/checkout.js'
import type { AttemptRecord, Ledger } from '../../src/server/ledger/ledger.js'
import type { FlagKind } from '../../src/server/ledger/outbox-event.js'
import { memoryLedger } from '../../src/server/ledger/memory.js'
import type { PaidPayment } from '../../src/server/ledger/outbox-event.js'
import { orderKeyOf } from '../../src/server/record-notification.js'

/** A checkout's configuration, in the catalogue's words. */
export interface CaseConfig {
  readonly checkoutId: string
  readonly mode: Mode
  readonly alg: 'sha256' | 'md5'
  readonly liveKeys: readonly string[]
  readonly testKeys: readonly string[]
  readonly allowMd5?: boolean
}

/** What the catalogue calls an invoice is our attempt; its number is the order's, too. */
interface CaseInvoice {
  readonly pmNo: string
  readonly amount: string
  readonly currency: string
  readonly mode: Mode
  readonly payways?: readonly string[]
}

/** The catalogue's first element: what its cases name. */
export interface Definitions {
  readonly configs: Readonly<Record<string, CaseConfig>>
  readonly invoices: Readonly<Record<string, CaseInvoice>>
  readonly gateway: string
}

export const BASE_URL = 'https://shop.example/interkassa'

/** A checkout as a case wants it, and what came of the requests to it. */
export interface Stage {
  readonly account: Account
  readonly ledger: Ledger
  /** A status token that opens something. */
  readonly token: string
  fetch(path: string, init: RequestInit): Promise<Response>
  /** The state of the attempt with this number, from what was believed of its invoices. */
  stateOf(paymentNo: string): Promise<PaymentState>
  /** What `onPaid` was told, as `paid:<number>`. */
  effects(): Promise<string[]>
  /** What `onFlag` was told. */
  flags(): Promise<FlagKind[]>
}

export interface Setting {
  readonly config: CaseConfig
  readonly invoices: readonly CaseInvoice[]
  readonly gateway: string
  /** The message with which `loadOrder` fails. */
  readonly hookThrows?: string
  /** Every call of the ledger rejects once the stage is set. */
  readonly ledgerDown?: boolean
}

/** Opens a checkout over a memory ledger that holds the given attempts. */
export async function setStage(setting: Setting): Promise<Stage> {
  const { config, invoices, gateway, hookThrows, ledgerDown = false } = setting
  const account = accountOf(config)
  const store = memoryLedger()
  const attempts = invoices.map((invoice) => attemptOf(config.checkoutId, invoice))
  for (const attempt of attempts) {
    await store.transaction(orderKeyOf(attempt), (transaction) => transaction.insertAttempt(attempt))
  }
  const ledger = ledgerDown ? fallen(store) : store
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
    onPaid: (payment) => paid.push(payment),
    onFlag: (flag) => flags.push(flag.kind),
    returnTo: () => 'https://shop.example/thanks',
    payways: [{ id: VISA }],
    background: false
  })
  return {
    account,
    ledger,
    token: attempts[0]?.statusToken ?? '',
    fetch: (path, init) => checkout.fetch(new Request(BASE_URL + path, init)),
    async stateOf(number) {
      const attempt = attempts.find(({ paymentNo }) => paymentNo === number)
      if (!attempt) return 'created'
      const { invoices } = await store.read(orderKeyOf(attempt))
      return deriveState(invoices.filter(({ paymentNo }) => paymentNo === number).map(({ state }) => state))
    },
    async effects() {
      await checkout.deliver()
      return paid.map(({ id }) => `paid:${id.split(':').at(-1) ?? ''}`)
    },
    async flags() {
      await checkout.deliver()
      return flags
    }
  }
}

/** The account of a configuration; what it leaves out or has wrong is handed on as it is. */
export function accountOf({ checkoutId, mode, alg, liveKeys, testKeys, allowMd5 }: CaseConfig): Account {
  const settings: Readonly<Record<string, unknown>> = {
    checkoutId,
    mode,
    secretKey: liveKeys,
    testSecretKey: testKeys,
    algorithm: alg,
    ...(allowMd5 !== undefined && { allowMd5 })
  }
  return providerAccount(settings as unknown as ProviderAccountSettings)
}

const VISA = 'visa_cpaytrz_merchant_uah'

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
    offered: [{ id: VISA }],
    sentAt: null,
    superseded: false
  }
}

/** The ledger of a shop whose database is away. */
function fallen(ledger: Ledger): Ledger {
  const reject = () => Promise.reject(new Error('connect ECONNREFUSED'))
  return {
    ...ledger,
    transaction: reject,
    read: reject,
    findAttempt: reject,
    findAttemptByToken: reject,
    isIssued: reject,
    enqueue: reject
  }
}
