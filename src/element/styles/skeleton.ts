import { css, type CSSResult } from 'lit'

/** What breathes until the words have come, and is as high as what they come to; the list is taken to have three rows. */
export const skeleton: CSSResult = css`
  .bone {
    inline-size: 40%;
    background: var(--_tint);
    clip-path: inset(15% 0 round 0.375em);
    animation: breathe 1.5s infinite alternate;
  }
  .bone:is(.list, .button) {
    inline-size: 100%;
    block-size: 3.25em;
    border-radius: var(--_control-radius);
    clip-path: none;
  }
  .bone.list {
    border-radius: var(--_radius);
    block-size: var(--interkassa-skeleton, calc(3 * var(--_row-height) + 1px));
  }
  .bone.button + .button {
    block-size: max(2.75em, 44px);
  }
  @keyframes breathe {
    to {
      opacity: 0.5;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .bone {
      animation: none;
    }
  }
`
