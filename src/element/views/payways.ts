import { html, nothing, render, type TemplateResult } from 'lit'
import type { CheckoutSession, SessionPayway } from '../../protocol/index.js'
import { isDeparting, type Choosing, type Departing } from '../checkout-state.js'
import { formatMoney } from '../language/format.js'
import { limitFault } from '../choosing/payway-limits.js'
import type { View } from './view.js'

const listOf = new WeakMap<CheckoutSession, HTMLElement>()

/** All payways as one group of native radio buttons. */
export function paywaysView(state: Choosing | Departing, view: View): TemplateResult {
  const choose = ({ target }: Event) => {
    if (target instanceof HTMLInputElement) view.select(target.value)
  }
  return html`<fieldset part="payways" ?disabled=${isDeparting(state)} @change=${choose}>
    <legend part="legend" tabindex="-1">${view.say('choose')}</legend>
    ${list(state, view)}
  </fieldset>`
}

/** The rows are made once a session: choosing is the browser's own work then, and touches none of them. */
function list({ session, payway }: Choosing | Departing, view: View): HTMLElement {
  const known = listOf.get(session)
  if (known) return known
  const made = document.createElement('div')
  render(
    session.payways.map((each) => rowView(each, each.id === payway, session.display, view)),
    made
  )
  listOf.set(session, made)
  return made
}

function rowView(
  payway: SessionPayway,
  chosen: boolean,
  display: CheckoutSession['display'],
  view: View
): TemplateResult {
  const disabled = limitFault(payway, display) !== null
  return html`<label part="payway">
    <input type="radio" name="payway" required value=${payway.id} ?checked=${chosen} ?disabled=${disabled} />
    ${logoView(payway)}
    <bdi part="payway-name">${payway.name}</bdi>
    <small part="payway-note">${noteOf(payway, display, view)}</small>
  </label>`
}

/** A picture from the shop, never inline, or the name's first letter. */
function logoView({ logo, name }: SessionPayway): TemplateResult {
  return logo === undefined
    ? html`<i part="payway-logo" aria-hidden="true">${String.fromCodePoint(name.codePointAt(0) ?? 0)}</i>`
    : html`<img part="payway-logo" src=${logo} alt="" loading="lazy" />`
}

/** Why it cannot be chosen, or what is paid through it if that is another sum. */
function noteOf(
  payway: SessionPayway,
  display: CheckoutSession['display'],
  { say, locale }: View
): string | typeof nothing {
  const fault = limitFault(payway, display)
  if (fault) return say(fault.bound, formatMoney(fault.amount, fault.currency, locale))
  const { amount, currency = display.currency } = payway
  if (amount !== undefined) return formatMoney(amount, currency, locale)
  return currency === display.currency ? nothing : currency
}
