import { html, type TemplateResult } from 'lit'

/** The checkout's shape before its words have come, so that nothing jumps when they do. */
export function skeletonView(): TemplateResult {
  return html`<div part="skeleton" class="skeleton" aria-hidden="true">
    <div class="summary">
      <p class="merchant bone"></p>
      <p class="amount bone"></p>
      <p class="description bone"></p>
    </div>
    <div class="payways">
      <p class="legend bone"></p>
      ${[1, 2, 3].map(() => html`<p class="row bone"></p>`)}
    </div>
    <p class="main bone"></p>
  </div>`
}
