import { html, type TemplateResult } from 'lit'
import { isDeparting, type Choosing, type Departing } from '../checkout-state.js'
import { paywayList } from './payway-list.js'
import { pressKey, search } from './payway-search.js'
import type { View } from './view.js'

/** All payways as one group of native radio buttons, with a field to find them by where there are many. */
export function paywaysView(state: Choosing | Departing, view: View): TemplateResult {
  const list = paywayList(state.session, state.payway, view)
  const change = ({ target }: Event) => {
    const { type, value } = target as HTMLInputElement
    if (type === 'radio') view.select(value)
    else search(list, value, view)
  }
  // the browser leads to what has to be chosen, if it can be seen
  const showAll = { capture: true, handleEvent: () => search(list, '', view) }
  return html`<fieldset
    part="payways"
    ?disabled=${isDeparting(state)}
    @input=${change}
    @invalid=${showAll}
    @keydown=${(event: KeyboardEvent) => pressKey(event, list, view)}
  >
    <legend part="legend" tabindex="-1">${view.say('choose')}</legend>
    ${list.element}
  </fieldset>`
}
