import { html, type TemplateResult } from 'lit'
import type { View } from './view.js'

/** A fact with its name. */
export type Fact = readonly [name: string, fact: string]

/** Facts with their names. Names of payways may run from right to left, so each fact stands for itself. */
export function factsView(facts: readonly Fact[]): TemplateResult {
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

/** Facts that the payer may want to name to somebody else, so they can be copied. */
export function keptFactsView(
  facts: readonly Fact[],
  { say, receipt }: View,
  more?: TemplateResult
): TemplateResult {
  const { copy, isCopied } = receipt
  return html`${factsView(facts)}
    <div class="tools">
      ${
        copy &&
        html`<button part="copy" type="button" class=${isCopied ? 'news' : ''} @click=${copy}>
          ${say(isCopied ? 'copied' : 'copy')}
        </button>`
      }
      ${more}
    </div>`
}

/** Facts that can be printed too. */
export function receiptView(facts: readonly Fact[], view: View): TemplateResult {
  // the browsers inside some apps have no printer
  const { print } = window as { print?: () => void }
  const button =
    print &&
    html`<button part="print" type="button" @click=${() => window.print()}>${view.say('print')}</button>`
  return keptFactsView(facts, view, button)
}
