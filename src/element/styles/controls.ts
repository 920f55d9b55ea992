import { css, type CSSResult } from 'lit'

/** Buttons, and links that look like them. */
export const controls: CSSResult = css`
  button,
  a {
    min-block-size: 2.75rem;
    padding: 0.5rem 1rem;
    border: 1px solid var(--_accent);
    border-radius: var(--_radius);
    background: var(--_accent);
    color: var(--_on-accent);
    font: inherit;
    font-weight: 600;
    cursor: pointer;
  }
  [part='pay'] {
    min-block-size: 3.25rem;
  }
  [part='hosted-page'],
  [part='another-way'] {
    border-color: var(--_line);
    background: none;
    color: var(--_accent);
  }
  button:hover {
    filter: brightness(1.1);
  }
  button:focus-visible {
    outline: 3px solid var(--_accent);
    outline-offset: 2px;
  }
  :is(button, input):disabled,
  [aria-disabled='true'] {
    opacity: 0.6;
    cursor: default;
  }
`
