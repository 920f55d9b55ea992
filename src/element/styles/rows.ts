import { css, type CSSResult } from 'lit'

/**
 * The rows of payways, one below the other or as tiles, and the chips in them. Each row has a line above it; the first,
 * whichever is shown, has it under the border. A payway that stands alone looks like no choice. Names that run the other
 * way stand where the others begin.
 */
export const rows: CSSResult = css`
  .rows,
  [part='currency'] {
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    overflow: clip;
  }
  [part='group'] {
    margin-block-start: -1px;
  }
  [part='payway'],
  [part='group-title'] {
    inline-size: 100%;
    padding: 0.25em 0.875em;
    border-block-start: 1px solid var(--_line);
  }
  [part='group-title'] {
    padding-block-start: 0.75em;
    color: var(--_muted);
    font-weight: 600;
  }
  [part='payway'] {
    display: grid;
    grid-template-columns: auto auto 1fr;
    align-content: center;
    align-items: center;
    column-gap: 0.75em;
    min-block-size: var(--_row-height);
  }
  div[part='payway'],
  [part='currency'] {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.375em;
    padding: 0.5em 0.75em;
  }
  [part='currency'] {
    position: relative;
    min-block-size: max(2.75em, 44px);
  }
  [part='currency'] > :is(bdi, [part='payway-logo']) {
    position: absolute;
    clip-path: inset(50%);
  }
  label {
    cursor: pointer;
  }
  label:hover,
  label:has(:checked) {
    background: var(--_chosen);
  }
  label:has(:disabled) {
    color: var(--_muted);
    cursor: default;
  }
  label:has(:focus-visible),
  [part='find']:focus-visible {
    outline: 3px solid var(--_focus);
    outline-offset: -3px;
  }
  [type='radio'] {
    inline-size: 1.25em;
    block-size: 1.25em;
    scroll-margin-block: 5em;
    accent-color: var(--_accent);
    outline: none;
  }
  bdi {
    flex: 1 0 70%;
    text-align: -webkit-match-parent;
  }
  small {
    grid-column: 3;
    line-height: 1.3;
  }
  @container (width > 24em) {
    label[part='payway'] {
      grid-template-columns: auto auto 1fr auto;
    }
    small {
      grid-column: auto;
    }
  }
  .choice > div * {
    flex: none;
    justify-content: center;
    border: 0;
    pointer-events: none;
  }
  .choice > div label {
    display: flex;
    background: none;
  }
  :host([layout='grid']) :is(.rows, [part='group']) {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(7em, 1fr));
    gap: 0.5em;
    margin: 0;
    border: 0;
  }
  :host([layout='grid']) :is([part='group'], div[part='payway']) {
    grid-column: 1 / -1;
  }
  :host([layout='grid']) fieldset [part='payway'] {
    padding: 0.5em;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }
  :host([layout='grid']) fieldset label[part='payway'] {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    align-content: start;
  }
  :host([layout='grid']) label[part='payway'] > :is(bdi, small) {
    flex: 1 0 100%;
  }
`
