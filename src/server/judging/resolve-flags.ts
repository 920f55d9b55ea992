import { strongerState, type PaymentState } from '../../protocol/index.js'
import type { AttemptRecord, InvoiceRecord, OrderRecords } from '../ledger/ledger.js'
import type { FlagKind, OutboxEvent } from '../ledger/outbox-event.js'
import type { Decision, RaisedFlag, Resolution } from '../ledger/raised-flag.js'
import { flagEvent, paidEvent } from '../telling/payment-events.js'

/** What is to be settled: all that was flagged of an attempt, or what these name of it. A `Flag` names one thing. */
export interface Flagged {
  readonly paymentNo: string
  readonly invoiceId?: string
  readonly kind?: FlagKind
}

/** What a decision does: the invoices that it changes, as they are afterwards, and what the shop is told of it. */
export interface Settlement {
  readonly invoices: readonly InvoiceRecord[]
  readonly events: readonly OutboxEvent[]
}

/**
 * The one place where a merchant's decision changes a payment. A success that was held back and is accepted counts as
 * paid from now on, and is flagged as a double payment where the order is paid already. One that was refunded or is
 * ignored has failed. States only rise here, too, and what is settled stays as it was settled.
 */
export function settlementOf(
  { invoices }: OrderRecords,
  attempt: AttemptRecord,
  flagged: Flagged,
  resolution: Resolution
): Settlement {
  let isOrderPaid = invoices.some(({ state }) => state === 'paid')
  const changed: InvoiceRecord[] = []
  const events: OutboxEvent[] = []
  for (const before of invoices) {
    const open = flagsOf(before, flagged).filter(({ resolution }) => !resolution)
    if (open.length === 0) continue
    const after = settle(before, open, resolution)
    const why = after.state === before.state ? undefined : open.find(({ holds }) => holds)?.kind
    if (after.state !== 'paid' || why === undefined) changed.push(after)
    else if (isOrderPaid) {
      events.push(flagEvent(attempt, attempt, after, DOUBLE, 'accepted, though the order is paid already'))
      changed.push({ ...after, flags: [...after.flags, DOUBLE] })
    } else {
      events.push(paidEvent(attempt, after, { why, note: resolution.note }))
      changed.push(after)
      isOrderPaid = true
    }
  }
  return { invoices: changed, events }
}

/** Those of an invoice's flags that are meant. */
export function flagsOf(invoice: InvoiceRecord, { paymentNo, invoiceId, kind }: Flagged): RaisedFlag[] {
  if (invoice.paymentNo !== paymentNo || invoice.invoiceId !== (invoiceId ?? invoice.invoiceId)) return []
  return invoice.flags.filter((flag) => flag.kind === (kind ?? flag.kind))
}

const DOUBLE: RaisedFlag = { kind: 'double-payment', holds: false, resolution: null }

function settle(invoice: InvoiceRecord, open: readonly RaisedFlag[], resolution: Resolution): InvoiceRecord {
  const flags = invoice.flags.map((flag) => (open.includes(flag) ? { ...flag, resolution } : flag))
  const holds = open.some(({ holds }) => holds)
  const state = strongerState(invoice.state, outcomeOf(resolution.decision, holds))
  if (state === invoice.state) return { ...invoice, flags }
  return { ...invoice, flags, state, reason: state === 'failed' ? 'canceled' : null, heardAt: resolution.at }
}

/** What a payment is at least, by such a decision. A message that spoke of no money leaves it open: it may still come. */
function outcomeOf(decision: Decision, holds: boolean): PaymentState {
  if (decision === 'refunded') return 'failed'
  if (!holds) return 'created'
  return decision === 'accept' ? 'paid' : 'failed'
}
