import { html, nothing, type TemplateResult } from 'lit'
import type { CheckoutError, CheckoutErrorCode } from '../checkout-error.js'
import type { Locked } from '../checkout-state.js'
import { formatMoment } from '../language/format.js'
import type { TextKey } from '../locales/en.js'
import { keptFactsView } from './facts.js'
import { messageView } from './message.js'
import { summaryView } from './summary.js'
import type { View } from './view.js'

/** No session could be had. The order's number is there for whoever asks the shop for help. */
export function failedView(error: CheckoutError, view: View): TemplateResult {
  const { say, locale, load, orderId } = view
  const wait = error.retryAt !== undefined && error.retryAt > Date.now() ? error.retryAt : null
  return messageView({
    name: 'failed',
    tone: error.code === 'order-paid' ? 'doubtful' : 'bad',
    title: say('failedTitle'),
    text: [
      say(TEXTS[error.code] ?? (error.retryable ? 'failedLater' : 'failedFinal')),
      ...(wait === null ? [] : [say('tryAgainAfter', formatMoment(wait, locale))])
    ],
    details: orderId === null ? nothing : keptFactsView([[say('order'), orderId]], view),
    actions:
      error.code === 'foreign-frame'
        ? [{ label: say('openPage'), href: location.href }]
        : error.retryable && load
          ? [{ label: say('tryAgain'), run: load, disabled: wait !== null }]
          : []
  })
}

/** The session's time is up, and there is nobody to ask for another. */
export function expiredView({ say }: View): TemplateResult {
  return messageView({
    name: 'expired',
    tone: 'doubtful',
    title: say('expiredTitle'),
    text: [say('expiredText')]
  })
}

/** An earlier attempt, or one in another tab, may still be paid. */
export function lockedView({ session, attempt, watching }: Locked, view: View): TemplateResult {
  const { say, checkAgain, unlock } = view
  const check = { label: say('checkAgain'), run: checkAgain }
  const another = { label: say('payAnotherWay'), run: unlock, quiet: true }
  return html`${summaryView(session, view)}
  ${messageView({
    name: 'locked',
    tone: attempt === 'asking' ? 'waiting' : 'doubtful',
    title: say(attempt === 'elsewhere' ? 'elsewhereTitle' : 'lockedTitle'),
    text: [say(LOCKED[attempt])],
    actions: attempt === 'asking' ? [] : watching ? [another] : [check, another]
  })}`
}

/** What went wrong with leaving, in a sentence. */
export function noticeOf(code: CheckoutErrorCode): TextKey {
  if (code === 'departure-blocked') return 'blocked'
  return code === 'departure-timeout' ? 'slow' : 'refused'
}

const LOCKED = {
  asking: 'lockedAsking',
  pending: 'lockedPending',
  unknown: 'lockedUnknown',
  elsewhere: 'elsewhereText'
} as const satisfies Record<Locked['attempt'], TextKey>

const TEXTS: Partial<Record<CheckoutErrorCode, TextKey>> = {
  unreachable: 'offline',
  'order-unknown': 'orderUnknown',
  'order-paid': 'orderPaid',
  'too-many-attempts': 'tooOften',
  'foreign-frame': 'framed'
}
