import { css, type CSSResult } from 'lit'

/** Where the system chooses the colours, what is chosen shows by its outline, and what is focused by a stronger one. */
export const contrast: CSSResult = css`
  @media (forced-colors: active) {
    label:has(:checked):not(:has(:focus-visible)) {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
    button,
    a,
    [part='notice'] {
      border: 1px solid;
    }
    [part='icon'] {
      color: CanvasText;
    }
    .bone {
      background: GrayText;
    }
    label:has(:disabled),
    :is(button, input):disabled,
    [aria-disabled='true'] {
      opacity: 1;
      color: GrayText;
    }
  }
`
