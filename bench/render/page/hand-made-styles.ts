/** A plain sheet of the weight of ours, written once: it does not follow what ours becomes. */
export const handMadeStyles = `
  :host {
    --_accent: var(--interkassa-accent, light-dark(#1a56c4, #8ab4ff));
    --_on-accent: var(--interkassa-on-accent, light-dark(#fff, #0b1526));
    --_surface: var(--interkassa-surface, light-dark(#fff, #16191f));
    --_text: var(--interkassa-text, light-dark(#171b22, #eceff4));
    --_muted: var(--interkassa-muted, light-dark(#586172, #a4adbb));
    --_line: var(--interkassa-line, light-dark(#dde1e8, #333a46));
    --_radius: var(--interkassa-radius, 12px); --_tint: color-mix(in srgb, currentcolor 12%, transparent);
    display: block; max-inline-size: 30rem; container-type: inline-size; color: var(--_text);
    font: var(--interkassa-font, 1rem/1.5 system-ui, sans-serif); text-align: start;
  }
  :host([hidden]) { display: none; }
  :host([appearance='light']) { color-scheme: light; }
  :host([appearance='dark']) { color-scheme: dark; }
  * { box-sizing: border-box; margin: 0; }
  section {
    padding: clamp(1rem, 5cqi, 1.75rem); border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) * 1.5); background: var(--_surface); overflow-wrap: anywhere;
  }
  section:not(:has([part])) { display: none; }
  [tabindex='-1'] { outline: none; }
  .unseen { position: absolute; clip-path: inset(50%); }
  .ribbon {
    all: initial; display: block; margin-block-end: 16px; padding: 8px 12px; border-radius: 8px;
    background: #ffdf85; color: #3d2c00; font: 600 14px/1.4 system-ui, sans-serif; text-align: center;
  }
  [part='summary'] { display: grid; gap: 0.125rem; padding-block-end: 1.25rem; color: var(--_muted); }
  [part='amount'] {
    color: var(--_text); font-size: clamp(1.75rem, 9cqi, 2.25rem); font-weight: 650; line-height: 1.2;
    letter-spacing: -0.02em;
  }
  [part='legend'], [part='title'] { padding: 0; font-weight: 600; }
  .choice { display: grid; gap: 0.75rem; }
  fieldset { min-inline-size: 0; padding: 0; border: 0; }
  fieldset > div {
    margin-block-start: 0.75rem; border: 1px solid var(--_line); border-radius: var(--_radius);
    overflow: clip;
  }
  label {
    display: grid; grid-template-columns: auto auto 1fr; align-items: center; column-gap: 0.75rem;
    min-block-size: 3.5rem; padding: 0.625rem 0.875rem; cursor: pointer;
  }
  label + label { border-block-start: 1px solid var(--_line); }
  label:hover, label:has(:checked) { background: color-mix(in srgb, var(--_accent) 10%, transparent); }
  label:has(:focus-visible) { outline: 3px solid var(--_accent); outline-offset: -3px; }
  label:has(:disabled) { color: var(--_muted); cursor: default; }
  input { inline-size: 1.25rem; block-size: 1.25rem; accent-color: var(--_accent); outline: none; }
  [part='payway-logo'] {
    inline-size: 2.5rem; block-size: 1.75rem; border-radius: 0.375rem; background: var(--_tint);
    font: 600 0.875rem/1.75rem system-ui, sans-serif; text-align: center; object-fit: contain;
  }
  bdi { justify-self: start; }
  small { grid-column: 3; }
  small:empty { display: none; }
  @container (width > 24rem) {
    label { grid-template-columns: auto auto 1fr auto; }
    small { grid-column: auto; }
  }
  small, [part='hint'] { color: var(--_muted); font-size: 0.875rem; }
  button {
    min-block-size: 2.75rem; padding: 0.5rem 1rem; border: 1px solid var(--_accent);
    border-radius: var(--_radius); background: var(--_accent); color: var(--_on-accent); font: inherit;
    font-weight: 600; cursor: pointer;
  }
  [part='pay'] { min-block-size: 3.25rem; }
  [part='hosted-page'], [part='another-way'] {
    border-color: var(--_line); background: none; color: var(--_accent);
  }
  button:hover { filter: brightness(1.1); }
  button:focus-visible { outline: 3px solid var(--_accent); outline-offset: 2px; }
  :is(button, input):disabled, [aria-disabled='true'] { opacity: 0.6; cursor: default; }
  [part='hint'], [part='message'] { text-align: center; text-wrap: balance; }
  [part='notice'] { padding: 0.75rem; border-radius: var(--_radius); background: var(--_tint); }
  [part='message'] { display: grid; justify-items: center; gap: 0.5rem; color: var(--_muted); }
  [part='title'] { color: var(--_text); font-size: 1.25rem; line-height: 1.3; }
  svg {
    inline-size: 3rem; fill: var(--_tint); stroke: currentcolor; stroke-width: 1.6; stroke-linecap: round;
    stroke-linejoin: round;
  }
  path { fill: none; }
  .good { color: light-dark(#17803d, #5fd08a); }
  .bad { color: light-dark(#b3261e, #ff9a92); }
  .doubtful { color: light-dark(#8a5a00, #f2c063); }
  .waiting { color: var(--_accent); }
  dl, [part='actions'] { inline-size: 100%; margin-block-start: 0.75rem; }
  dl > div {
    display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; padding-block: 0.625rem;
    border-block-start: 1px solid var(--_line);
  }
  dd { color: var(--_text); font-weight: 500; }
  [part='actions'] { display: flex; flex-wrap: wrap; gap: 0.75rem; }
  [part='actions'] button { flex: 1 1 12rem; }
  .bone {
    inline-size: 40%; block-size: 1.5rem; border: solid transparent; border-width: 0.2rem 0;
    border-radius: 0.5rem; background: var(--_tint) padding-box;
    animation: breathe 1.5s infinite alternate;
  }
  .bone:first-of-type { inline-size: 25%; }
  .bone.price { inline-size: 60%; block-size: clamp(2rem, 10.8cqi, 2.7rem); }
  .bone.button, .bone.list { inline-size: 100%; block-size: 3.25rem; border-radius: var(--_radius); }
  .bone.list { block-size: 10.75rem; }
  @keyframes breathe {
    to { opacity: 0.5; }
  }
  @media (prefers-reduced-motion: reduce) {
    .bone { animation: none; }
  }
  @media (forced-colors: active) {
    label:has(:checked) { outline: 2px solid Highlight; }
  }
`
