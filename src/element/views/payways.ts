import { html, nothing, type TemplateResult } from 'lit'
import { guard } from 'lit/directives/guard.js'
import { keyed } from 'lit/directives/keyed.js'
import type { CheckoutSession, SessionPayway } from '../../protocol/index.js'
import type { Choosing, Departing } from '../checkout-state.js'
import { formatMoney } from '../format.js'
import { limitFault } from '../payway-limits.js'
import type { View } from './view.js'

/**
 * All payways as one group of native radio buttons. The rows are made once a session: choosing is the browser's own
 * work and touches none of them.
 */
export function paywaysView({ name, session, payway }: Choosing | Departing, view: View): TemplateResult {
  const isLeaving = name === 'preparing' || name === 'leaving'
  const { messages, locale, select } = view
  const choose = ({ target }: Event) => {
    if (target instanceof HTMLInputElement) select(target.value)
  }
  return html`<fieldset part="payways" class="payways" ?disabled=${isLeaving} @change=${choose}>
    <legend part="legend" class="legend" tabindex="-1">${messages.choose}</legend>
    ${guard([session, locale], () =>
      keyed(
        session,
        session.payways.map((each) => rowView(each, each.id === payway, session.display, view))
      )
    )}
  </fieldset>`
}

function rowView(
  payway: SessionPayway,
  chosen: boolean,
  display: CheckoutSession['display'],
  view: View
): TemplateResult {
  const note = noteOf(payway, display, view)
  return html`<label part="payway" class="row">
    <input
      type="radio"
      name="payway"
      required
      value=${payway.id}
      ?checked=${chosen}
      ?disabled=${limitFault(payway, display) !== null}
    />
    ${logoView(payway)}
    <span part="payway-name" class="name"><bdi>${payway.name}</bdi></span>
    ${note === null ? nothing : html`<span part="payway-note" class="note">${note}</span>`}
  </label>`
}

/** A picture from the shop, never inline, or the name's first letter. */
function logoView({ logo, name }: SessionPayway): TemplateResult {
  return logo === undefined
    ? html`<span part="payway-logo" class="badge" aria-hidden="true"
        >${String.fromCodePoint(name.codePointAt(0) ?? 0)}</span
      >`
    : html`<img part="payway-logo" class="badge" src=${logo} alt="" loading="lazy" width="40" height="28" />`
}

/** Why it cannot be chosen, or what is paid through it if that is another sum. */
function noteOf(
  payway: SessionPayway,
  display: CheckoutSession['display'],
  { messages, locale }: View
): string | null {
  const fault = limitFault(payway, display)
  if (fault) {
    const amount = formatMoney(fault.amount, fault.currency, locale)
    return fault.bound === 'min' ? messages.atLeast(amount) : messages.atMost(amount)
  }
  const { amount, currency = display.currency } = payway
  if (amount === undefined) return currency === display.currency ? null : currency
  return formatMoney(amount, currency, locale)
}
