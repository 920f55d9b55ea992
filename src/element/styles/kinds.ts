import { css, type CSSResult } from 'lit'

/**
 * A picture for each kind of payway, of our own and of nobody's brand. They are cut out of a square by its style, which
 * costs a row nothing: no request, no element, nothing that a policy could forbid. The square is all border, the one colour
 * that stays where the system chooses them.
 */
export const kinds: CSSResult = css`
  [part='payway-logo'] {
    display: grid;
    place-content: center;
    inline-size: 2.5em;
    block-size: 1.75em;
    border-radius: 0.375em;
    background: var(--_tint);
    color: var(--_muted);
    object-fit: contain;
  }
  img {
    background: #fff;
  }
  i::before {
    border: 10px solid;
    clip-path: path('M3 8h4v4H3zm5 0h4v4H8zm5 0h4v4h-4z');
    content: '';
  }
  .card::before {
    clip-path: path('M2 4h16v3H2zm0 5h16v7H2z');
  }
  .bank::before {
    clip-path: path('m10 1 8 6H2zM3 8h3v6H3zm6 0h2v6H9zm5 0h3v6h-3zM2 15h16v2H2z');
  }
  .wallet::before {
    clip-path: path(evenodd, 'M2 4h16v12H2zm11 4h5v4h-5z');
  }
  .cash::before {
    clip-path: path(evenodd, 'M2 4h16v12H2zm8 3a3 3 0 1 0 .1 0z');
  }
  .mobile::before {
    clip-path: path(evenodd, 'M5 1h10v18H5zm2 2h6v12H7z');
  }
  .crypto::before {
    clip-path: path(evenodd, 'm10 1 8 5v8l-8 5-8-5V6zm0 5-4 4 4 4 4-4z');
  }
  .test::before {
    clip-path: path('M7 1h6v2h-1v5l5 10H3L8 8V3H7z');
  }
`
