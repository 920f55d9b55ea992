import type { Invoice } from '../invoice.js'
import type { Payment } from '../payment.js'
import type { PaymentBook } from '../payment-book.js'

/** An invoice and the payment that it is of. */
export interface BookedInvoice {
  readonly payment: Payment
  readonly invoice: Invoice
}

/** The payment book as the API asks it: by invoice. */
export interface EmulatedBook {
  readonly all: () => readonly BookedInvoice[]
  readonly find: (invoiceId: string) => BookedInvoice | undefined
}

export function bookOfInvoices(book: PaymentBook): EmulatedBook {
  const all = () => book.all().flatMap((payment) => payment.invoices.map((invoice) => ({ payment, invoice })))
  return { all, find: (invoiceId) => all().find(({ invoice }) => invoice.id === invoiceId) }
}
