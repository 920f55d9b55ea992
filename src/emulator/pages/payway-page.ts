import { html, type Html } from '../../server/selling/html.js'
import type { Address } from '../addresses.js'
import { pricesOf } from '../fee.js'
import type { Invoice, Outcome } from '../invoice.js'
import type { Payment } from '../payment.js'
import type { Cabinet, CabinetPayway } from '../settings.js'
import { respond } from './layout.js'
import { paywayCurrency, paywayName } from './payway-name.js'
import { summary } from './summary.js'
import type { Texts } from './texts.js'

const BUTTONS: readonly Outcome[] = ['success', 'pending-success', 'pending-fail', 'fail', 'cancel']

/** A payway's own page, on which the payer decides how the payment ends. */
export function paywayPage(
  cabinet: Cabinet,
  payment: Payment,
  payway: CabinetPayway,
  invoice: Invoice,
  texts: Texts
): Response {
  const { request } = payment
  const { price } = pricesOf(request.amount, cabinet.fee)
  return respond({
    title: `${texts.payment} – ${cabinet.name}`,
    texts,
    body: html`${summary(cabinet, payment, texts)}
      <dl>
        <dt>${texts.payway}</dt>
        <dd>${paywayName(payway)}</dd>
        <dt>${texts.toPay}</dt>
        <dd>${price} ${paywayCurrency(payway)}</dd>
      </dl>
      ${lastTry(invoice, texts)}
      <h2>${texts.chooseEnd}</h2>
      <form method="post" class="outcomes">
        ${BUTTONS.map((outcome) => html`<button name="outcome" value="${outcome}">${texts.outcomes[outcome]}</button>`)}
      </form>
      ${
        request.payways.length > 1
          ? html`<p><a href="/payment/${payment.id}">${texts.otherWay}</a></p>`
          : null
      }
      ${details(payment, texts)}`
  })
}

function lastTry({ state }: Invoice, texts: Texts): Html | null {
  switch (state) {
    case 'new':
    case 'success':
      return null
    case 'waitAccept':
      return html`<p class="state" role="status">${texts.waiting}</p>`
    case 'fail':
      return html`<p class="state" role="status">${texts.failed}</p>`
    case 'canceled':
      return html`<p class="state" role="status">${texts.canceled}</p>`
  }
}

function details({ request: { addresses } }: Payment, texts: Texts): Html {
  const line = (label: string, address: Address | null) =>
    html`<dt>${label}</dt>
      <dd>${address ? html`<code>${address.url}</code> (${texts[address.from]})` : texts.nobody}</dd>`
  return html`<details>
    <summary>${texts.details}</summary>
    <dl>${line(texts.notified, addresses.interaction)}</dl>
  </details>`
}
