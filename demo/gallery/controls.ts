import { html, render, type TemplateResult } from 'lit'
import { CHOICES, type Choice, type View } from './view.js'

const LABELS: Readonly<Record<Choice, string>> = {
  state: 'State',
  lang: 'Language',
  dir: 'Direction',
  theme: 'Theme',
  look: 'Look',
  width: 'Width'
}

/** A plain form, so that every view has an address; it goes there as soon as something is chosen. */
export function showControls(form: HTMLFormElement, view: View): void {
  const choices = Object.keys(CHOICES) as Choice[]
  render(html`${choices.map((name) => selectView(name, view[name]))} <button>Show</button>`, form)
  form.addEventListener('change', () => form.requestSubmit())
}

const selectView = (name: Choice, chosen: string): TemplateResult =>
  html`<label>
    ${LABELS[name]}
    <select name=${name}>
      ${CHOICES[name].map((value) => html`<option ?selected=${value === chosen}>${value}</option>`)}
    </select>
  </label>`
