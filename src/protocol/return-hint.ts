import { PAGE_FIELDS as FIELDS } from './page-fields.js'
import type { ReturnHint } from './schemas.js'
import { INVOICE_STATES } from './states.js'

const HINTS = { created: 'none', pending: 'pending', failed: 'fail', paid: 'success' } as const

/** Reads the parameters of a return, from a query or a body. A state that is named twice says nothing. */
export function readReturn(params: Iterable<readonly [string, string]>): ReturnHint {
  const all = [...params]
  const only = (name: string) => {
    const [first, second] = all.filter(([key]) => key === name)
    return second ? undefined : first?.[1]
  }
  const state = INVOICE_STATES.get(only(FIELDS.invoiceState.wire) ?? '') ?? 'created'
  const paymentNo = only(FIELDS.paymentNo.wire)
  return {
    hint: HINTS[state],
    ...(paymentNo !== undefined && FIELDS.paymentNo.holds(paymentNo) && { paymentNo }),
    trusted: false
  }
}

/** What a return leaves in the fragment for the element: the attempt's status token, or only that it is a return. */
export const RETURN_FRAGMENT = 'interkassa'

/** The fragment with which the return route sends the payer on, such as `#interkassa=return`. */
export function writeReturnFragment(statusToken: string | undefined): string {
  return `#${RETURN_FRAGMENT}=${statusToken ?? 'return'}`
}
