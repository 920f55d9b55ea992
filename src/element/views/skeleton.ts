import { html, type TemplateResult } from 'lit'
import type { View } from './view.js'

/** The checkout's shape before its words have come, line for line as high, so that nothing below it moves then. */
export function skeletonView({ say }: View): TemplateResult {
  return html`<div part="skeleton">
    <p class="unseen" tabindex="-1">${say('loading')}</p>
    <div part="summary">
      <p part="amount" class="bone">&nbsp;</p>
      <p part="description" class="bone">&nbsp;</p>
    </div>
    <div class="choice">
      <p part="legend">${say('choose')}</p>
      <p class="bone list"></p>
      <p class="bone button"></p>
      <p class="bone button"></p>
      <p part="hint">${say('hint')}</p>
    </div>
  </div>`
}
