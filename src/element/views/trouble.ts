import { html, type TemplateResult } from 'lit'
import type { CheckoutError, CheckoutErrorCode } from '../checkout-error.js'
import type { Locked } from '../checkout-state.js'
import { formatMoment } from '../format.js'
import type { Messages } from '../locales/en.js'
import { messageView } from './message.js'
import { summaryView } from './summary.js'
import type { View } from './view.js'

/** No session could be had. */
export function failedView(error: CheckoutError, { messages, locale, load }: View): TemplateResult {
  const wait = error.retryAt !== undefined && error.retryAt > Date.now() ? error.retryAt : null
  return messageView({
    tone: error.code === 'order-paid' ? 'doubtful' : 'bad',
    title: messages.failed.title,
    text: [
      failureText(error, messages),
      ...(wait === null ? [] : [messages.tryAgainAfter(formatMoment(wait, locale))])
    ],
    actions: error.retryable && load ? [{ label: messages.tryAgain, run: load, disabled: wait !== null }] : []
  })
}

/** The session's time is up, and there is nobody to ask for another. */
export function expiredView({ messages }: View): TemplateResult {
  return messageView({ tone: 'doubtful', title: messages.expired.title, text: [messages.expired.text] })
}

/** An earlier attempt may still be paid. */
export function lockedView({ session, earlier, watching }: Locked, view: View): TemplateResult {
  const { messages, checkAgain, unlock } = view
  const { title, [earlier]: text } = messages.locked
  const check = { label: messages.checkAgain, run: checkAgain }
  const another = { label: messages.payAnotherWay, run: unlock, quiet: true }
  return html`${summaryView(session, view)}
  ${messageView({
    tone: earlier === 'asking' ? 'waiting' : 'doubtful',
    title,
    text: [text],
    actions: earlier === 'asking' ? [] : watching ? [another] : [check, another]
  })}`
}

/** What went wrong with leaving, in a sentence. */
export function noticeText(code: CheckoutErrorCode, { notice }: Messages): string {
  if (code === 'departure-blocked') return notice.blocked
  return code === 'departure-timeout' ? notice.slow : notice.refused
}

const TEXTS: Partial<Record<CheckoutErrorCode, keyof Messages['failed']>> = {
  unreachable: 'offline',
  'order-unknown': 'orderUnknown',
  'order-paid': 'orderPaid',
  'too-many-attempts': 'tooOften'
}

const failureText = ({ code, retryable }: CheckoutError, { failed }: Messages) =>
  failed[TEXTS[code] ?? (retryable ? 'later' : 'final')]
