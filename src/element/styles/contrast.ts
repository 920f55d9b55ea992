import { css, type CSSResult } from 'lit'

/** Where the system chooses the colours, what is chosen shows by its outline. */
export const contrast: CSSResult = css`
  @media (forced-colors: active) {
    label:has(:checked) {
      outline: 2px solid Highlight;
    }
  }
`
