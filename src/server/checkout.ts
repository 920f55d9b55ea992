import { InterkassaError } from '../protocol/index.js'
import { fetchHandlerOf } from './calls/answerer.js'
import { failure, logFailure } from './calls/answers.js'
import type { CallHead } from './calls/call.js'
import { originPolicy } from './calls/origin-policy.js'
import type { Flagged } from './judging/resolve-flags.js'
import { resolveFlagged, type Resolved } from './judging/resolve.js'
import type { Decision } from './ledger/raised-flag.js'
import { createReconciler, type ReconcileOptions } from './looking-up/reconcile.js'
import type { CheckoutOptions } from './options.js'
import { handleLeave } from './routes/leave.js'
import { handleNotify } from './routes/notify.js'
import { handlePay } from './routes/pay.js'
import { handleReturn } from './routes/return.js'
import type { Route, RouteContext } from './routes/route.js'
import { handleSession } from './routes/session.js'
import { handleStatus } from './routes/status.js'
import { settingsOf } from './settings.js'
import { createOutbox } from './telling/outbox.js'

/** A shop's checkout: one fetch handler with all routes, and the delivery of what they recorded. */
export interface Checkout {
  /** Answers every request below `baseUrl`. Never rejects. */
  readonly fetch: (request: Request) => Promise<Response>
  /** Calls `onPaid` and `onFlag` for all that is due; tells how many calls succeeded. */
  deliver(): Promise<number>
  /**
   * Settles what was flagged, once: all of an attempt by its payment number, or what a `Flag` names. A payment that is held
   * back is paid by `accept`, and `onPaid` is told, unless its order was paid otherwise; by `refunded` or `ignore` it has
   * failed, and its payer may try again. A payment that `onPaid` was told of stays paid, whatever is decided.
   *
   * @throws InterkassaError `unknown-invoice` where no attempt has this payment number; `bad-request` where the decision
   *   is none, or the note is no text of at most 1000 characters.
   * @example
   * await checkout.resolve(flag, 'refunded', 'Olena, ticket 42')
   */
  resolve(attempt: string | Flagged, decision: Decision, note: string): Promise<Resolved>
  /**
   * Asks the gateway's REST API about payments of which nothing final was heard, as far as that is due; tells how many it has
   * answered about. Without `apiUser` and `apiKey` nothing is asked.
   *
   * @throws InterkassaError an `api-…` code where it could not be asked.
   */
  reconcile(options?: ReconcileOptions): Promise<number>
  /** Stops the background work and waits for what is under way. The ledger stays open: it is the shop's. */
  close(): Promise<void>
}

const ROUTES: ReadonlyMap<string, Route> = new Map([
  ['session', handleSession],
  ['pay', handlePay],
  ['notify', handleNotify],
  ['status', handleStatus],
  ['leave', handleLeave],
  ['return', handleReturn]
])

/**
 * The whole server side of a checkout: signs what the shop says an order costs, believes the gateway's notifications
 * and nobody else, and tells the payer what the ledger holds.
 *
 * @throws InterkassaError `bad-options`, at once.
 * @example
 * const checkout = createCheckout({ account, baseUrl, ledger, loadOrder, onPaid, returnTo, payways })
 * app.use('/interkassa', toNodeHandler(checkout.fetch))
 */
export function createCheckout(options: CheckoutOptions): Checkout {
  const settings = settingsOf(options)
  const base = new URL(settings.baseUrl)
  const origins = originPolicy(base.origin, settings.origins)
  const outbox = createOutbox(settings.ledger, settings)
  const { account, ledger, api, background, reconcile: policy } = settings
  const reconciler = createReconciler({ api, account, ledger, outbox, policy, background })
  const context: RouteContext = { settings, origins, outbox, reconciler, refused: new Set() }
  outbox.kick()

  return {
    fetch: fetchHandlerOf(async (call) => {
      const [name = '', ...rest] = pathBelow(base, call).split('/').filter(Boolean)
      const route = ROUTES.get(name)
      if (!route || (rest.length > 0 && route !== handleReturn)) return failure(notFound)
      try {
        return await route(call, context, rest)
      } catch (error) {
        const answer = failure(error, origins.cors(call))
        if (answer.status >= 500) logFailure(`${call.method} /${name}`, error)
        return answer
      }
    }),
    deliver: () => outbox.deliver(),
    async resolve(attempt, decision, note) {
      const flagged = typeof attempt === 'string' ? { paymentNo: attempt } : attempt
      const resolution = { decision, note, at: Date.now() }
      const resolved = await resolveFlagged(settings.ledger, settings.account, flagged, resolution)
      outbox.kick()
      return resolved
    },
    reconcile: (options) => reconciler.reconcile(options),
    async close() {
      await reconciler.close()
      await outbox.close()
    }
  }
}

const notFound = new InterkassaError('not-found', 'no such route')

/** The path below `baseUrl`, whether or not a proxy or a framework has cut the base off before. */
function pathBelow(base: URL, { url }: CallHead): string {
  const { pathname } = new URL(url)
  const prefix = base.pathname.replace(/\/?$/, '/')
  return pathname.startsWith(prefix) ? pathname.slice(prefix.length) : pathname
}
