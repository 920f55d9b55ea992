import { html } from '../../server/selling/html.js'
import type { Invoice } from '../invoice.js'
import type { Payment } from '../payment.js'
import type { BrowserReturn } from '../return.js'
import type { Cabinet } from '../settings.js'
import { respond } from './layout.js'
import { linkBack } from './return-page.js'
import { summary } from './summary.js'
import type { Texts } from './texts.js'

/** Says how a payment stands, to a payer who has nothing left to choose or no shop to go back to. */
export function endPage(
  cabinet: Cabinet,
  payment: Payment,
  { state }: Invoice,
  back: BrowserReturn | null,
  texts: Texts
): Response {
  return respond({
    title: `${texts.payment} – ${cabinet.name}`,
    texts,
    body: html`${summary(cabinet, payment, texts)}
      <p class="state ${state}" role="status">${texts.states[state]}</p>
      ${back ? linkBack(back, texts) : html`<p class="quiet">${texts.noAddress}</p>`}`
  })
}
