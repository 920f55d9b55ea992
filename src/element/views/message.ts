import { html, nothing, type TemplateResult } from 'lit'
import type { CheckoutState } from '../checkout-state.js'
import { iconOf, type Tone } from './icons.js'

/** Something that the payer has to know before anything else. */
export interface Message {
  /** Also the name of the slot in which the page can add something of its own. */
  readonly name: CheckoutState['name']
  readonly tone: Tone
  readonly title: string
  readonly text: readonly string[]
  readonly details?: TemplateResult | typeof nothing
  readonly actions?: readonly Action[]
}

/** A thing to do about it: a button, or a link that opens another page. */
type Action =
  | {
      readonly label: string
      readonly run: () => void
      /** The first is what we recommend, unless it says otherwise. */
      readonly quiet?: boolean
      readonly disabled?: boolean
    }
  | { readonly label: string; readonly href: string }

/** Icon, heading, words, facts and buttons. The heading takes the focus when the message is an outcome. */
export function messageView({
  name,
  tone,
  title,
  text,
  details = nothing,
  actions = []
}: Message): TemplateResult {
  return html`<div part="message">
    ${iconOf(tone)}
    <h2 part="title" tabindex="-1">${title}</h2>
    ${text.map((sentence) => html`<p part="text">${sentence}</p>`)} ${details} <slot name=${name}></slot>
    ${actions.length === 0 ? nothing : html`<div part="actions">${actions.map(actionView)}</div>`}
  </div>`
}

const actionView = (action: Action) =>
  'href' in action
    ? html`<a part="action" href=${action.href} target="_blank" rel="noopener">${action.label}</a>`
    : html`<button
        part=${action.quiet ? 'another-way' : 'action'}
        type="button"
        ?disabled=${action.disabled ?? false}
        @click=${action.run}
      >
        ${action.label}
      </button>`
