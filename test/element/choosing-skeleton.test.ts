import { expect } from '@open-wc/testing'
import type { InterkassaCheckout } from '../../src/element/index.js'
import { cleanUp, find, place, put, settle, until } from './support/checkout.js'
import { itOn } from './support/engine.js'
import { aSession } from './support/session.js'
import { FakeShop, json } from './support/shop.js'

const itMeasuring = itOn(['chromium'], 'no other engine tells a page of its layout shifts')

describe('the skeleton', () => {
  afterEach(cleanUp)

  for (const width of [280, 360, 480]) {
    it(`is as high at ${width} px as what comes after it`, async () => {
      const { checkout, answer } = loading()
      checkout.style.inlineSize = `${width}px`
      await settle()
      const before = checkout.offsetHeight

      answer()
      await until(checkout, 'ready')

      expect(checkout.offsetHeight).to.equal(before)
    })
  }

  it('is as high with the page’s own font too', async () => {
    const { checkout, answer } = loading()
    checkout.style.setProperty('--interkassa-font', '19px monospace')
    await settle()
    const before = checkout.offsetHeight

    answer()
    await until(checkout, 'ready')

    expect(checkout.offsetHeight).to.equal(before)
  })

  it('takes the height of the list from the page', async () => {
    const { checkout } = loading()
    checkout.style.setProperty('--interkassa-skeleton', '321px')
    await settle()

    expect(find(checkout, '.bone.list').offsetHeight).to.equal(321)
  })

  itMeasuring('moves nothing when the payways come', async () => {
    const shifts: number[] = []
    const note = (entries: PerformanceEntryList) =>
      shifts.push(...(entries as (PerformanceEntry & { value: number })[]).map(({ value }) => value))
    const observer = new PerformanceObserver((list) => note(list.getEntries()))
    observer.observe({ type: 'layout-shift' })
    const { checkout, answer } = loading()
    put(Object.assign(document.createElement('p'), { textContent: 'What stands below.' }))
    await painted()

    answer()
    await until(checkout, 'ready')
    await painted()
    note(observer.takeRecords())
    const calm = [...shifts]
    // a shift of the test's own shows that one would have been seen
    checkout.style.marginBlockStart = '50px'
    await painted()

    observer.disconnect()
    expect(calm).to.be.empty
    expect(shifts).not.to.be.empty
  })
})

/** An element that waits for three payways of an order as our server describes it, without a merchant's name. */
function loading(): { checkout: InterkassaCheckout; answer: () => void } {
  const display = { amount: '1250.50', currency: 'UAH', description: 'Order A-1001' }
  let answer: (response: Response) => void = () => undefined
  const shop = new FakeShop().on('session', () => new Promise((resolve) => (answer = resolve)))
  return { checkout: place(shop), answer: () => answer(json(aSession({ display }))()) }
}

/** Waits until the page has been painted, and whoever observes it has been told. */
async function painted(): Promise<void> {
  for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame)
  await settle()
}
