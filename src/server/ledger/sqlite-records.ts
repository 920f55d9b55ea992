import type { AttemptRecord, ClaimedEvent, InvoiceRecord, OrderKey, OrderRecords } from './ledger.js'
import type { OutboxEvent } from './outbox-event.js'
import type { Queries } from './sqlite-queries.js'
import type { TransactionSteps } from './transaction-steps.js'

/** Everything of one order. Two questions: ask both inside of one transaction. */
export function readOrder(queries: Queries, { checkoutId, mode, orderId }: OrderKey): OrderRecords {
  return {
    attempts: queries.attemptsOfOrder.all(checkoutId, mode, orderId).map(toAttempt),
    invoices: queries.invoicesOfOrder.all(checkoutId, mode, orderId).map((row) => ({ ...(row as InvoiceRecord) }))
  }
}
