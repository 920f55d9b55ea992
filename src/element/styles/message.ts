import { css, type CSSResult } from 'lit'

/** What the payer is told, with its icon, facts and buttons. */
export const message: CSSResult = css`
  [part='hint'],
  [part='message'] {
    text-align: center;
    text-wrap: balance;
  }
  [part='notice'] {
    padding: 0.75rem;
    border-radius: var(--_radius);
    background: var(--_tint);
  }

  [part='message'] {
    display: grid;
    justify-items: center;
    gap: 0.5rem;
    color: var(--_muted);
  }
  [part='title'] {
    color: var(--_text);
    font-size: 1.25rem;
    line-height: 1.3;
  }
  svg {
    inline-size: 3rem;
    fill: var(--_tint);
    stroke: currentcolor;
    stroke-width: 1.6;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  path {
    fill: none;
  }
  .good {
    color: light-dark(#17803d, #5fd08a);
  }
  .bad {
    color: light-dark(#b3261e, #ff9a92);
  }
  .doubtful {
    color: light-dark(#8a5a00, #f2c063);
  }
  .waiting {
    color: var(--_accent);
  }
  dl,
  [part='actions'] {
    inline-size: 100%;
    margin-block-start: 0.75rem;
  }
  dl > div {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 1rem;
    padding-block: 0.625rem;
    border-block-start: 1px solid var(--_line);
  }
  dd {
    color: var(--_text);
    font-weight: 500;
  }
  [part='actions'] {
    display: flex;
    flex-wrap: wrap;
    gap: 0.75rem;
  }
  [part='actions'] button {
    flex: 1 1 12rem;
  }
`
