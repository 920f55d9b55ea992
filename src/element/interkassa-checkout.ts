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
import { departureError, type CheckoutErrorCode } from './checkout-error.js'
import {
  nextState,
  sessionOf,
  watchedToken,
  type CheckoutEvent,
  type CheckoutState,
  type Destination
} from './checkout-state.js'
import { Attention } from './attention.js'
import { askConsent } from './consent.js'
import { Departure, type Stuck } from './departure.js'
import {
  InterkassaErrorEvent,
  InterkassaLoadEvent,
  InterkassaSelectEvent,
  InterkassaStatusEvent
} from './events.js'
import { languageOf } from './language.js'
import { RetryController } from './retry-controller.js'
import { endReturn, recallDeparture, takeReturn, type Order } from './return-token.js'
import { readSessionAnswer, sessionContext } from './session-answer.js'
import { SessionClock } from './session-clock.js'
import { SessionController } from './session-controller.js'
import { StatusController } from './status-controller.js'
import { styles } from './styles.js'
import { checkoutView } from './views/checkout.js'
import { ribbonView } from './views/summary.js'
import type { View } from './views/view.js'

/** `auto` follows the `color-scheme` of the place where the element stands. */
export type Appearance = 'auto' | 'light' | 'dark'

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
 * @csspart payway - A row: `payway-logo`, `payway-name` and `payway-note`.
 * @csspart payway-logo - A picture, or the first letter.
 * @csspart payway-name - Its name.
 * @csspart payway-note - Another price, or why it cannot be chosen.
 * @csspart notice - Why the payer is still here.
 * @csspart pay - The pay button.
 * @csspart hosted-page - The button for other ways to pay.
 * @csspart hint - Where the payment takes place.
 * @csspart message - Anything else that the payer is told: `icon`, `title`, `text`, `receipt` and `actions`.
 * @csspart icon - How it is meant.
 * @csspart title - Its heading.
 * @csspart text - Its sentences.
 * @csspart receipt - Its facts.
 * @csspart actions - Its buttons.
 * @csspart action - What we recommend to do.
 * @csspart another-way - What the payer can insist on.
 *
 * @cssproperty --interkassa-accent - Buttons, the chosen payway, the focus.
 * @cssproperty --interkassa-on-accent - Text on the accent.
 * @cssproperty --interkassa-surface - The card.
 * @cssproperty --interkassa-text - Text.
 * @cssproperty --interkassa-muted - Text that is less important.
 * @cssproperty --interkassa-line - Borders.
 * @cssproperty [--interkassa-radius=12px] - Corners.
 * @cssproperty [--interkassa-font=1rem/1.5 system-ui, sans-serif] - All text, as in the `font` shorthand.
 */
export class InterkassaCheckout extends LitElement {
  static override readonly styles: CSSResult = styles

  static override readonly properties: PropertyDeclarations = {
    src: {},
    orderId: { attribute: 'order-id' },
    gateway: {},
    appearance: { reflect: true, useDefault: true },
    session: { attribute: false, hasChanged: isOtherJson }
  }

  /** Where the shop's server has its routes, such as `/interkassa`. */
  declare src: string | null
  /** The order to be paid, as the shop's server knows it. */
  declare orderId: string | null
  /** A gateway on this very machine, such as `http://127.0.0.1:8081/`, for development. Any other is ignored. */
  declare gateway: string | null
  /** Light or dark. */
  declare appearance: Appearance
  /**
   * A session that the page has already, so that none is asked for. A child `<script type="application/json">` does
   * the same without JavaScript of the page's own.
   */
  declare session: CheckoutSession | null

  #state: CheckoutState = { name: 'idle' }
  /** The order of a return to a page that names none. */
  #returnedOrderId: string | null = null
  /** Whether there is something to begin with as soon as that is possible. */
  #isDue = false
  readonly #sessions = new SessionController(this, (event) => this.#send(event))
  readonly #status = new StatusController(this, (event) => this.#hear(event))
  readonly #clock = new SessionClock(this, () => this.#renewIfOver())
  readonly #retry = new RetryController(this, () => this.#load())
  readonly #departure = new Departure(this, {
    stuck: (why) => this.#stuck(why),
    restored: () => this.#restored()
  })

  constructor() {
    super()
    new Attention(this)
    this.src = null
    this.orderId = null
    this.gateway = null
    this.appearance = 'auto'
    this.session = null
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
    const language = languageOf(this)
    const session = sessionOf(this.#state)
    const view: View = {
      ...language,
      select: (payway) => this.#select(payway),
      pay: (destination) => void this.#pay(destination),
      load: this.#order === null ? null : () => this.#load(),
      checkAgain: () => this.#send({ type: 'check-again' }),
      unlock: () => this.#send({ type: 'unlock' })
    }
    return html`<section
      part="base"
      lang=${language.locale}
      aria-label=${language.messages.payment}
      aria-busy=${this.#state.name === 'loading'}
    >
      ${session ? ribbonView(session, view) : nothing} ${checkoutView(this.#state, view)}
      <p role="status" class="unseen"></p>
    </section>`
  }

  /** Starts over: for a return if this is one, else with the session at hand, else by asking for one. */
  readonly #begin = (): void => {
    // a child may still be on its way, or the element off the page
    this.#isDue = document.readyState === 'loading' || !this.isConnected
    if (this.#isDue) return
    this.#sessions.cancel()
    this.#send({ type: 'reset' })
    const given = this.#givenSession()
    if (this.src === null && given === null) return
    const journey = takeReturn({ src: this.src, orderId: this.orderId })
    this.#returnedOrderId = journey?.orderId ?? null
    if (!journey) this.#open(given)
    else if (this.src === null) this.#send({ type: 'returned-in-doubt', doubt: 'no-endpoint' })
    else if (journey.statusToken === null) this.#send({ type: 'returned-in-doubt', doubt: 'no-token' })
    else this.#send({ type: 'returned', statusToken: journey.statusToken })
  }

  #givenSession(): string | null {
    if (this.session !== null) return JSON.stringify(this.session)
    return this.querySelector(':scope > script[type="application/json"]')?.textContent ?? null
  }

  /** What the page has is taken as if the shop had just answered with it, unless its time is up. */
  #open(given: string | null): void {
    const answer = given === null ? null : { status: 200, text: given }
    const event = answer && readSessionAnswer(answer, sessionContext(this.gateway))
    if (!event || (this.#order !== null && isUsedUp(event, this.#order))) {
      this.#load()
    } else {
      this.#send({ type: 'load' })
      this.#send(event)
    }
  }

  /** The order for which a session can be had, if the page names the shop and somebody names the order. */
  get #order(): { readonly src: string; readonly orderId: string } | null {
    const orderId = this.orderId ?? this.#returnedOrderId
    return this.src === null || orderId === null ? null : { src: this.src, orderId }
  }

  #load(): void {
    const order = this.#order
    if (!order) return
    if (this.#state.name === 'unpaid') endReturn()
    this.#send({ type: 'load' })
    if (this.#state.name !== 'loading') return
    void this.#sessions.load({ ...order, leftWith: recallDeparture(order)?.statusToken ?? null })
  }

  /** The one place where the state changes, and with it what is watched, minded and told. Whether it did change. */
  #send(event: CheckoutEvent): boolean {
    const from = this.#state
    const to = nextState(from, event)
    if (to === from) return false
    this.#state = to
    this.requestUpdate()
    this.#tell(from, to)
    this.#status.watch(this.src, watchedToken(to))
    this.#retry.mind(to.name === 'failed' ? to.error : null)
    this.#clock.mind(sessionOf(to))
    return true
  }

  #tell(from: CheckoutState, to: CheckoutState): void {
    const session = sessionOf(to)
    if (from.name === to.name) return
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
      this.#open(this.#givenSession())
    }
  }

  #select(payway: string): void {
    if (this.#send({ type: 'select', payway })) this.dispatchEvent(new InterkassaSelectEvent(payway))
  }

  /** Leaves, unless the page objects or the time runs out meanwhile. A second click finds nothing to do. */
  async #pay(destination: Destination): Promise<void> {
    this.#renewIfOver()
    if (!this.#send({ type: 'submit', destination })) return
    const preparing = this.#state
    const consent = await askConsent(this, destination === 'payway' ? chosenPayway(preparing) : null)
    if (this.#state !== preparing || this.#renewIfOver()) return
    // a payer who has moved on within the page is not torn away from where they are
    if (!this.isConnected) this.#stay(null)
    else if (consent === 'go') this.#leave()
    else this.#stay(consent === 'stay' ? null : consent)
  }

  #leave(): void {
    this.#send({ type: 'depart' })
    const orderId = this.orderId ?? this.#returnedOrderId
    if (this.#state.name === 'leaving') this.#departure.leave(this.#state, { src: this.src, orderId })
  }

  #stay(notice: CheckoutErrorCode | null): void {
    this.#send({ type: 'stay', notice })
    if (notice !== null) this.dispatchEvent(new InterkassaErrorEvent(departureError(notice)))
  }

  /** The form may have arrived all the same, so the next one is of another attempt. */
  #stuck(why: Stuck): void {
    this.#stay(why)
    this.#load()
  }

  #restored(): void {
    this.#send({ type: 'stay', notice: null })
    if (this.#state.name !== 'unpaid') this.#load()
  }

  /** What has expired is not posted: there will be another session, and the payer presses the button again. */
  #renewIfOver(): boolean {
    const isOver = this.#clock.isUp() && this.#send({ type: 'expire' })
    if (isOver) this.#load()
    return isOver
  }
}

/** Whether a session that the page has is over, or the payer has left with it already. */
const isUsedUp = (event: CheckoutEvent, order: Order) =>
  (event.type === 'refused' && event.error.code === 'expired') ||
  (event.type === 'loaded' && recallDeparture(order)?.statusToken === (event.session.statusToken ?? ''))

const chosenPayway = (state: CheckoutState) => ('payway' in state ? state.payway : null)

declare global {
  interface HTMLElementTagNameMap {
    'interkassa-checkout': InterkassaCheckout
  }
}
