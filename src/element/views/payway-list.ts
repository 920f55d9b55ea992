import { html, nothing, render } from 'lit'
import type { CheckoutSession } from '../../protocol/index.js'
import { lastUsed } from '../choosing/last-used.js'
import { groupsOf, rowsOf } from '../choosing/payway-groups.js'
import type { PaywayOption } from '../choosing/payway-option.js'
import { optionsOf } from './payway-rows.js'
import type { View } from './view.js'

/** A session's payways as they stand on the page, and what can be chosen there. */
export interface PaywayList {
  readonly element: HTMLElement
  readonly options: readonly PaywayOption[]
}

/** So many rows are looked over without searching. */
const FEW = 8

const lists = new WeakMap<CheckoutSession, PaywayList & Pick<View, 'locale' | 'texts'>>()

/** The list is made once a session and language: choosing is the browser's own work then, and touches no row. */
export function paywayList(session: CheckoutSession, chosen: string | null, view: View): PaywayList {
  const { locale, texts, say } = view
  const known = lists.get(session)
  if (known?.locale === locale && known.texts === texts) return known
  const rows = rowsOf(session)
  const groups = groupsOf(rows, view.rememberPayway ? lastUsed() : null).map(({ title, rows }) => ({
    title,
    options: rows.flatMap((row) => optionsOf(row, session.display, view))
  }))
  const options = groups.flatMap((group) => group.options)
  const field = html`<input part="find" type="search" aria-label=${say('find')} placeholder=${say('find')} />
    <p part="found"></p>`
  const groupView = ({ title, options }: (typeof groups)[number]) =>
    html`<fieldset part="group">
      ${groups.length > 1 ? html`<legend part="group-title">${say(title)}</legend>` : nothing}
      ${options.map(({ row }) => row)}
    </fieldset>`
  const element = document.createElement('div')
  render(
    html`${rows.length > FEW ? field : nothing}
      <div class="rows">${groups.map(groupView)}</div>`,
    element
  )
  for (const { radio } of options) {
    radio.checked = radio.value === chosen
    // what stands alone is no choice
    if (options.length === 1) radio.remove()
  }
  const list = { element, options, locale, texts }
  lists.set(session, list)
  return list
}
