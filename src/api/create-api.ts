import type { z } from 'zod'
import { InterkassaError, isAmount } from '../protocol/index.js'
import { untilAborted } from './abort.js'
import { daysBetween } from './invoice-pages.js'
import { settingsOf, type ApiOptions } from './options.js'
import { accountSchema, type ApiAccount } from './resources/account.js'
import { checkoutSchema, type ApiCheckout } from './resources/checkout.js'
import { readCurrencies, type ApiCurrency } from './resources/currency.js'
import { invoiceSchema, type ApiInvoice } from './resources/invoice.js'
import { readItem, readList } from './resources/list.js'
import { paywaySchema, type ApiPayway } from './resources/payway.js'
import { purseSchema, type ApiPurse } from './resources/purse.js'
import { ask } from './retry.js'
import { createTransport, type Call } from './transport.js'

/** Calls a request off, its further tries and its pauses too; it then fails with `api-aborted`. */
export interface CallOptions {
  readonly signal?: AbortSignal
}

export interface InvoiceRange {
  readonly from: Date
  readonly to: Date
  readonly checkoutId?: string
  readonly paywayId?: string
  readonly purseId?: string
}

export interface RefundOrder {
  /** The gateway's id of the invoice that was paid. */
  readonly id: string
  /** Decimal text. */
  readonly amount: string
  readonly merchantOrderId?: string
  readonly description?: string
}

/**
 * The gateway's REST API, as far as it is known. Every method fails with an InterkassaError and nothing else:
 *
 * - `api-denied`: the credentials, or the address that asks, are not let in. `cause` is an `ApiRefusal`.
 * - `api-refused`: the gateway understood and said no. `cause` is an `ApiRefusal` with its own code.
 * - `api-busy`, `api-failed`, `api-unreachable`, `api-timeout`: it may work later. `cause` may be an `ApiPause`.
 * - `api-bad-answer`: a page, or JSON of another shape.
 * - `api-aborted`: the caller's signal.
 * - `bad-request`: an argument that cannot be asked for.
 */
export interface InterkassaApi {
  accounts(options?: CallOptions): Promise<readonly ApiAccount[]>
  account(id: string, options?: CallOptions): Promise<ApiAccount | null>
  checkouts(options?: CallOptions): Promise<readonly ApiCheckout[]>
  checkout(id: string, options?: CallOptions): Promise<ApiCheckout | null>
  purses(
    filter?: { readonly checkoutId?: string; readonly currency?: string },
    options?: CallOptions
  ): Promise<readonly ApiPurse[]>
  purse(id: string, options?: CallOptions): Promise<ApiPurse | null>
  /** Public: asked without credentials. */
  currencies(options?: CallOptions): Promise<readonly ApiCurrency[]>
  /** The payways that are open, of one checkout where it is named. */
  payways(filter?: { readonly checkoutId?: string }, options?: CallOptions): Promise<readonly ApiPayway[]>
  payway(id: string, options?: CallOptions): Promise<ApiPayway | null>
  /** The invoice of this id (`ik_inv_id`), or null. */
  invoice(id: string, options?: CallOptions): Promise<ApiInvoice | null>
  /** The invoices of a range, a page for each day; each invoice once. There is no filter by payment number. */
  invoices(range: InvoiceRange, options?: CallOptions): AsyncIterable<readonly ApiInvoice[]>
  /**
   * Gives money back. It is asked for once: after `api-timeout`, `api-unreachable`, `api-failed` and `api-bad-answer` nobody
   * knows whether it was done, so look the invoice up before it is asked for again. Gives what the gateway said of it,
   * whose members no source names.
   */
  refund(order: RefundOrder, options?: CallOptions): Promise<Readonly<Record<string, unknown>>>
}

/**
 * A client of the gateway's REST API. The credentials can move money: they belong on a server, and this keeps them out of
 * every error, log and inspection.
 *
 * Source of the paths and of the envelope: interkassa/php-sdk, stas-demydiuk/interkassa and the official modules.
 *
 * @throws InterkassaError `bad-options`, at once.
 * @example
 * const api = createApi({ apiUser, apiKey })
 * for await (const page of api.invoices({ from, to, checkoutId })) for (const invoice of page) show(invoice)
 */
export function createApi(options: ApiOptions): InterkassaApi {
  const settings = settingsOf(options)
  const transport = createTransport(settings)
  const request = (call: Call, { signal }: CallOptions = {}) => ask(transport, settings, call, signal)
  const get = (path: string, query: Call['query'] = {}) => ({ method: 'GET', path, query }) as const

  let found: Promise<string | null> | null = null
  /** The business account, looked up once; the official modules do the same. */
  const findAccountId = (): Promise<string | null> => {
    if (settings.accountId !== undefined) return Promise.resolve(settings.accountId)
    found ??= request(get('account'))
      .then((data) => readList(accountSchema, data).find(({ isBusiness }) => isBusiness)?.id ?? null)
      .catch((error: unknown) => {
        found = null
        throw error
      })
    return found
  }

  const askOwn = async (call: Call, options?: CallOptions) => {
    const accountId = await untilAborted(options?.signal, findAccountId)
    return request({ ...call, accountId }, options)
  }

  const list =
    <Schema extends z.ZodType>(path: string, schema: Schema) =>
    async (query: Call['query'], options?: CallOptions) =>
      readList(schema, await askOwn(get(path, query), options))

  const item =
    <Schema extends z.ZodType>(path: string, schema: Schema) =>
    async (id: string, options?: CallOptions) =>
      readItem(schema, await askOwn(get(`${path}/${idOf(id)}`), options))

  const checkouts = list('checkout', checkoutSchema)
  const purses = list('purse', purseSchema)
  const payways = list('paysystem-input-payway', paywaySchema)
  const invoicesOf = list('co-invoice', invoiceSchema)

  return {
    accounts: async (options) => readList(accountSchema, await request(get('account'), options)),
    account: async (id, options) =>
      readItem(accountSchema, await request(get(`account/${idOf(id)}`), options)),
    checkouts: (options) => checkouts({}, options),
    checkout: item('checkout', checkoutSchema),
    purses: ({ checkoutId, currency } = {}, options) => purses({ checkoutId, currency }, options),
    purse: item('purse', purseSchema),
    currencies: async (options) =>
      readCurrencies(await request({ ...get('currency'), isPublic: true }, options)),
    payways: ({ checkoutId } = {}, options) => payways({ checkoutId }, options),
    payway: item('paysystem-input-payway', paywaySchema),
    invoice: item('co-invoice', invoiceSchema),

    async *invoices({ from, to, checkoutId, paywayId, purseId }, options) {
      const known = new Set<string>()
      for (const day of daysBetween(from, to)) {
        const page = await invoicesOf({ ...day, checkoutId, paywayId, purseId }, options)
        const fresh = page.filter(({ id }) => !known.has(id))
        for (const { id } of fresh) known.add(id)
        yield fresh
      }
    },

    async refund({ id, amount, merchantOrderId, description }, options) {
      if (!isAmount(amount)) throw new InterkassaError('bad-request', 'refund: expected decimal text')
      const form = { id: idOf(id), amount, merchantOrderId, description }
      const data = await askOwn({ method: 'POST', path: 'refund', form }, options)
      return typeof data === 'object' && data !== null && !Array.isArray(data)
        ? (data as Readonly<Record<string, unknown>>)
        : {}
    }
  }
}

function idOf(id: string): string {
  if (!/^[\w-]{1,64}$/.test(id)) throw new InterkassaError('bad-request', 'expected an id')
  return id
}
