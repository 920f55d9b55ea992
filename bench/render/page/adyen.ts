import type { CheckoutSession } from '../../../src/protocol/index.js'
import type { Contender } from './contender.js'

interface AdyenWeb {
  readonly AdyenCheckout: (settings: object) => Promise<object>
  readonly Redirect: unknown
  readonly Dropin: new (checkout: object, settings: object) => { mount: (place: HTMLElement) => unknown }
}

/** Adyen's Drop-in as it ships: with its logos, its analytics, and the first payment method opened. */
export const dropin = (addresses: object): Contender => ({
  show: (session, place) => void mount(session, place, addresses),
  isShown: (id) => item(id) !== null && [...document.images].every(({ complete }) => complete),
  choose: (id) => item(id)?.querySelector('button')?.click(),
  isChosen: (id) => item(id)?.matches('[class*=method--selected]') === true
})

const item = (id: string) => document.querySelector(`.adyen-checkout__payment-method--${id}`)

async function mount(
  { payways, display }: CheckoutSession,
  place: HTMLElement,
  addresses: object
): Promise<void> {
  const { AdyenCheckout, Dropin, Redirect } = (globalThis as unknown as { AdyenWeb: AdyenWeb }).AdyenWeb
  const checkout = await AdyenCheckout({
    environment: 'test',
    _environmentUrls: addresses,
    clientKey: 'test_MADEUPKEYOFABENCHMARK',
    countryCode: 'UA',
    locale: 'en-US',
    amount: { value: Number(display.amount.replace('.', '')), currency: display.currency },
    paymentMethodsResponse: { paymentMethods: payways.map(({ id, name }) => ({ type: id, name })) }
  })
  new Dropin(checkout, { paymentMethodComponents: [Redirect] }).mount(place)
}
