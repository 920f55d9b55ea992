import type { Address } from './addresses.js'
import type { Invoice } from './invoice.js'
import { returnFields, type SentFields } from './notification.js'
import type { Payment } from './payment.js'
import type { Cabinet } from './settings.js'

/** Where the browser goes when the payer is done, and what it brings. */
export interface BrowserReturn {
  readonly address: Address
  readonly fields: SentFields
}

/** The way back from an invoice, by its state; null where the shop has set no address for that. */
export function returnOf(cabinet: Cabinet, { request }: Payment, invoice: Invoice): BrowserReturn | null {
  const address = request.addresses[purposeOf(invoice)]
  return address && { address, fields: returnFields(cabinet, request, invoice) }
}

function purposeOf({ state }: Invoice): 'success' | 'pending' | 'fail' {
  switch (state) {
    case 'success':
      return 'success'
    case 'new':
    case 'waitAccept':
      return 'pending'
    case 'canceled':
    case 'fail':
      return 'fail'
  }
}
