import type { InterkassaCheckout } from '../../../src/element/index.js'
import type { Contestant } from '../contestants.js'
import { dropin } from './adyen.js'
import type { Contender } from './contender.js'
import { handMade } from './hand-made.js'
import { rowsOf } from './rows.js'

const nothing: Contender = {
  show: () => undefined,
  isShown: () => true,
  choose: () => undefined,
  isChosen: () => true
}

/** A list of native radio buttons in a shadow root, found by their values. */
function inShadow(make: (session: Parameters<Contender['show']>[0]) => HTMLElement): Contender {
  let host: HTMLElement | undefined
  const radio = (id: string) =>
    host?.shadowRoot?.querySelector<HTMLInputElement>(`input[value="${id}"]`) ?? undefined
  return {
    show(session, place) {
      host = make(session)
      place.append(host)
    },
    isShown: (id) => radio(id) !== undefined,
    choose: (id) => radio(id)?.click(),
    isChosen: (id) => radio(id)?.checked === true
  }
}

const ours = inShadow((session) => {
  const element: InterkassaCheckout = document.createElement('interkassa-checkout')
  element.session = session
  return element
})

const shoelace: Contender = {
  show(session, place) {
    const { rows, price } = rowsOf(session)
    const group = document.createElement('sl-radio-group')
    group.setAttribute('label', 'How would you like to pay?')
    group.append(
      ...rows.map(({ id, name, letter, note, disabled }) => {
        const radio = document.createElement('sl-radio')
        radio.setAttribute('value', id)
        radio.toggleAttribute('disabled', disabled)
        radio.append(textIn('i', letter), textIn('bdi', name), textIn('small', note))
        return radio
      })
    )
    const pay = document.createElement('sl-button')
    pay.setAttribute('variant', 'primary')
    pay.append(`Pay ${price}`)
    const description = textIn('p', session.display.description ?? '')
    place.append(textIn('p', price), description, group, pay)
  },
  isShown: (id) =>
    isFilled(slRadio(id), '[part~=control]') && isFilled(document.querySelector('sl-button'), 'button'),
  choose: (id) => slRadio(id)?.click(),
  isChosen: (id) => slRadio(id)?.ariaChecked === 'true'
}

const isFilled = (element: Element | null, selector: string) =>
  Boolean(element?.shadowRoot?.querySelector(selector))
const slRadio = (id: string) => document.querySelector<HTMLElement>(`sl-radio[value="${id}"]`)

function textIn(tag: string, text: string): HTMLElement {
  const element = document.createElement(tag)
  element.textContent = text
  return element
}

/** Everybody, by name. */
export const CONTENDERS: Readonly<Record<Contestant, Contender>> = {
  nothing,
  'by hand': inShadow(handMade),
  ours,
  shoelace,
  adyen: dropin({ cdn: { images: `${location.origin}/` } }),
  'adyen, no logos': dropin({})
}
