import { css, type CSSResult } from 'lit'

/** On paper there is nothing to press: what is left is black on white. */
export const print: CSSResult = css`
  @media print {
    :host,
    :host([appearance]) {
      --_text: #000;
      --_muted: #000;
      --_line: #999;
      --_surface: #fff;
      color-scheme: light;
    }
    section {
      border: 0;
      box-shadow: none;
      break-inside: avoid;
    }
    [part='icon'] {
      color: #000;
    }
    button,
    a,
    [part='hint'],
    ::slotted(:is(a, button, form)) {
      display: none;
    }
  }
`
