import {
  html,
  LitElement,
  nothing,
  type CSSResult,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult
} from 'lit'
import type { CheckoutSession } from '../protocol/index.js'
import {
  nextState,
  sessionOf,
  watchedToken,
  type CheckoutEvent,
  type CheckoutState
} from './checkout-state.js'
import { keepLastUsed } from './choosing/last-used.js'
import {
  InterkassaErrorEvent,
  InterkassaLoadEvent,
  InterkassaSelectEvent,
  InterkassaStatusEvent
} from './events.js'
import { addLanguage, followLanguages, languageOf, type OwnTexts } from './language/language.js'
import { LeavingController } from './leaving/leaving-controller.js'
import { warmUp } from './leaving/warm-up.js'
import { LoadingController } from './loading/loading-controller.js'
import type { Messages } from './locales/en.js'
import { Attention } from './page/attention.js'
import { objectionTo } from './page/objection.js'
import { PageTitle } from './page/page-title.js'
import { readArrival } from './returning/arrival.js'
import { Receipt } from './returning/receipt.js'
import type { Order } from './returning/return-token.js'
import { StatusController } from './returning/status-controller.js'
import { styles } from './styles/index.js'
import { checkoutView, type Shown } from './views/checkout.js'
import { ribbonView } from './views/summary.js'
import type { View } from './views/view.js'

/** `auto` follows the `color-scheme` of the place where the element stands. */
export type Appearance = 'auto' | 'light' | 'dark'

/** How the payways stand: one below the other, or as tiles. */
export type Layout = 'list' | 'grid'

/** Frameworks make equal sessions anew: what counts is what is in them. */
const isOtherJson = (a: unknown, b: unknown) => JSON.stringify(a) !== JSON.stringify(b)

/** What a change of begins everything anew. */
const ORIGINS = ['src', 'orderId', 'gateway', 'session'] as const

/**
 * Shows by which payways an order can be paid, takes the payer to Interkassa, and tells the truth when they come back.
 *
 * @element interkassa-checkout
 *
 * @fires {InterkassaLoadEvent} interkassa-load - A session has come.
 * @fires {InterkassaSelectEvent} interkassa-select - The payer has chosen a payway.
 * @fires {InterkassaSubmitEvent} interkassa-submit - The payer is about to leave; cancelable, and can wait.
 * @fires {InterkassaStatusEvent} interkassa-status - The element is doing something else now.
 * @fires {InterkassaErrorEvent} interkassa-error - Something went wrong.
 *
 * @csspart base - The whole card.
 * @csspart summary - What is to be paid: `merchant`, `amount` and `description`.
 * @csspart merchant - Who is paid.
 * @csspart amount - How much.
 * @csspart description - For what.
 * @csspart skeleton - What stands there while the session is fetched.
 * @csspart payways - The group of payways, with its `legend`.
 * @csspart legend - The question above them.
 * @csspart find - The field that searches a long list.
 * @csspart found - What stands there where nothing was found.
 * @csspart group - Payways of a kind, with their `group-title` where there are several kinds.
 * @csspart group-title - What they have in common.
 * @csspart payway - A row: `payway-logo`, `payway-name` and `payway-note`, or a `currency` for each that it takes.
 * @csspart payway-logo - The shop's picture, or an icon of its kind.
 * @csspart payway-name - Its name.
 * @csspart payway-note - Its price, or why it cannot be chosen.
 * @csspart currency - A currency to be chosen, with its `payway-note`.
 * @csspart notice - Why the payer is still here.
 * @csspart pay - The pay button.
 * @csspart hosted-page - The button for other ways to pay.
 * @csspart countdown - How long the price is held, near the end.
 * @csspart hint - Where the payment takes place.
 * @csspart message - Anything else that the payer is told: `icon`, `title`, `text`, `receipt` and `actions`.
 * @csspart icon - How it is meant.
 * @csspart title - Its heading.
 * @csspart text - Its sentences.
 * @csspart receipt - Its facts.
 * @csspart copy - The button that copies them.
 * @csspart print - The button that prints the page.
 * @csspart actions - Its buttons.
 * @csspart action - What we recommend to do.
 * @csspart another-way - What the payer can insist on.
 *
 * @slot - What is shown until there is something else to show, such as the plain form of `renderCheckoutForm`.
 * @slot paid - What the page adds when the shop has the money.
 * @slot pending - When it is on its way.
 * @slot unpaid - When the payment came to nothing.
 * @slot unverified - When nobody can say.
 * @slot verifying - While the shop is asked.
 * @slot locked - When an earlier attempt may be paid already.
 * @slot failed - When no session could be had.
 * @slot expired - When the session's time is up and nobody can be asked for another.
 *
 * @cssproperty --interkassa-accent - The pay button, and what is chosen.
 * @cssproperty [--interkassa-on-accent=black or white] - Text on the accent.
 * @cssproperty --interkassa-surface - The card.
 * @cssproperty --interkassa-text - Text.
 * @cssproperty [--interkassa-muted=text and surface] - Text that is less important.
 * @cssproperty [--interkassa-line=text and surface] - Borders.
 * @cssproperty [--interkassa-focus=accent and text] - The ring around what has the focus.
 * @cssproperty [--interkassa-chosen=a little accent] - Behind the chosen payway.
 * @cssproperty --interkassa-good - The icon of what went well.
 * @cssproperty --interkassa-bad - The icon of what did not.
 * @cssproperty --interkassa-doubt - The icon of what nobody knows yet.
 * @cssproperty [--interkassa-radius=12px] - Corners; the card's are half as large again.
 * @cssproperty [--interkassa-control-radius=the radius] - Corners of buttons and of the search field.
 * @cssproperty [--interkassa-padding=by the width] - Between the card's border and what is in it.
 * @cssproperty [--interkassa-gap=0.75em] - Between what stands below each other.
 * @cssproperty [--interkassa-row-height=3.5em] - The least height of a payway's row.
 * @cssproperty [--interkassa-skeleton=three rows] - How high the list is while the session is fetched.
 * @cssproperty [--interkassa-max-width=30em] - How wide the card gets.
 * @cssproperty [--interkassa-shadow=none] - The card's shadow.
 * @cssproperty [--interkassa-font=the page's] - All text, as in the `font` shorthand; lines are 1.5 high.
 * @cssproperty [--interkassa-amount-size=by the width] - The size of the amount.
 * @cssproperty [--interkassa-title-size=1.25em] - The size of the heading of a message.
 */
export class InterkassaCheckout extends LitElement {
  static override readonly styles: CSSResult[] = styles

  static override readonly properties: PropertyDeclarations = {
    src: {},
    orderId: { attribute: 'order-id' },
    gateway: {},
    appearance: { reflect: true, useDefault: true },
    layout: { reflect: true, useDefault: true },
    rememberPayway: { type: Boolean, attribute: 'remember-payway' },
    pageTitle: { type: Boolean, attribute: 'page-title' },
    session: { attribute: false, hasChanged: isOtherJson },
    texts: { attribute: false, hasChanged: isOtherJson }
  }

  /** Teaches the element a language, by its tag, such as `uk`; what is on the page already speaks it at once. */
  static addLanguage(tag: string, messages: Messages): void {
    addLanguage(tag, messages)
  }

  /** Where the shop's server has its routes, such as `/interkassa`. */
  declare src: string | null
  /** The order to be paid, as the shop's server knows it. */
  declare orderId: string | null
  /** A gateway on this very machine, such as `http://127.0.0.1:8081/`, for development. Any other is ignored. */
  declare gateway: string | null
  /** Light or dark. */
  declare appearance: Appearance
  /** A list, or a grid of tiles. */
  declare layout: Layout
  /** Keeps in this browser by which payway the payer left, and offers that one first the next time. */
  declare rememberPayway: boolean
  /** Puts the outcome into the title of the page too, for a page that is about nothing else. */
  declare pageTitle: boolean
  /**
   * A session that the page has already, so that none is asked for. A child `<script type="application/json">` does
   * the same without JavaScript of the page's own.
   */
  declare session: CheckoutSession | null
  /** Texts in the page's own words, over those of the language. */
  declare texts: OwnTexts | null

  #state: CheckoutState = { name: 'idle' }
  /** The order of a return to a page that names none. */
  #returnedOrderId: string | null = null
  /** Whether there is something to begin with as soon as that is possible. */
  #isDue = false
  readonly #checkout = {
    state: () => this.#state,
    order: () => this.#order,
    send: (event: CheckoutEvent) => this.#send(event)
  }
  readonly #loading = new LoadingController(this, this.#checkout)
  readonly #leaving = new LeavingController(this, {
    ...this.#checkout,
    load: () => this.#loading.load(),
    renewIfOver: () => this.#loading.renewIfOver()
  })
  readonly #status = new StatusController(this, (event) => this.#hear(event))
  readonly #receipt = new Receipt(this)

  constructor() {
    super()
    new Attention(this)
    new PageTitle(this)
    followLanguages(this)
    this.src = null
    this.orderId = null
    this.gateway = null
    this.appearance = 'auto'
    this.layout = 'list'
    this.rememberPayway = false
    this.pageTitle = false
    this.session = null
    this.texts = null
  }

  /** What the element is doing. */
  get state(): CheckoutState {
    return this.#state
  }

  /** How the element reaches the shop's server. A test may put its own in this place. */
  fetch(input: string, init: RequestInit): Promise<Response> {
    return globalThis.fetch(input, init)
  }

  override connectedCallback(): void {
    super.connectedCallback()
    if (document.readyState === 'loading')
      document.addEventListener('DOMContentLoaded', this.#begin, { once: true })
    else if (this.#isDue) this.#begin()
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    // what a server has rendered would stand there a second time, with a second pay button
    if (!('litElementHydrateSupport' in globalThis)) this.shadowRoot?.replaceChildren()
    return super.createRenderRoot()
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (ORIGINS.some((name) => changed.has(name))) this.#begin()
  }

  protected override render(): TemplateResult {
    // what the page has put into the tag stands there until the element has something to show, on a server too
    const state = this.#state
    return html`${state.name === 'idle' ? html`<slot></slot>` : this.#card(state)}
      <p role="status" class="unseen"></p>`
  }

  #card(state: Shown): TemplateResult {
    const session = sessionOf(state)
    const view: View = {
      ...languageOf(this, this.texts),
      texts: this.texts,
      orderId: this.#order.orderId,
      minutesLeft: this.#loading.minutesLeft,
      rememberPayway: this.rememberPayway,
      receipt: this.#receipt,
      select: (payway) => this.#select(payway),
      pay: (destination) => void this.#leaving.leave(destination),
      load: this.#loading.canLoad ? () => this.#loading.load() : null,
      checkAgain: () => this.#send({ type: 'check-again' }),
      unlock: () => this.#send({ type: 'unlock' })
    }
    return html`${session ? ribbonView(session, view) : nothing}
      <section
        part="base"
        lang=${view.locale}
        aria-label=${view.say('payment')}
        aria-busy=${state.name === 'loading'}
      >
        ${checkoutView(state, view)}
      </section>`
  }

  /** Starts over: for a return if this is one, else with the session at hand, else by asking for one. */
  readonly #begin = (): void => {
    // a child may still be on its way, or the element off the page
    this.#isDue = document.readyState === 'loading' || !this.isConnected
    if (this.#isDue) return
    this.#loading.cancel()
    this.#send({ type: 'reset' })
    const given = this.#givenSession()
    if (this.src === null && given === null) return
    const error = objectionTo(this)
    if (error) {
      this.#send({ type: 'refused', error })
      return
    }
    const arrival = readArrival({ src: this.src, orderId: this.orderId })
    this.#returnedOrderId = arrival.isReturn ? arrival.orderId : null
    this.#leaving.mind(this.#order)
    if (arrival.isReturn) this.#send(arrival.event)
    else this.#loading.open(given)
  }

  #givenSession(): string | null {
    if (this.session !== null) return JSON.stringify(this.session)
    return this.querySelector(':scope > script[type="application/json"]')?.textContent ?? null
  }

  /** The order as far as anybody names it. */
  get #order(): Order {
    return { src: this.src, orderId: this.orderId ?? this.#returnedOrderId }
  }

  /** The one place where the state changes, and with it what is watched, minded and told. Whether it did change. */
  #send(event: CheckoutEvent): boolean {
    const from = this.#state
    const to = nextState(from, event)
    if (to === from) return false
    this.#state = to
    this.requestUpdate()
    this.#tell(from, to)
    // a listener may have changed it again
    this.#status.watch(this.src, watchedToken(this.#state))
    this.#loading.follow(this.#state)
    return true
  }

  #tell(from: CheckoutState, to: CheckoutState): void {
    const session = sessionOf(to)
    if (from.name === to.name) return
    if (this.rememberPayway) keepLastUsed(to)
    const reason = to.name === 'failed' ? to.error.code : to.name === 'unpaid' ? to.reason : null
    this.dispatchEvent(new InterkassaStatusEvent(from.name, to.name, reason))
    if (from.name === 'loading' && session) this.dispatchEvent(new InterkassaLoadEvent(session))
    if (to.name === 'failed') this.dispatchEvent(new InterkassaErrorEvent(to.error))
  }

  /** A token may be of another order than the page's: then this is no return of this one, but a first visit. */
  #hear(event: CheckoutEvent): void {
    const told = event.type === 'status' ? event.status.orderId : undefined
    if (told === undefined || this.orderId === null || told === this.orderId) {
      this.#send(event)
    } else {
      this.#send({ type: 'reset' })
      this.#loading.open(this.#givenSession())
    }
  }

  #select(payway: string): void {
    if (!this.#send({ type: 'select', payway })) return
    const session = sessionOf(this.#state)
    if (session) warmUp(session.action)
    this.dispatchEvent(new InterkassaSelectEvent(payway))
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'interkassa-checkout': InterkassaCheckout
  }
}
