import { html } from '../../server/selling/html.js'
import type { Payment } from '../payment.js'
import type { Cabinet } from '../settings.js'
import { respond } from './layout.js'
import { paywayName } from './payway-name.js'
import { summary } from './summary.js'
import type { Texts } from './texts.js'

/** The payways that are open for a payment, each a button. */
export function listPage(cabinet: Cabinet, payment: Payment, texts: Texts): Response {
  const rows = payment.request.payways.map(
    (payway) =>
      html`<li>
        <button class="payway" name="payway" value="${payway.alias}">
          ${paywayName(payway)} <small>${payway.alias}</small>
        </button>
      </li>`
  )
  return respond({
    title: `${texts.payment} – ${cabinet.name}`,
    texts,
    body: html`${summary(cabinet, payment, texts)}
      <h2>${texts.chooseWay}</h2>
      <form method="post">
        <ul class="payways">
          ${rows}
        </ul>
      </form>`
  })
}
