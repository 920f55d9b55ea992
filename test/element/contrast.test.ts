import { expect } from '@open-wc/testing'
import { cleanUp, find, findAll } from './support/checkout.js'
import { contrastOf } from './support/contrast.js'
import { LOOKS, type Look } from './support/looks.js'

describe('contrast', () => {
  afterEach(cleanUp)

  for (const appearance of ['light', 'dark'])
    for (const accent of [null, '#14532d', '#ffd54a', '#808080', 'hotpink', '#00f']) {
      it(`is enough on ${appearance} screens, with ${accent ?? 'no'} accent of the page’s`, async () => {
        const looked = async (state: Look) => {
          const checkout = await LOOKS[state]()
          checkout.setAttribute('appearance', appearance)
          if (accent !== null) checkout.style.setProperty('--interkassa-accent', accent)
          return checkout
        }
        const ready = await looked('ready')
        const surface = getComputedStyle(find(ready, '[part=base]')).backgroundColor
        const pay = find(ready, '[part=pay]')

        expect(contrastOf(pay, 'color', getComputedStyle(pay).backgroundColor), 'pay').to.be.at.least(4.5)
        for (const part of ['amount', 'hint', 'hosted-page', 'payway-name'])
          for (const each of findAll(ready, `[part=${part}]`))
            expect(contrastOf(each, 'color', surface), part).to.be.at.least(4.5)
        pay.focus()
        expect(contrastOf(pay, 'outline-color', surface), 'focus').to.be.at.least(3)

        for (const state of ['paid', 'unpaid', 'unverified'] as const) {
          const checkout = await looked(state)
          expect(contrastOf(find(checkout, '[part=icon]'), 'color', surface), state).to.be.at.least(3)
          for (const each of findAll(checkout, '[part=text], dt, dd, [part=copy]'))
            expect(contrastOf(each, 'color', surface), each.innerText).to.be.at.least(4.5)
        }
      })
    }
})
