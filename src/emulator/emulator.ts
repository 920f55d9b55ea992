import { InterkassaError } from '../protocol/index.js'
import { createCourier, type Delivery, type NotificationMode } from './courier.js'
import { createApiRoutes } from './api/api-routes.js'
import { createErrands } from './errands.js'
import { createMisbehaviour, type Fault, type FaultOptions } from './faults.js'
import type { Invoice } from './invoice.js'
import { listen, type Listening, type ListenOptions } from './listen.js'
import { buildNotification } from './notification.js'
import { createPaymentBook } from './payment-book.js'
import { createRoutes } from './routes.js'
import { parseSettings, type EmulatorSettings } from './settings.js'

export interface EmulatorOptions {
  /** What stands in the checkout's cabinet. */
  readonly settings: EmulatorSettings
  /** What becomes of notifications at first; by default they are sent. */
  readonly notifications?: NotificationMode
  /** Milliseconds between "pending" and what follows; by default 3 seconds. */
  readonly pendingDelay?: number
  /** Milliseconds after which the shop's silence on a notification counts as a failure; by default 10 seconds. */
  readonly answerTimeout?: number
  /** How it misbehaves at first; not at all unless said otherwise. */
  readonly faults?: readonly Fault[]
  /** How faults are dealt out. */
  readonly faultOptions?: FaultOptions
}

/** An invoice with what was ordered. */
export interface EmulatedInvoice extends Invoice {
  readonly paymentNo: string
  readonly amount: string
  readonly currency: string
}

/** Interkassa's side of a payment, on this machine. */
export interface Emulator {
  /** The gateway as a fetch handler; the shop's forms go to its `/`. */
  readonly fetch: (request: Request) => Promise<Response>
  /** Serves {@link Emulator.fetch} on this machine. Closing also stops the notifications that still wait. */
  readonly listen: (options?: ListenOptions) => Promise<Listening>
  /** All invoices, oldest first. */
  readonly invoices: () => readonly EmulatedInvoice[]
  /** All notifications, oldest first: what was sent, and what was answered. */
  readonly deliveries: () => readonly Delivery[]
  /** Resolves when nothing is pending and every notification was received, given up, held or dropped. */
  readonly settled: () => Promise<void>
  /** What becomes of notifications from now on. To turn `hold` into anything else is to let the held ones have it too. */
  notifications: NotificationMode
  /** How it misbehaves from now on. */
  faults: readonly Fault[]
  /** Stops what still waits to be sent. */
  readonly close: () => void
}

/**
 * Interkassa on this machine, so that a shop can be tried without an account: the payer's pages, signed notifications
 * and the way back. It knows what a gateway knows, and nothing of the shop.
 *
 * Throws `bad-options` for settings that are none, and always where NODE_ENV is `production`.
 *
 * @example
 * const emulator = createEmulator({ settings: { checkoutId, secretKey, testSecretKey } })
 * const { url } = await emulator.listen({ port: 8081 })
 */
export function createEmulator(options: EmulatorOptions): Emulator {
  if (process.env.NODE_ENV === 'production') {
    throw new InterkassaError('bad-options', 'the emulator does not start where NODE_ENV is "production"')
  }
  const { notifications = 'send', pendingDelay = 3_000, answerTimeout = 10_000, faults = [] } = options
  const cabinet = parseSettings(options.settings)
  const errands = createErrands()
  const misbehaviour = createMisbehaviour(faults, options.faultOptions)
  const courier = createCourier({ cabinet, errands, mode: notifications, answerTimeout })
  const book = createPaymentBook({
    cabinet,
    errands,
    pendingDelay,
    tell: ({ request }, invoice) => {
      const { interaction } = request.addresses
      if (!interaction) return
      const fields = buildNotification(cabinet, request, invoice)
      courier.deliver(interaction, misbehaviour.spoil(cabinet, fields))
    }
  })
  const fetch = createRoutes(cabinet, book, createApiRoutes({ cabinet, book, errands, misbehaviour }))
  return {
    fetch,
    listen: async (where = {}) => {
      const server = await listen(fetch, where)
      return {
        url: server.url,
        close: async () => {
          errands.stop()
          await server.close()
        }
      }
    },
    invoices: () =>
      book
        .all()
        .flatMap(({ request: { paymentNo, amount, currency }, invoices }) =>
          invoices.map((invoice) => ({ ...invoice, paymentNo, amount, currency }))
        ),
    deliveries: courier.deliveries,
    settled: errands.settled,
    get notifications() {
      return courier.mode
    },
    set notifications(mode) {
      courier.mode = mode
    },
    get faults() {
      return misbehaviour.faults
    },
    set faults(next) {
      misbehaviour.faults = next
    },
    close: errands.stop
  }
}
