import type { Destination } from '../checkout-state.js'
import type { Language } from '../language.js'

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
export interface View extends Language, Actions {}
