import { html, type TemplateResult } from 'lit'

/** Facts with their names. Names of payways may run from right to left, so each fact stands for itself. */
export function factsView(facts: readonly (readonly [name: string, fact: string])[]): TemplateResult {
  return html`<dl part="receipt">
    ${facts.map(
      ([name, fact]) =>
        html`<div>
          <dt>${name}</dt>
          <dd><bdi>${fact}</bdi></dd>
        </div>`
    )}
  </dl>`
}
