import type { ApiInvoice, ApiPause, InterkassaApi } from '../../api/index.js'
import { TEST_PAYWAY } from '../../protocol/index.js'
import { orderKeyOf, recordMessage } from '../judging/record-message.js'
import type { AttemptRecord, Ledger } from '../ledger/ledger.js'
import type { EventOwner } from '../ledger/outbox-event.js'
import type { ReconcilePolicy } from '../options.js'
import type { Outbox } from '../telling/outbox.js'
import { claimLookUp, releaseLookUp } from './claim-look-up.js'
import { judgeInvoice, type Judgement } from './judge-invoice.js'
import { lookUp, type Sought } from './look-up.js'

/** How often the ledger is asked what is due, in milliseconds. */
const TICK = 30_000

/** How many attempts are looked up in one go. */
const BATCH = 50

/** The pause after the gateway could not be asked, doubled each time up to the longest. In milliseconds. */
const FIRST_BREAK = 30_000
const LONGEST_BREAK = 15 * 60_000

export interface ReconcileOptions {
  /**
   * Goes through everything that the gateway knows of the checkout since then, whether or not it is due: after the ledger
   * was restored from a backup, before it is opened.
   */
  readonly since?: Date
}

/** Asks the gateway about payments of which nothing final was heard. */
export interface Reconciler {
  /**
   * Looks up whatever is due, and tells how many attempts or, with `since`, how many invoices the gateway has answered about.
   *
   * @throws InterkassaError an `api-…` code where the gateway could not be asked; what it has said until then is recorded.
   */
  reconcile(options?: ReconcileOptions): Promise<number>
  /** Looks one attempt up soon, unless somebody has just done so. Nobody waits for it. */
  kick(attempt: AttemptRecord): void
  close(): Promise<void>
}

export interface ReconcilerOptions {
  /** Null where the account has no access to the API: then nothing is ever looked up. */
  readonly api: InterkassaApi | null
  readonly account: EventOwner
  readonly ledger: Ledger
  readonly outbox: Pick<Outbox, 'kick'>
  readonly policy: ReconcilePolicy
  /** Whether it works by itself. */
  readonly background: boolean
}

/**
 * Looks attempts up whose notification may be lost. Who asks holds the attempt for a while, in the ledger, so that of all
 * processes one asks at a time and none within half a minute of the last. What the gateway says goes through the same
 * transaction as a notification; an answer that cannot be read changes nothing.
 */
export function createReconciler(options: ReconcilerOptions): Reconciler {
  const { api, account, ledger, outbox, policy, background } = options
  const stop = new AbortController()
  const told = new Set<string>()
  let running: Promise<number> | null = null
  let failures = 0
  let quietUntil = 0
  const timer = api && background ? setInterval(tick, TICK).unref() : null

  function record(attempt: AttemptRecord, judgement: Judgement): Promise<unknown> {
    if (judgement.kind === 'nothing') return Promise.resolve()
    return ledger.transaction(orderKeyOf(attempt), (transaction) =>
      recordMessage(transaction, account, judgement.message, Date.now())
    )
  }

  const judge = (attempt: AttemptRecord, invoice: ApiInvoice | null) =>
    judgeInvoice(account, attempt, invoice, policy)

  async function ask(
    asked: InterkassaApi,
    candidates: readonly AttemptRecord[],
    isUrgent: boolean
  ): Promise<number> {
    const sought: Sought[] = []
    for (const candidate of candidates) {
      const claimed = await claimLookUp(ledger, candidate, isUrgent)
      if (claimed) sought.push(claimed)
    }
    let isAnswered = false
    try {
      const answers = lookUp(asked, account.checkoutId, sought, Date.now(), { signal: stop.signal })
      for await (const { attempt, invoice } of answers) await record(attempt, judge(attempt, invoice))
      isAnswered = true
      return sought.length
    } finally {
      for (const { attempt } of sought) await releaseLookUp(ledger, account, attempt, isAnswered)
      if (sought.length > 0) outbox.kick()
    }
  }

  async function askWhatIsDue(asked: InterkassaApi): Promise<number> {
    let answered = 0
    for (;;) {
      const due = await ledger.dueLookUps(account, Date.now(), BATCH)
      const asking = due.length === 0 || stop.signal.aborted ? 0 : await ask(asked, due, false)
      answered += asking
      // What others have taken meanwhile is theirs.
      if (due.length < BATCH || asking === 0) return answered
    }
  }

  async function askSince(asked: InterkassaApi, since: Date): Promise<number> {
    const { checkoutId, mode } = account
    let answered = 0
    const range = { from: since, to: new Date(), checkoutId }
    try {
      for await (const page of asked.invoices(range, { signal: stop.signal })) {
        for (const invoice of page) {
          if (invoice.paymentNo === null || invoice.checkoutId !== checkoutId) continue
          const attempt = await ledger.findAttempt(checkoutId, mode, invoice.paymentNo)
          if (!attempt) await noteUnknown(invoice, invoice.paymentNo)
          else if (attempt.mode === mode) await record(attempt, judge(attempt, invoice))
          answered += 1
        }
      }
      return answered
    } finally {
      outbox.kick()
    }
  }

  /** Money of a payment that the ledger does not hold is for a person to look at. */
  async function noteUnknown({ id: invoiceId, state, payway }: ApiInvoice, paymentNo: string): Promise<void> {
    const { checkoutId, mode } = account
    if (state !== 7 || (payway === TEST_PAYWAY) !== (mode === 'test')) return
    const id = ['flag', 'unknown-invoice', checkoutId, mode, paymentNo, invoiceId].join(':')
    const message = `the gateway has a success of ${paymentNo}, which is no attempt`
    const flag = { id, kind: 'unknown-invoice', mode, paymentNo, invoiceId, held: false, message } as const
    await ledger.enqueue({ id, checkoutId, mode, kind: 'flag', flag })
  }

  /** One after the other, whoever asks. */
  function inTurn(work: () => Promise<number>): Promise<number> {
    const before = running ?? Promise.resolve(0)
    const turn = before.catch(() => 0).then(work)
    running = turn
    return turn
  }

  function inBackground(work: () => Promise<number>): void {
    if (Date.now() < quietUntil || stop.signal.aborted) return
    inTurn(work).then(
      () => {
        failures = 0
        told.clear()
      },
      (error: unknown) => {
        const { code, cause } = error as { readonly code?: string; readonly cause?: Partial<ApiPause> }
        quietUntil = Date.now() + Math.max(breakAfter(failures++), cause?.retryAfter ?? 0)
        if (stop.signal.aborted || told.has(String(code))) return
        told.add(String(code))
        console.error('interkassa-checkout: the gateway could not be asked, it will be tried again', error)
      }
    )
  }

  function tick(): void {
    if (api) inBackground(() => askWhatIsDue(api))
  }

  return {
    async reconcile({ since } = {}) {
      if (!api) return 0
      return inTurn(() => (since ? askSince(api, since) : askWhatIsDue(api)))
    },
    kick(attempt) {
      if (api && background) inBackground(() => ask(api, [attempt], true))
    },
    async close() {
      if (timer) clearInterval(timer)
      stop.abort()
      await running?.catch(() => 0)
    }
  }
}

const breakAfter = (failures: number) => Math.min(FIRST_BREAK * 2 ** failures, LONGEST_BREAK)
