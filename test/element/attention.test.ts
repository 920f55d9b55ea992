import { expect } from '@open-wc/testing'
import type { InterkassaCheckout } from '../../src/element/index.js'
import { arriveWith, cleanUp, find, place, press, put, settle, until } from './support/checkout.js'
import { FakeClock } from './support/clock.js'
import { aSession, STATUS, TOKEN } from './support/session.js'
import { FakeShop, json } from './support/shop.js'

const TITLED = { 'page-title': '' }

describe('the title of the page', () => {
  const clock = new FakeClock()

  beforeEach(() => {
    clock.install()
    const { title } = document
    document.title = 'Teapot & Sons'
    arriveWith(`interkassa=${TOKEN}`)
    restore = () => (document.title = title)
  })
  afterEach(() => {
    clock.uninstall()
    cleanUp()
    restore()
  })
  let restore: () => void

  it('becomes the outcome’s, and changes with it', async () => {
    const shop = new FakeShop().on('status', json(STATUS.created), json(STATUS.pending), json(STATUS.paid))
    place(shop, TITLED)
    const titles: string[] = []

    for (const pause of [0, 2400, 2400]) {
      await clock.pass(pause)
      titles.push(document.title)
    }

    expect(titles).to.deep.equal(['Teapot & Sons', 'Your payment is on its way', 'Payment received'])
  })

  it('stays the page’s unless that was asked for', async () => {
    await told()

    expect(document.title).to.equal('Teapot & Sons')
  })

  it('is given back when there is an outcome no more', async () => {
    const shop = new FakeShop().on('status', json(STATUS.declined)).on('session', json(aSession()))
    const checkout = place(shop, TITLED)
    await clock.pass(0)
    expect(document.title).to.equal('The payment did not go through')

    press(checkout, 'Try again')
    await clock.pass(0)

    expect(document.title).to.equal('Teapot & Sons')
  })

  it('is given back when the element leaves the page, and taken again when it is back', async () => {
    const checkout = await told(TITLED)
    expect(document.title).to.equal('Payment received')

    checkout.remove()
    const away = document.title
    put(checkout)
    await settle()

    expect(away).to.equal('Teapot & Sons')
    expect(document.title).to.equal('Payment received')
  })

  it('is given back when it is asked for no more', async () => {
    const checkout = await told(TITLED)

    checkout.pageTitle = false
    await settle()

    expect(document.title).to.equal('Teapot & Sons')
  })

  it('is the page’s again as soon as the page sets it', async () => {
    const checkout = place(new FakeShop().on('status', json(STATUS.pending), json(STATUS.paid)), TITLED)
    await clock.pass(0)

    document.title = 'Reviews'
    await clock.pass(2400)
    expect(checkout.state.name).to.equal('paid')
    expect(document.title).to.equal('Reviews')
    checkout.remove()

    expect(document.title).to.equal('Reviews')
  })

  it('is given back as it was, whoever of several elements goes first', async () => {
    for (const order of [
      [0, 1],
      [1, 0]
    ] as const) {
      const both = [await told(TITLED), await told({ ...TITLED, lang: 'en' }, STATUS.declined)] as const
      expect(document.title).to.equal('Payment received')

      for (const index of order) both[index].remove()

      expect(document.title).to.equal('Teapot & Sons')
    }
  })

  const told = async (attributes = {}, status: unknown = STATUS.paid): Promise<InterkassaCheckout> => {
    arriveWith(`interkassa=${TOKEN}`)
    const checkout = place(new FakeShop().on('status', json(status)), attributes)
    await clock.pass(0)
    return checkout
  }
})

describe('the payer’s attention', () => {
  afterEach(cleanUp)

  it('goes to the first outcome of several, and is told of the others', async () => {
    arriveWith(`interkassa=${TOKEN}`)
    const first = place(new FakeShop().on('status', json(STATUS.paid)))
    await until(first, 'paid')
    await settle()
    arriveWith(`interkassa=${TOKEN}`)
    const second = place(new FakeShop().on('status', json(STATUS.declined)))
    await until(second, 'unpaid')
    await settle()

    expect(document.activeElement).to.equal(first)
    expect(find(second, '[role=status]').textContent).to.equal('The payment did not go through')
    expect(find(first, '[role=status]').textContent).to.equal('')
  })

  it('is called to a milestone once, whatever is drawn anew meanwhile', async () => {
    const expiresAt = new Date(Date.now() + 299_000).toISOString()
    const checkout = place(new FakeShop().on('session', json(aSession({ expiresAt }))))
    await until(checkout, 'ready')
    const heard: (string | null)[] = []
    const observer = new MutationObserver((records) => {
      heard.push(
        ...records.flatMap(({ addedNodes }) => [...addedNodes].map(({ textContent }) => textContent))
      )
    })
    observer.observe(find(checkout, '[role=status]'), { childList: true })

    for (let times = 0; times < 3; times++) {
      checkout.requestUpdate()
      await checkout.updateComplete
    }
    await settle()

    expect(heard).to.deep.equal(['The price is held for 5 more minutes.'])
  })

  it('stays with what it is on in another element', async () => {
    const ready = place(new FakeShop().on('session', json(aSession())))
    await until(ready, 'ready')
    const pay = find(ready, '[part=pay]')
    pay.focus()
    arriveWith(`interkassa=${TOKEN}`)
    const returned = place(new FakeShop().on('status', json(STATUS.paid)))
    await until(returned, 'paid')
    await settle()

    expect(ready.shadowRoot?.activeElement).to.equal(pay)
    expect(find(returned, '[role=status]').textContent).to.equal('Payment received')
  })
})
