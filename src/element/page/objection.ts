import { pageError, type CheckoutError } from '../checkout-error.js'
import { exposedKey } from './exposed-key.js'
import { isInForeignFrame } from './frame.js'

/** Why nobody should pay on this page, if there is a reason. Its author is told in the console. */
export function objectionTo(element: Element): CheckoutError | null {
  if (isInForeignFrame()) return pageError('foreign-frame')
  const name = exposedKey(element)
  if (name === null) return null
  console.error(
    `<interkassa-checkout>: the attribute ${name} looks like a key of the shop. Whoever opens the page can read it: ` +
      'take it out and have another one made.'
  )
  return pageError('exposed-key')
}
