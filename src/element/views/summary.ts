import { html, nothing, type TemplateResult } from 'lit'
import type { CheckoutSession } from '../../protocol/index.js'
import { formatMoney } from '../language/format.js'
import type { View } from './view.js'

/** What is to be paid, for what, and to whom. */
export function summaryView({ display }: CheckoutSession, { locale }: View): TemplateResult {
  const { amount, currency, description, merchant } = display
  return html`<header part="summary">
    ${merchant === undefined ? nothing : html`<p part="merchant"><bdi>${merchant}</bdi></p>`}
    <p part="amount">${formatMoney(amount, currency, locale)}</p>
    ${description === undefined ? nothing : html`<p part="description"><bdi>${description}</bdi></p>`}
  </header>`
}

/**
 * A reminder on every view of a test session. It is no part and stands in none, so that no style of the page's can hide it
 * and leave the rest.
 */
export function ribbonView(
  { mode }: CheckoutSession,
  { say, locale }: View
): TemplateResult | typeof nothing {
  return mode === 'test' ? html`<p class="ribbon" lang=${locale}>${say('testMode')}</p>` : nothing
}
