import { html } from '../../server/selling/html.js'
import { REFUSALS, type Refusal } from '../refusal.js'
import { respond } from './layout.js'
import { english } from './texts.js'

/** Tells a developer what was refused, by its code, what was found and what was expected. */
export function refusalPage({ code, details }: Refusal): Response {
  const { found, expected, hint, gatewayWords } = details
  return respond({
    status: REFUSALS[code],
    title: `Refused: ${code}`,
    texts: english,
    body: html`<h1>Refused: <code>${code}</code></h1>
      ${gatewayWords === undefined ? null : html`<p class="state" lang="ru">${gatewayWords}</p>`}
      ${hint === undefined ? null : html`<p><strong>${hint}</strong></p>`}
      <dl class="long">
        <dt>Found</dt>
        <dd>${found}</dd>
        <dt>Expected</dt>
        <dd>${expected}</dd>
      </dl>`
  })
}
