import { css, type CSSResult } from 'lit'

/** What breathes until the words have come. */
export const skeleton: CSSResult = css`
  .bone {
    inline-size: 40%;
    block-size: 1.5rem;
    border: solid transparent;
    border-width: 0.2rem 0;
    border-radius: 0.5rem;
    background: var(--_tint) padding-box;
    animation: breathe 1.5s infinite alternate;
  }
  .bone:first-of-type {
    inline-size: 25%;
  }
  .bone.price {
    inline-size: 60%;
    block-size: clamp(2rem, 10.8cqi, 2.7rem);
  }
  .bone.button,
  .bone.list {
    inline-size: 100%;
    block-size: 3.25rem;
    border-radius: var(--_radius);
  }
  .bone.list {
    block-size: 10.75rem;
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
