import { css, type CSSResult } from 'lit'

/** What the page may set, and the card that everything stands on. */
export const card: CSSResult = css`
  :host {
    --_accent: var(--interkassa-accent, light-dark(#1a56c4, #8ab4ff));
    --_on-accent: var(--interkassa-on-accent, light-dark(#fff, #0b1526));
    --_surface: var(--interkassa-surface, light-dark(#fff, #16191f));
    --_text: var(--interkassa-text, light-dark(#171b22, #eceff4));
    --_muted: var(--interkassa-muted, color-mix(in srgb, var(--_text) 72%, var(--_surface)));
    --_line: var(--interkassa-line, color-mix(in srgb, var(--_text) 15%, var(--_surface)));
    --_good: var(--interkassa-good, light-dark(#17803d, #5fd08a));
    --_bad: var(--interkassa-bad, light-dark(#b3261e, #ff9a92));
    --_doubt: var(--interkassa-doubt, light-dark(#8a5a00, #f2c063));
    --_focus: var(--interkassa-focus, color-mix(in srgb, var(--_accent) 60%, var(--_text)));
    --_chosen: var(--interkassa-chosen, color-mix(in srgb, var(--_accent) 10%, transparent));
    --_tint: color-mix(in srgb, currentcolor 12%, transparent);
    --_radius: var(--interkassa-radius, 12px);
    --_control-radius: var(--interkassa-control-radius, var(--_radius));
    --_row-height: max(var(--interkassa-row-height, 3.5em), 44px);
    --_gap: var(--interkassa-gap, 0.75em);
    display: block;
    max-inline-size: var(--interkassa-max-width, 30em);
    container-type: inline-size;
    color: var(--_text);
    font: var(--interkassa-font, inherit);
    line-height: 1.5;
    text-align: start;
  }
  /* whoever sets the accent alone can read what stands on it, on light screens and on dark ones */
  @supports (color: lab(from red calc(1 - l) 0 0)) {
    :host {
      --_on-accent: var(--interkassa-on-accent, lab(from var(--_accent) calc((49 - l) * 99) 0 0));
    }
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
    padding: var(--interkassa-padding, clamp(1em, 5cqi, 1.75em));
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) * 1.5);
    background: var(--_surface);
    box-shadow: var(--interkassa-shadow, none);
    overflow-wrap: anywhere;
  }
  [tabindex='-1'] {
    outline: none;
  }
  .unseen {
    position: absolute;
    clip-path: inset(50%);
  }
  /* no page may hide this: it inherits nothing, and stands outside of every part */
  .ribbon {
    all: initial;
    display: block;
    position: relative;
    z-index: 1;
    margin-block-end: 8px;
    padding: 7px 12px;
    border: 1px solid #d9a400;
    border-radius: 8px;
    background: #ffdf85;
    color: #3d2c00;
    font:
      600 14px/1.4 system-ui,
      sans-serif;
    text-align: center;
  }
`
