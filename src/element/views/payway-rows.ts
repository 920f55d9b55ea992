import { html, render } from 'lit'
import type { CheckoutSession, SessionPayway } from '../../protocol/index.js'
import type { PaywayRow } from '../choosing/payway-groups.js'
import { limitFault } from '../choosing/payway-limits.js'
import { plain, type PaywayOption } from '../choosing/payway-option.js'
import { currencyOf } from '../choosing/price.js'
import { formatMoney } from '../language/format.js'
import type { View } from './view.js'

const TEMPLATE = html`<label part="payway">
  <input type="radio" name="payway" required />
  <i part="payway-logo"></i>
  <bdi part="payway-name"></bdi>
  <small part="payway-note"></small>
</label>`

let template: Element | null = null

/**
 * What can be chosen of a method: its whole row, or a chip in it for each of its currencies. A chip has the method's name
 * too, for those who do not see the row around it.
 */
export function optionsOf(
  { name, kind, payways }: PaywayRow,
  display: CheckoutSession['display'],
  { say, locale }: View
): PaywayOption[] {
  const isSplit = payways.length > 1
  const optionOf = (payway: SessionPayway): PaywayOption => {
    const row = copyOfTemplate()
    const [radio, logo, title, note] = piecesOf(row)
    const currency = currencyOf(payway, display)
    const fault = limitFault(payway, display)
    const amount = fault ? fault.amount : payway.amount
    const money = amount === undefined ? '' : formatMoney(amount, currency, locale)
    radio.value = payway.id
    radio.disabled = fault !== null
    title.textContent = name
    note.textContent = fault ? say(fault.bound, money) : money
    if (isSplit || (!money && currency !== display.currency)) note.prepend(`${currency} `)
    if (isSplit) row.setAttribute('part', 'currency')
    logo.className = kind
    if (payway.logo !== undefined) logo.replaceWith(pictureOf(payway.logo, logo))
    return { radio, row, words: plain(`${name} ${currency} ${say(kind)}`) }
  }
  const options = payways.map(optionOf)
  if (!isSplit) return options
  const [, logo, title] = piecesOf(optionOf(payways[0]).row)
  const row = Object.assign(document.createElement('div'), { part: 'payway' })
  row.append(logo, title, ...options.map((option) => option.row))
  return options.map((option) => ({ ...option, row }))
}

/** There may be a hundred rows, and to copy one is the quickest way to make another. */
function copyOfTemplate(): HTMLElement {
  if (!template) {
    const place = document.createElement('div')
    render(TEMPLATE, place)
    template = place.firstElementChild
  }
  return template?.cloneNode(true) as HTMLElement
}

const piecesOf = (row: Element) =>
  [...row.children] as [radio: HTMLInputElement, logo: HTMLElement, title: HTMLElement, note: HTMLElement]

/** A picture of the shop's own. Where it cannot be had, the icon takes its place again. */
function pictureOf(src: string, icon: Element): HTMLElement {
  const picture = document.createElement('img')
  const onerror = () => picture.replaceWith(icon)
  return Object.assign(picture, {
    part: 'payway-logo',
    alt: '',
    loading: 'lazy',
    // the page's address may hold what is nobody's business
    referrerPolicy: 'origin',
    onerror,
    src
  })
}
