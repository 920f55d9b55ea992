import { expect } from '@open-wc/testing'
import type { InterkassaCheckout } from '../../src/element/index.js'
import { cleanUp, find, findAll } from './support/checkout.js'
import { FakeClock } from './support/clock.js'
import { itOn } from './support/engine.js'
import { EVERY_STATE, type Scene } from './support/every-state.js'

/** The states in which the page can add something of its own, each by a slot of its name. */
const SLOTS = ['verifying', 'paid', 'pending', 'unpaid', 'unverified', 'locked', 'failed', 'expired']

const itInFrame = itOn(['chromium', 'firefox'], 'its compiler remembers which window was the parent')

describe('what the page adds to a state', () => {
  const clock = new FakeClock()

  beforeEach(() => clock.install())
  afterEach(() => {
    clock.uninstall()
    cleanUp()
  })

  for (const [name, scene] of Object.entries<Scene>(EVERY_STATE)) {
    const it = name.includes('frame') ? itInFrame : globalThis.it
    it(`stands there and nowhere else: ${name}`, async () => {
      const checkout = await scene({}, clock)
      const added = addEverywhere(checkout)

      const shown = added.filter((each) => each.checkVisibility()).map(({ slot }) => slot)
      // a session that is over is being asked for anew: that is the skeleton, as in loading
      const hasMessage = findAll(checkout, '[part=message]').length === 1
      expect(shown).to.deep.equal(hasMessage ? [checkout.state.name] : [])
      expect(hasMessage).to.equal(
        SLOTS.includes(checkout.state.name) && findAll(checkout, '.bone').length === 0
      )
    })
  }

  it('is as wide as the message, in its colours, below the facts and above the buttons', async () => {
    const checkout = await EVERY_STATE['unpaid, declined']({})
    const [added] = addEverywhere(checkout).filter(({ slot }) => slot === 'unpaid')
    if (!added) throw new Error('nothing was added')

    const box = added.getBoundingClientRect()
    const { left, right } = find(checkout, 'dl').getBoundingClientRect()
    expect([box.left, box.right]).to.deep.equal([left, right])
    expect(getComputedStyle(added).color).to.equal(getComputedStyle(find(checkout, 'h2')).color)
    expect(box.top).to.be.greaterThan(find(checkout, 'dl').getBoundingClientRect().bottom)
    expect(box.bottom).to.be.lessThan(find(checkout, '[part=actions]').getBoundingClientRect().top)
  })
})

function addEverywhere(checkout: InterkassaCheckout): HTMLElement[] {
  return SLOTS.map((name) => {
    const note = document.createElement('div')
    note.slot = name
    note.textContent = `The page’s word on ${name}`
    checkout.append(note)
    return note
  })
}
