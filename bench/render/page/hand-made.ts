import type { CheckoutSession } from '../../../src/protocol/index.js'
import { handMadeStyles } from './hand-made-styles.js'
import { rowsOf, type Row } from './rows.js'

const sheet = new CSSStyleSheet()
sheet.replaceSync(handMadeStyles)

/** What somebody would write who needs this one list and nothing else: the measure of all others. */
export function handMade(session: CheckoutSession): HTMLElement {
  const { rows, price } = rowsOf(session)
  const host = document.createElement('div')
  const root = host.attachShadow({ mode: 'open' })
  root.adoptedStyleSheets = [sheet]

  const summary = part('header', 'summary')
  summary.append(part('p', 'amount', price), part('p', 'description', session.display.description ?? ''))

  const list = document.createElement('div')
  list.append(...rows.map(rowOf))
  const group = part('fieldset', 'payways')
  group.append(part('legend', 'legend', 'How would you like to pay?'), list)
  group.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement)) return
    form.dataset['payway'] = target.value
    host.dispatchEvent(new CustomEvent('choose', { detail: target.value }))
  })

  const others = part('button', 'hosted-page', 'Other ways to pay')
  others.type = 'button'
  const form = document.createElement('form')
  form.className = 'choice'
  form.append(
    group,
    part('button', 'pay', `Pay ${price}`),
    others,
    part('p', 'hint', 'You will pay on a secure page of Interkassa and then come back here.')
  )

  const card = part('section', 'base')
  card.setAttribute('aria-label', 'Payment')
  card.append(summary, form)
  root.append(card)
  return host
}

function rowOf({ id, name, letter, note, disabled }: Row): HTMLLabelElement {
  const radio = document.createElement('input')
  radio.type = 'radio'
  radio.name = 'payway'
  radio.value = id
  radio.required = true
  radio.disabled = disabled
  const badge = part('i', 'payway-logo', letter)
  badge.ariaHidden = 'true'
  const row = part('label', 'payway')
  row.append(radio, badge, part('bdi', 'payway-name', name), part('small', 'payway-note', note))
  return row
}

function part<Name extends keyof HTMLElementTagNameMap>(tag: Name, name: string, text = '') {
  const element = document.createElement(tag)
  element.part.add(name)
  if (text !== '') element.textContent = text
  return element
}
