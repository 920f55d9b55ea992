import type { ApiInvoice, CallOptions, InterkassaApi } from '../../api/index.js'
import { InterkassaError } from '../../protocol/index.js'
import type { AttemptRecord } from '../ledger/ledger.js'

/** An attempt that is to be looked up. */
export interface Sought {
  readonly attempt: AttemptRecord
  /** The gateway's invoices of it that may still change, by their ids. */
  readonly openInvoices: readonly string[]
  /** Whether this is its last look-up: then the whole list is read, for invoices that we never heard of. */
  readonly isLast: boolean
}

/**
 * Asks the gateway about these attempts: by the ids of their invoices where those are known, and otherwise in the list of
 * the days since the oldest was opened, which is read once for all of them. There is no way to ask for a payment
 * number. Gives what was said, as it comes.
 *
 * @throws InterkassaError an `api-…` code.
 */
export async function* lookUp(
  api: InterkassaApi,
  checkoutId: string,
  sought: readonly Sought[],
  now: number,
  options: CallOptions
): AsyncGenerator<{ readonly attempt: AttemptRecord; readonly invoice: ApiInvoice | null }> {
  for (const { attempt, openInvoices } of sought) {
    for (const id of openInvoices) {
      const invoice = await invoiceOf(api, id, options)
      yield { attempt, invoice: invoice?.id === id ? invoice : null }
    }
  }
  const inList = sought.filter(({ openInvoices, isLast }) => openInvoices.length === 0 || isLast)
  if (inList.length === 0) return
  const attempts = new Map(inList.map(({ attempt }) => [attempt.paymentNo, attempt]))
  const from = new Date(Math.min(now, ...inList.map(({ attempt }) => attempt.openedAt)))
  for await (const page of api.invoices({ from, to: new Date(now), checkoutId }, options)) {
    for (const invoice of page) {
      const attempt = invoice.paymentNo === null ? undefined : attempts.get(invoice.paymentNo)
      if (attempt) yield { attempt, invoice }
    }
  }
}

/** The gateway refuses an id that it does not know. */
async function invoiceOf(api: InterkassaApi, id: string, options: CallOptions): Promise<ApiInvoice | null> {
  try {
    return await api.invoice(id, options)
  } catch (error) {
    if (error instanceof InterkassaError && error.code === 'api-refused') return null
    throw error
  }
}
