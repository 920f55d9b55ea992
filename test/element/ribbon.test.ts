import { expect } from '@open-wc/testing'
import { PARTS } from '../../src/element/index.js'
import { catchPosts, cleanUp, find, place, put, settle, until } from './support/checkout.js'
import { contrastOf } from './support/contrast.js'
import { chosen, shop } from './support/looks.js'
import { aTestSession, EARLIER_TOKEN, STATUS } from './support/session.js'
import { json } from './support/shop.js'

/** What a page can do from without, by every way there is to reach into the element. */
const HOSTILE = `
  * { display: none !important; }
  html, body, interkassa-checkout { display: block !important; }
  .ribbon, p, interkassa-checkout::part(ribbon), interkassa-checkout p { display: none !important; }
  interkassa-checkout {
    inline-size: 400px; max-inline-size: none; color: transparent; font: 0/0 monospace; visibility: hidden;
    text-indent: -999px; letter-spacing: -9em; white-space: nowrap; word-spacing: -9em; direction: rtl;
    pointer-events: none; -webkit-text-fill-color: transparent;
  }
  ${PARTS.map((part) => `interkassa-checkout::part(${part})`).join()} {
    margin-block-start: -90px; opacity: .01; visibility: visible; position: relative; background: black;
  }
  interkassa-checkout::part(base) { max-block-size: 0; overflow: hidden; clip-path: inset(50%); }
`

describe('a page that would rather not say that it is testing', () => {
  afterEach(cleanUp)

  for (const [name, bring] of Object.entries({
    ready: () => chosen(aTestSession()),
    leaving: async () => {
      catchPosts()
      const checkout = await chosen(aTestSession())
      find(checkout, '[part=pay]').click()
      await until(checkout, 'leaving')
      return checkout
    },
    locked: async () => {
      const earlier = { statusToken: EARLIER_TOKEN, startedAt: '2026-11-23T09:00:00Z' }
      const session = { ...aTestSession(), earlier }
      const checkout = place(shop(session).on('status', json(STATUS.pending)))
      await until(checkout, 'locked')
      await settle()
      return checkout
    }
  })) {
    it(`cannot hide the ribbon and keep the rest: ${name}`, async () => {
      const checkout = await bring()
      const style = document.createElement('style')
      style.textContent = HOSTILE
      put(style, document.head)

      const ribbon = find(checkout, '.ribbon')
      const { left, top, width, height } = ribbon.getBoundingClientRect()
      expect(ribbon.checkVisibility({ opacityProperty: true, visibilityProperty: true })).to.equal(true)
      expect(checkout.shadowRoot?.elementFromPoint(left + width / 2, top + height / 2) === ribbon).to.equal(
        true
      )
      expect(height).to.be.greaterThan(30)
      expect(contrastOf(ribbon, 'color', getComputedStyle(ribbon).backgroundColor)).to.be.at.least(7)
      expect(getComputedStyle(ribbon).fontSize).to.equal('14px')
      expect(ribbon.closest('[part], [slot]') === null).to.equal(true)
    })
  }

  it('hides the button with it where it hides everything', async () => {
    const checkout = await chosen(aTestSession())
    const style = document.createElement('style')
    style.textContent = '* { display: none }'
    put(style, document.head)

    expect(find(checkout, '[part=pay]').checkVisibility()).to.equal(false)
  })
})
