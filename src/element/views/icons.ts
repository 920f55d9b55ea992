import { svg, type SVGTemplateResult, type TemplateResult, html } from 'lit'

/** How a message is meant, which its icon and colour say too. */
export type Tone = 'good' | 'waiting' | 'doubtful' | 'bad'

const SHAPES: Readonly<Record<Tone, SVGTemplateResult>> = {
  good: svg`<path d="m7 12.5 3.5 3.5L17 8.5" />`,
  waiting: svg`<path d="M12 7v5.5l3.5 2" />`,
  doubtful: svg`<path d="M12 7v6.5m0 3v.1" />`,
  bad: svg`<path d="m8.5 8.5 7 7m0-7-7 7" />`
}

/** A round icon that says nothing the words beside it do not say. */
export function iconOf(tone: Tone): TemplateResult {
  return html`<svg part="icon" class=${tone} viewBox="0 0 24 24" aria-hidden="true">
    <circle cx="12" cy="12" r="10" />
    ${SHAPES[tone]}
  </svg>`
}
