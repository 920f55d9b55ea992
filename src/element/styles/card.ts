import { css, type CSSResult } from 'lit'

/** What the page may set, and the card that everything stands on. */
export const card: CSSResult = css`
  :host {
    --_accent: var(--interkassa-accent, light-dark(#1a56c4, #8ab4ff));
    --_on-accent: var(--interkassa-on-accent, light-dark(#fff, #0b1526));
    --_surface: var(--interkassa-surface, light-dark(#fff, #16191f));
    --_text: var(--interkassa-text, light-dark(#171b22, #eceff4));
    --_muted: var(--interkassa-muted, light-dark(#586172, #a4adbb));
    --_line: var(--interkassa-line, light-dark(#dde1e8, #333a46));
    --_radius: var(--interkassa-radius, 12px);
    --_tint: color-mix(in srgb, currentcolor 12%, transparent);
    display: block;
    max-inline-size: 30rem;
    container-type: inline-size;
    color: var(--_text);
    font: var(--interkassa-font, 1rem/1.5 system-ui, sans-serif);
    text-align: start;
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
  * {
    box-sizing: border-box;
    margin: 0;
  }
  section {
    padding: clamp(1rem, 5cqi, 1.75rem);
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) * 1.5);
    background: var(--_surface);
    overflow-wrap: anywhere;
  }
  [tabindex='-1'] {
    outline: none;
  }
  .unseen {
    position: absolute;
    clip-path: inset(50%);
  }
  /* no page may hide this, so it inherits nothing */
  .ribbon {
    all: initial;
    display: block;
    margin-block-end: 16px;
    padding: 8px 12px;
    border-radius: 8px;
    background: #ffdf85;
    color: #3d2c00;
    font:
      600 14px/1.4 system-ui,
      sans-serif;
    text-align: center;
  }
`
