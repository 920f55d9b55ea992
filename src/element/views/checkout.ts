import type { TemplateResult } from 'lit'
import type { CheckoutState } from '../checkout-state.js'
import { choosingView } from './choosing.js'
import { paidView, pendingView, unpaidView, unverifiedView, verifyingView } from './outcome.js'
import { skeletonView } from './skeleton.js'
import { expiredView, failedView, lockedView } from './trouble.js'
import type { View } from './view.js'

/** All states in which the element has something to show. */
export type Shown = Exclude<CheckoutState, { readonly name: 'idle' }>

/** What the payer sees in each of them. */
export function checkoutView(state: Shown, view: View): TemplateResult {
  switch (state.name) {
    case 'loading':
      return skeletonView(view)
    case 'locked':
      return lockedView(state, view)
    case 'ready':
    case 'empty':
    case 'preparing':
    case 'leaving':
      return choosingView(state, view)
    case 'failed':
      return failedView(state.error, view)
    case 'expired':
      return view.load ? skeletonView(view) : expiredView(view)
    case 'verifying':
      return verifyingView(state, view)
    case 'paid':
      return paidView(state, view)
    case 'pending':
      return pendingView(state, view)
    case 'unpaid':
      return unpaidView(state, view)
    case 'unverified':
      return unverifiedView(state, view)
  }
}
