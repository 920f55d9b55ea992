import { css, type CSSResult } from 'lit'

/** What the payer is told, with its icon, facts and buttons. */
export const message: CSSResult = css`
  [part='countdown'],
  [part='hint'],
  [part='message'] {
    text-align: center;
    text-wrap: balance;
  }
  [part='notice'] {
    padding: 0.75em;
    border-radius: var(--_radius);
    background: var(--_tint);
  }

  [part='message'] {
    display: grid;
    justify-items: center;
    gap: 0.5em;
    color: var(--_muted);
  }
  [part='title'] {
    color: var(--_text);
    font-size: var(--interkassa-title-size, 1.25em);
    line-height: 1.3;
  }
  svg {
    inline-size: 3em;
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
    color: var(--_good);
  }
  .bad {
    color: var(--_bad);
  }
  .doubtful {
    color: var(--_doubt);
  }
  .waiting {
    color: var(--_accent);
  }
  dl,
  [part='actions'],
  ::slotted(*) {
    inline-size: 100%;
    margin-block-start: var(--_gap);
  }
  slot {
    color: var(--_text);
  }
  dl {
    text-align: start;
  }
  dl > div {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 1em;
    padding-block: 0.625em;
    border-block: 1px solid var(--_line);
  }
  dl > div + div {
    border-block-start: 0;
  }
  dd {
    color: var(--_text);
    font-weight: 500;
    font-variant-numeric: tabular-nums;
    -webkit-user-select: text;
    user-select: text;
  }
  .tools,
  [part='actions'] {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: var(--_gap);
  }
  .tools > * {
    min-inline-size: 6.5em;
    font-size: 0.875em;
    font-weight: 500;
  }
  [part='actions'] > * {
    flex: 1 1 12em;
  }
`
