import { html, nothing, type TemplateResult } from 'lit'
import { iconOf, type Tone } from './icons.js'

/** Something that the payer has to know before anything else. */
export interface Message {
  readonly tone: Tone
  readonly title: string
  readonly text: readonly string[]
  readonly details?: TemplateResult | typeof nothing
  readonly actions?: readonly Action[]
}

/** A thing to do about it, as a button. */
interface Action {
  readonly label: string
  readonly run: () => void
  /** The first is what we recommend, unless it says otherwise. */
  readonly quiet?: boolean
  readonly disabled?: boolean
}

/** Icon, heading, words, facts and buttons. The heading takes the focus when the message is an outcome. */
export function messageView({ tone, title, text, details = nothing, actions = [] }: Message): TemplateResult {
  return html`<div part="message">
    ${iconOf(tone)}
    <h2 part="title" tabindex="-1">${title}</h2>
    ${text.map((sentence) => html`<p part="text">${sentence}</p>`)} ${details}
    ${actions.length === 0 ? nothing : html`<div part="actions">${actions.map(actionView)}</div>`}
  </div>`
}

const actionView = ({ label, run, quiet = false, disabled = false }: Action) =>
  html`<button part=${quiet ? 'another-way' : 'action'} type="button" ?disabled=${disabled} @click=${run}>
    ${label}
  </button>`
