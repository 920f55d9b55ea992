import { html, nothing, type TemplateResult } from 'lit'
import { hasHostedPage, isDeparting, type Choosing, type Departing } from '../checkout-state.js'
import { isPayable } from '../choosing/payway-limits.js'
import { chargeOf } from '../choosing/price.js'
import { formatMoney } from '../language/format.js'
import { paywayList } from './payway-list.js'
import { paywaysView } from './payways.js'
import { summaryView } from './summary.js'
import { noticeOf } from './trouble.js'
import type { View } from './view.js'

/** What is to be paid, by which payways, and the one button. While the payer leaves, it stays as it is, and waits. */
export function choosingView(state: Choosing | Departing, view: View): TemplateResult {
  const { say, locale, pay, minutesLeft } = view
  const { session } = state
  const { payways, display } = session
  const hasPayways = payways.length > 0
  const hasForm = hasPayways ? payways.some((payway) => isPayable(payway, display)) : hasHostedPage(session)
  const isLeaving = isDeparting(state)
  const notice = 'notice' in state ? state.notice : null
  const chosen = payways.find(({ id }) => id === state.payway)
  const { amount, currency } = chargeOf(chosen, display)
  const submit = (event: Event) => {
    event.preventDefault()
    pay(hasPayways ? 'payway' : 'hosted-page')
  }
  return html`${summaryView(session, view)}
    <form class="choice" autocomplete="off" @submit=${submit}>
      ${notice === null ? nothing : html`<p part="notice">${say(noticeOf(notice))}</p>`}
      ${
        payways.length > 1
          ? paywaysView(state, view)
          : hasPayways
            ? paywayList(session, state.payway, view).element
            : nothing
      }
      ${
        hasForm
          ? html`<button part="pay" aria-disabled=${isLeaving}>
              ${isLeaving ? say('opening') : say('pay', formatMoney(amount, currency, locale))}
            </button>`
          : hasHostedPage(session)
            ? nothing
            : html`<p part="notice">${say('failedFinal')}</p>`
      }
      ${
        hasPayways && hasHostedPage(session)
          ? html`<button
              part="hosted-page"
              type="button"
              ?disabled=${isLeaving}
              @click=${() => pay('hosted-page')}
            >
              ${say('hostedPage')}
            </button>`
          : nothing
      }
      ${
        minutesLeft === null || isLeaving
          ? nothing
          : html`<p part="countdown" class=${MILESTONES.includes(minutesLeft) ? 'news' : ''}>
              ${say('minutesLeft', minutesLeft)}
            </p>`
      }
      <p part="hint">${say('hint')}</p>
    </form>`
}

/** Minutes left at which the payer is told so aloud. */
const MILESTONES = [5, 1]
