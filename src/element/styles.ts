import { css, type CSSResult } from 'lit'

/**
 * How the element looks. What a page may set are the `--interkassa-*` properties and the parts; names with an underscore
 * are the element's own. Widths are asked of the container: WebKit forgets to apply `@media` rules in a shadow tree
 * whose viewport changed while it was away.
 */
export const styles: CSSResult = css`
  :host {
    --_accent: var(--interkassa-accent, light-dark(#1a56c4, #8ab4ff));
    --_on-accent: var(--interkassa-on-accent, light-dark(#fff, #0b1526));
    --_surface: var(--interkassa-surface, light-dark(#fff, #16191f));
    --_text: var(--interkassa-text, light-dark(#171b22, #eceff4));
    --_muted: var(--interkassa-muted, light-dark(#586172, #a4adbb));
    --_line: var(--interkassa-line, light-dark(#dde1e8, #333a46));
    --_radius: var(--interkassa-radius, 12px);
    --_good: light-dark(#17803d, #5fd08a);
    --_bad: light-dark(#b3261e, #ff9a92);
    --_doubtful: light-dark(#8a5a00, #f2c063);

    display: block;
    container-type: inline-size;
    max-inline-size: 30rem;
    color: var(--_text);
    font: var(--interkassa-font, 400 1rem/1.5 system-ui, sans-serif);
    text-align: start;
    -webkit-text-size-adjust: 100%;
  }

  :host([hidden]) {
    display: none;
  }

  :host([appearance='light']) {
    color-scheme: light;
  }

  :host([appearance='dark']) {
    color-scheme: dark;
  }

  *,
  ::before,
  ::after {
    box-sizing: border-box;
    margin: 0;
  }

  .base {
    padding: clamp(1rem, 5cqi, 1.75rem);
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) * 1.5);
    background: var(--_surface);
    overflow-wrap: anywhere;
  }

  .base:not(:has(> :not(.unseen))) {
    padding: 0;
    border: 0;
  }

  [tabindex='-1'] {
    outline: none;
  }

  .unseen {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  /* no page may hide this, so it inherits nothing */
  .ribbon {
    all: initial;
    display: block;
    margin-block-end: 16px;
    padding: 8px 12px;
    border-radius: 8px;
    background: repeating-linear-gradient(-45deg, #ffe08a 0 12px, #ffd666 12px 24px);
    color: #3d2c00;
    font:
      600 14px/1.4 system-ui,
      sans-serif;
    text-align: center;
  }

  .summary {
    display: grid;
    gap: 0.125rem;
    padding-block-end: 1.25rem;
  }

  .amount {
    font-size: clamp(1.75rem, 9cqi, 2.25rem);
    font-weight: 650;
    line-height: 1.2;
    letter-spacing: -0.02em;
    font-variant-numeric: tabular-nums;
  }

  .merchant,
  .description,
  .hint,
  .note,
  .text {
    color: var(--_muted);
  }

  .merchant {
    font-weight: 550;
  }

  .choice,
  .skeleton {
    display: grid;
    gap: 0.75rem;
  }

  .payways {
    min-inline-size: 0;
    padding: 0;
    border: 0;
  }

  .legend {
    padding: 0;
    margin-block-end: 0.625rem;
    font-weight: 600;
  }

  .row {
    position: relative;
    display: grid;
    grid-template-columns: auto auto 1fr auto;
    align-items: center;
    gap: 0.25rem 0.75rem;
    min-block-size: 3.5rem;
    padding: 0.625rem 0.875rem;
    border: 1px solid var(--_line);
    border-block-end-width: 0;
    cursor: pointer;
  }

  .row:first-of-type {
    border-start-start-radius: var(--_radius);
    border-start-end-radius: var(--_radius);
  }

  .row:last-of-type {
    border-block-end-width: 1px;
    border-end-start-radius: var(--_radius);
    border-end-end-radius: var(--_radius);
  }

  .row:hover {
    background: color-mix(in srgb, var(--_accent) 5%, transparent);
  }

  .row:has(:checked) {
    background: color-mix(in srgb, var(--_accent) 9%, transparent);
    box-shadow: inset 0 0 0 1px var(--_accent);
    border-color: var(--_accent);
  }

  .row:has(:focus-visible) {
    z-index: 1;
    outline: 3px solid var(--_accent);
    outline-offset: 2px;
  }

  .row:has(:disabled) {
    cursor: not-allowed;
  }

  fieldset:disabled .row {
    cursor: progress;
  }

  .row > :disabled ~ * {
    color: var(--_muted);
  }

  input {
    inline-size: 1.25rem;
    block-size: 1.25rem;
    margin: 0;
    accent-color: var(--_accent);
    outline: none;
    cursor: inherit;
  }

  .badge {
    display: grid;
    place-items: center;
    inline-size: 2.5rem;
    block-size: 1.75rem;
    border-radius: 0.375rem;
    background: color-mix(in srgb, var(--_muted) 16%, transparent);
    color: var(--_muted);
    font-size: 0.875rem;
    font-weight: 650;
    object-fit: contain;
  }

  .name {
    font-weight: 500;
  }

  .note,
  .hint {
    font-size: 0.875rem;
  }

  .note {
    text-align: end;
  }

  button {
    min-block-size: 2.75rem;
    padding: 0.5rem 1rem;
    border: 1px solid transparent;
    border-radius: var(--_radius);
    font: inherit;
    font-weight: 600;
    cursor: pointer;
    transition: filter 0.15s;
  }

  button:focus-visible {
    outline: 3px solid var(--_accent);
    outline-offset: 2px;
  }

  .main {
    background: var(--_accent);
    color: var(--_on-accent);
  }

  .main:hover {
    filter: brightness(1.08);
  }

  .quiet {
    border-color: var(--_line);
    background: transparent;
    color: var(--_accent);
  }

  .quiet:hover {
    background: color-mix(in srgb, var(--_accent) 6%, transparent);
  }

  .pay {
    min-block-size: 3.25rem;
    font-size: 1.0625rem;
  }

  button:disabled,
  [aria-disabled='true'] {
    opacity: 0.65;
    cursor: default;
    filter: none;
  }

  .hint {
    text-align: center;
    text-wrap: balance;
  }

  .notice {
    padding: 0.75rem 0.875rem;
    border-inline-start: 3px solid var(--_doubtful);
    border-radius: 0.375rem;
    background: color-mix(in srgb, var(--_doubtful) 12%, transparent);
  }

  .message {
    display: grid;
    justify-items: center;
    gap: 0.5rem;
    padding-block: 0.75rem;
    text-align: center;
  }

  .icon {
    inline-size: 3rem;
    block-size: 3rem;
    fill: color-mix(in srgb, currentcolor 12%, transparent);
    stroke: currentcolor;
    stroke-width: 1.6;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .icon path {
    fill: none;
  }

  .good {
    color: var(--_good);
  }

  .bad {
    color: var(--_bad);
  }

  .doubtful {
    color: var(--_doubtful);
  }

  .waiting {
    color: var(--_accent);
  }

  .title {
    font-size: 1.25rem;
    font-weight: 650;
    line-height: 1.3;
    text-wrap: balance;
  }

  .text {
    text-wrap: balance;
  }

  .receipt {
    inline-size: 100%;
    margin-block-start: 0.75rem;
    border-block: 1px solid var(--_line);
  }

  .receipt div {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 1rem;
    padding-block: 0.625rem;
  }

  .receipt div + div {
    border-block-start: 1px solid var(--_line);
  }

  dt {
    color: var(--_muted);
  }

  dd {
    font-weight: 550;
    font-variant-numeric: tabular-nums;
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.75rem;
    inline-size: 100%;
    margin-block-start: 0.75rem;
  }

  .actions button {
    flex: 1 1 12rem;
  }

  .bone {
    border: 0;
    border-radius: 0.375rem;
    background: color-mix(in srgb, var(--_muted) 16%, transparent);
    animation: breathe 1.6s ease-in-out infinite alternate;
  }

  @keyframes breathe {
    to {
      opacity: 0.5;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    * {
      animation: none !important;
      transition: none !important;
    }
  }

  @media (forced-colors: active) {
    .row:has(:checked) {
      outline: 2px solid Highlight;
    }

    .icon {
      forced-color-adjust: auto;
    }
  }
`
