import { css, type CSSResult } from 'lit'

/**
 * The summary, and the form with its field, its one button and all that is not a row. Below a list that is too long for a
 * screen the button stays in sight.
 */
export const choosing: CSSResult = css`
  [part='summary'] {
    display: grid;
    gap: 0.125em;
    padding-block-end: 1.25em;
    color: var(--_muted);
  }
  [part='amount'] {
    color: var(--_text);
    font-size: var(--interkassa-amount-size, clamp(1.75em, 9cqi, 2.25em));
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
    gap: var(--_gap);
  }
  fieldset {
    min-inline-size: 0;
    padding: 0;
    border: 0;
  }
  [part='payways'] > div {
    display: grid;
    gap: var(--_gap);
    margin-block-start: var(--_gap);
  }
  [part='find'] {
    inline-size: 100%;
    min-block-size: max(2.75em, 44px);
    padding: 0.5em 0.875em;
    border: 1px solid var(--_muted);
    border-radius: var(--_control-radius);
    background: none;
    color: inherit;
    font: inherit;
  }
  [part='find']::placeholder {
    color: var(--_muted);
    opacity: 1;
  }
  :is([part='found'], small):empty,
  [hidden],
  :is(.rows, [part='group']):not(:has([part='payway']:not([hidden]))) {
    display: none !important;
  }
  .choice:has([part='find']) [part='pay'] {
    position: sticky;
    inset-block-end: 0.5em;
    box-shadow: 0 0 0 0.5em var(--_surface);
  }
  small,
  [part='group-title'],
  [part='countdown'],
  [part='hint'] {
    color: var(--_muted);
    font-size: 0.875em;
  }
`
