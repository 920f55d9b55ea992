import { paidInvoice, type Payment } from './payment.js'
import type { Cabinet } from './settings.js'

/**
 * Whether a payment number was used by another form than `own`. That the gateway refuses used numbers is known; from
 * which moment on a number counts as used is not, hence the three values.
 */
export function isNumberUsed(
  uniqueness: Cabinet['uniqueness'],
  paymentNo: string,
  payments: Iterable<Payment>,
  own?: Payment
): boolean {
  const others = [...payments].filter(({ id, request }) => request.paymentNo === paymentNo && id !== own?.id)
  switch (uniqueness) {
    case 'off':
      return false
    case 'first-post':
      return others.length > 0
    case 'invoice':
      return others.some(({ invoices }) => invoices.length > 0)
    case 'success':
      return others.some(paidInvoice)
  }
}
