import { InterkassaSubmitEvent } from '../events.js'
import { PATIENCE } from '../page/shop.js'

/** What the page says to the payer's leaving. */
export type Consent = 'go' | 'stay' | 'submit-refused' | 'timeout'

/** Asks the page whether the payer may leave now, and waits for what it still has to do. */
export async function askConsent(page: EventTarget, payway: string | null): Promise<Consent> {
  const event = new InterkassaSubmitEvent(payway)
  if (!page.dispatchEvent(event)) return 'stay'
  let timer: ReturnType<typeof setTimeout> | undefined
  const tooLate = new Promise<Consent>((resolve) => {
    timer = setTimeout(() => resolve('timeout'), PATIENCE)
  })
  const done = event.settled.then(
    (): Consent => 'go',
    (): Consent => 'submit-refused'
  )
  const consent = await Promise.race([done, tooLate])
  clearTimeout(timer)
  return consent
}
