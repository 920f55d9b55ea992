import { html, type Html } from '../../server/selling/html.js'
import type { Payment } from '../payment.js'
import type { Cabinet } from '../settings.js'
import type { Texts } from './texts.js'

/** Who asks for how much, and for what. */
export function summary({ name }: Cabinet, { request }: Payment, texts: Texts): Html {
  return html`<header>
    <h1>${name}</h1>
    <p class="amount">${request.amount} <span>${request.currency}</span></p>
    <p class="description">${request.description}</p>
    <p class="quiet">${texts.number} ${request.paymentNo}</p>
  </header>`
}
