import { css, type CSSResult } from 'lit'

/** Buttons, and links that look like them. */
export const controls: CSSResult = css`
  button,
  a {
    display: grid;
    place-content: center;
    min-block-size: max(2.75em, 44px);
    padding: 0.5em 1em;
    border: 1px solid transparent;
    border-radius: var(--_control-radius);
    background: var(--_accent);
    color: var(--_on-accent);
    font: inherit;
    font-weight: 600;
    text-align: center;
    text-decoration: none;
    cursor: pointer;
  }
  [part='pay'] {
    min-block-size: max(3.25em, 44px);
  }
  [part='hosted-page'],
  [part='another-way'],
  .tools > * {
    border-color: var(--_line);
    background: none;
    color: var(--_text);
  }
  :is(button, a):hover {
    background-image: linear-gradient(var(--_tint) 0 0);
  }
  :is(button, a):focus-visible {
    outline: 3px solid var(--_focus);
    outline-offset: 2px;
  }
  :is(button, input):disabled,
  [aria-disabled='true'] {
    opacity: 0.6;
    cursor: default;
  }
`
