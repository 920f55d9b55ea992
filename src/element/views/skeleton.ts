import { html, type TemplateResult } from 'lit'
import type { View } from './view.js'

/** The checkout's shape before its words have come. */
export function skeletonView({ say }: View): TemplateResult {
  return html`<div part="skeleton">
    <p class="unseen" tabindex="-1">${say('loading')}</p>
    <div part="summary">
      <p class="bone"></p>
      <p class="bone price"></p>
      <p class="bone"></p>
    </div>
    <div class="choice">
      <p class="bone"></p>
      <p class="bone list"></p>
      <p class="bone button"></p>
    </div>
  </div>`
}
