import { css, type CSSResult } from 'lit'

/** The summary, the list of payways, and the form around it. */
export const choosing: CSSResult = css`
  [part='summary'] {
    display: grid;
    gap: 0.125rem;
    padding-block-end: 1.25rem;
    color: var(--_muted);
  }
  [part='amount'] {
    color: var(--_text);
    font-size: clamp(1.75rem, 9cqi, 2.25rem);
    font-weight: 650;
    line-height: 1.2;
    letter-spacing: -0.02em;
  }
  [part='legend'],
  [part='title'] {
    padding: 0;
    font-weight: 600;
  }
  .choice {
    display: grid;
    gap: 0.75rem;
  }
  fieldset {
    min-inline-size: 0;
    padding: 0;
    border: 0;
  }
  fieldset > div {
    margin-block-start: 0.75rem;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    overflow: clip;
  }
  label {
    display: grid;
    grid-template-columns: auto auto 1fr;
    align-items: center;
    column-gap: 0.75rem;
    min-block-size: 3.5rem;
    padding: 0.625rem 0.875rem;
    cursor: pointer;
  }
  label + label {
    border-block-start: 1px solid var(--_line);
  }
  label:hover,
  label:has(:checked) {
    background: color-mix(in srgb, var(--_accent) 10%, transparent);
  }
  label:has(:focus-visible) {
    outline: 3px solid var(--_accent);
    outline-offset: -3px;
  }
  label:has(:disabled) {
    color: var(--_muted);
    cursor: default;
  }
  input {
    inline-size: 1.25rem;
    block-size: 1.25rem;
    accent-color: var(--_accent);
    outline: none;
  }
  [part='payway-logo'] {
    inline-size: 2.5rem;
    block-size: 1.75rem;
    border-radius: 0.375rem;
    background: var(--_tint);
    font:
      600 0.875rem/1.75rem system-ui,
      sans-serif;
    text-align: center;
    object-fit: contain;
  }
  bdi {
    justify-self: start;
  }
  small {
    grid-column: 3;
  }
  small:empty {
    display: none;
  }
  @container (width > 24rem) {
    label {
      grid-template-columns: auto auto 1fr auto;
    }
    small {
      grid-column: auto;
    }
  }
  small,
  [part='countdown'],
  [part='hint'] {
    color: var(--_muted);
    font-size: 0.875rem;
  }
`
