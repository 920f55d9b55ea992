import { nothing, type TemplateResult } from 'lit'
import type { CheckoutState } from '../checkout-state.js'
import type { Messages } from '../locales/en.js'
import { choosingView } from './choosing.js'
import { paidView, pendingView, unpaidView, unverifiedView, verifyingView } from './outcome.js'
import { skeletonView } from './skeleton.js'
import { expiredView, failedView, lockedView } from './trouble.js'
import type { View } from './view.js'

/** What the payer sees in each state. */
export function checkoutView(state: CheckoutState, view: View): TemplateResult | typeof nothing {
  switch (state.name) {
    case 'idle':
      return nothing
    case 'loading':
      return skeletonView()
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
      return view.load ? skeletonView() : expiredView(view)
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

/** What a screen reader says of a new state: the milestones of the way, and nothing in between. */
export function milestoneOf(state: CheckoutState, messages: Messages): string {
  switch (state.name) {
    case 'idle':
    case 'empty':
    case 'expired':
      return ''
    case 'loading':
      return messages.loading
    case 'ready':
      return messages.choose
    case 'preparing':
    case 'leaving':
      return messages.opening
    case 'locked':
    case 'failed':
    case 'verifying':
    case 'paid':
    case 'pending':
      return messages[state.name].title
    case 'unpaid':
      return messages.unpaid[state.reason ?? 'declined']
    case 'unverified':
      return state.doubt === 'no-endpoint' ? messages.unverified.confirming : messages.unverified.title
  }
}

/** Whether the payer has to be told this before anything else. */
export function isOutcome({ name }: CheckoutState): boolean {
  return name === 'paid' || name === 'pending' || name === 'unpaid' || name === 'unverified'
}
