import type { Destination } from '../checkout-state.js'
import type { Language, OwnTexts } from '../language/language.js'
import type { Receipt } from '../returning/receipt.js'

/** What a payer can do. */
interface Actions {
  readonly select: (payway: string) => void
  readonly pay: (destination: Destination) => void
  /** Loads the ways to pay again. Absent where nobody can be asked. */
  readonly load: (() => void) | null
  readonly checkAgain: () => void
  readonly unlock: () => void
}

/** What every view is given beside its state. */
export interface View extends Language, Actions {
  /** What of the texts is in the page's own words. */
  readonly texts: OwnTexts | null
  /** The order by the shop's own number, which a payer can name when asking for help. */
  readonly orderId: string | null
  /** Whole minutes until the session's time is up, once that is near. */
  readonly minutesLeft: number | null
  /** Whether the payway by which the payer left the last time stands first. */
  readonly rememberPayway: boolean
  /** Takes along what the payer sees of their payment. */
  readonly receipt: Receipt
}
