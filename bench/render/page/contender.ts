import type { CheckoutSession } from '../../../src/protocol/index.js'

/** One way to show a session: how it is made, whether a payway of it is there, and how that is chosen. */
export interface Contender {
  readonly show: (session: CheckoutSession, place: HTMLElement) => void
  readonly isShown: (id: string) => boolean
  readonly choose: (id: string) => void
  readonly isChosen: (id: string) => boolean
}
