import type { ReactiveControllerHost } from 'lit'
import { PAGE_FIELDS, type CheckoutSession } from '../../protocol/index.js'
import type { Departing } from '../checkout-state.js'
import { whilePresent } from '../page/presence.js'
import { rememberDeparture, type Order } from '../returning/return-token.js'
import { ask, PATIENCE, routeOf, type Asker } from '../page/shop.js'

/** Why the page is still there though the form was posted. */
export type Stuck = 'departure-timeout' | 'departure-blocked'

/** What {@link Departure} tells. */
export interface DepartureListener {
  /** The browser did not leave. */
  stuck(why: Stuck): void
  /** The payer came back by the back button to the page as they left it. */
  restored(): void
}

/** Leaves for the gateway with one form, and notices if that does not work or if the payer comes back. */
export class Departure {
  readonly #host: Asker
  readonly #listener: DepartureListener
  #form: HTMLFormElement | null = null
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(host: ReactiveControllerHost & Asker, listener: DepartureListener) {
    this.#host = host
    this.#listener = listener
    whilePresent(host, (signal) => {
      document.addEventListener('securitypolicyviolation', this.#refused, { signal })
      window.addEventListener('pageshow', this.#shown, { signal })
      signal.addEventListener('abort', () => clearTimeout(this.#timer))
      if (this.#form) this.#expectToLeave()
    })
  }

  /**
   * Posts the form: the next page is the gateway's. Before that the token is kept for the way back, and the shop is told
   * that this attempt is taken.
   */
  leave({ session, payway, destination }: Departing, order: Order): void {
    if (session.statusToken !== undefined) this.#sayGoodbye(order, session.statusToken)
    this.#form = formOf(session.action, fieldsOf(session, destination === 'payway' ? payway : null))
    document.body.append(this.#form)
    this.#expectToLeave()
    // a control named "submit" would stand in the way of form.submit
    HTMLFormElement.prototype.submit.call(this.#form)
  }

  /** Expects no more to leave: the payer stays, or another order has begun. */
  end(): void {
    clearTimeout(this.#timer)
    this.#form?.remove()
    this.#form = null
  }

  #sayGoodbye(order: Order, statusToken: string): void {
    rememberDeparture({ ...order, statusToken })
    if (order.src === null) return
    // nobody waits for the answer: the page will be gone, and it is said again if the payer comes back
    const init = { method: 'POST', keepalive: true }
    void ask(this.#host, routeOf(order.src, 'leave', statusToken), init, new AbortController())
  }

  #expectToLeave(): void {
    this.#timer = setTimeout(() => this.#stay('departure-timeout'), PATIENCE)
  }

  #stay(why: Stuck): void {
    this.end()
    this.#listener.stuck(why)
  }

  /** The page's policy may name the gateway and still stop its redirect to the payway, after the form has arrived. */
  readonly #refused = (violation: SecurityPolicyViolationEvent): void => {
    const { effectiveDirective, disposition, blockedURI } = violation
    // a policy that only reports lets the form go
    if (!this.#form || effectiveDirective !== 'form-action' || disposition === 'report') return
    console.error(
      `<interkassa-checkout>: the page's Content-Security-Policy keeps form-action from ${blockedURI}`
    )
    this.#stay('departure-blocked')
  }

  readonly #shown = ({ persisted }: PageTransitionEvent): void => {
    if (!persisted) return
    this.end()
    this.#listener.restored()
  }
}

/** The fields to post: the session's for the gateway's own page, and with them the payway's for a payway. */
function fieldsOf(session: CheckoutSession, paywayId: string | null): Readonly<Record<string, string>> {
  const payway = session.payways.find(({ id }) => id === paywayId)
  return payway
    ? { ...session.fields, ...payway.fields, [PAGE_FIELDS.sign.wire]: payway.sign }
    : session.fields
}

/**
 * A form as it was signed. UTF-8 whatever the page is written in, or the signature would not fit; out of any frame, and
 * past a `<base target>`.
 */
function formOf(action: string, fields: Readonly<Record<string, string>>): HTMLFormElement {
  const form = document.createElement('form')
  form.method = 'post'
  form.action = action
  form.acceptCharset = 'utf-8'
  form.target = '_top'
  form.hidden = true
  for (const [name, value] of Object.entries(fields)) {
    const input = document.createElement('input')
    input.type = 'hidden'
    input.name = name
    input.value = value
    form.append(input)
  }
  return form
}
