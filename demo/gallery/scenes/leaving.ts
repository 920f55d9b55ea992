import type { InterkassaCheckout } from '../../../src/element/index.js'
import { FEW } from '../payways.js'
import { choose, is, pay, type Scene } from '../scene.js'
import { heard, json, type Script } from '../scripted-shop.js'
import { aSession } from '../session.js'

const shop: Script = { session: [json(() => aSession())], leave: [heard] }

/** Presses the button, while the page has something to say about it. */
const payWhile = (settled: () => Promise<void>) => (element: InterkassaCheckout) => {
  element.addEventListener('interkassa-submit', (event) => event.waitUntil(settled()))
  choose(element, FEW[0].id)
  pay(element)
}

/** On the way to the gateway, and held up there. */
export const leaving: readonly Scene[] = [
  {
    name: 'preparing',
    title: 'The page still has something to do before the payer leaves',
    shop,
    act: payWhile(() => new Promise(() => undefined)),
    shows: is('preparing')
  },
  {
    name: 'leaving',
    title: 'The form is on its way',
    shop,
    act: payWhile(() => Promise.resolve()),
    shows: is('leaving')
  },
  {
    name: 'ready-refused',
    title: 'The page could not do what it had to do',
    shop,
    act: payWhile(() => Promise.reject(new Error('the basket could not be saved'))),
    shows: (state) => state.name === 'ready' && state.notice !== null
  }
]
