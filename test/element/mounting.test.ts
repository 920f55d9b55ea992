import { expect } from '@open-wc/testing'
import type { InterkassaCheckout } from '../../src/element/index.js'
import { catchPosts, choose, cleanUp, find, hear, place, put, settle, until } from './support/checkout.js'
import { aSession, STATUS, TOKEN, VISA } from './support/session.js'
import { empty, FakeShop, json } from './support/shop.js'

/* What frameworks do to an element: they mount it twice, move it, and set again what was set. */
describe('an element that a framework handles', () => {
  let shop: FakeShop

  beforeEach(() => {
    shop = new FakeShop().on('session', () => json(aSession())()).on('leave', empty)
  })
  afterEach(cleanUp)

  it('asks once though it is mounted twice in one task', async () => {
    const checkout = made()

    put(checkout)
    checkout.remove()
    put(checkout)
    await until(checkout, 'ready')

    expect(shop.requests).to.have.lengthOf(1)
  })

  it('asks once more, and drops the first answer, where it is mounted anew while it is asking', async () => {
    const loads = hear('interkassa-load')
    const checkout = made()
    put(checkout)
    await checkout.updateComplete

    checkout.remove()
    put(checkout)
    await until(checkout, 'ready')
    await settle()

    expect(shop.requests.map(({ init }) => init.signal?.aborted)).to.deep.equal([true, false])
    expect(loads).to.have.lengthOf(1)
  })

  it('goes on where it was when it is moved, and keeps the choice', async () => {
    const posts = catchPosts()
    const states = hear('interkassa-status')
    const checkout = place(shop)
    await until(checkout, 'ready')
    await choose(checkout, VISA.id)
    const before = states.length

    const elsewhere = document.createElement('div')
    put(elsewhere)
    elsewhere.append(checkout)
    await checkout.updateComplete
    await settle()

    expect(states).to.have.lengthOf(before)
    expect(shop.requests).to.have.lengthOf(1)
    expect(find(checkout, ':checked')).to.have.value(VISA.id)
    find(checkout, '[part=pay]').click()
    await until(checkout, 'leaving')
    expect(posts).to.have.lengthOf(1)
  })

  it('goes on asking how a payment went when it is moved', async () => {
    history.replaceState(null, '', `#interkassa=${TOKEN}`)
    shop.on('status', json(STATUS.pending), json(STATUS.paid))
    const checkout = place(shop)
    await until(checkout, 'pending')

    checkout.remove()
    put(checkout)

    await until(checkout, 'paid')
  })

  it('begins nothing anew where an attribute is set to what it was', async () => {
    const states = hear('interkassa-status')
    const checkout = place(shop)
    await until(checkout, 'ready')
    const before = states.length

    for (const name of checkout.getAttributeNames()) {
      checkout.setAttribute(name, checkout.getAttribute(name) ?? '')
    }
    checkout.src = '/interkassa'
    checkout.orderId = 'A-1001'
    await checkout.updateComplete
    await settle()

    expect(states).to.have.lengthOf(before)
    expect(shop.requests).to.have.lengthOf(1)
  })

  it('begins once where everything is set in one task', async () => {
    const checkout = document.createElement('interkassa-checkout')
    checkout.fetch = shop.fetch
    put(checkout)
    await checkout.updateComplete

    checkout.src = '/interkassa'
    checkout.orderId = 'A-1'
    checkout.orderId = 'A-2'
    await until(checkout, 'ready')

    expect(shop.requests.map(({ init }) => init.body)).to.deep.equal(['{"orderId":"A-2"}'])
  })

  it('listens to nothing of the page once it is gone', async () => {
    const checkout = place(shop)
    await until(checkout, 'ready')
    const state = checkout.state
    checkout.remove()

    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
    window.dispatchEvent(new Event('online'))
    document.dispatchEvent(new Event('visibilitychange'))
    await settle()

    expect(checkout.state).to.equal(state)
    expect(shop.requests).to.have.lengthOf(1)
  })

  const made = (): InterkassaCheckout => {
    const checkout = document.createElement('interkassa-checkout')
    checkout.fetch = shop.fetch
    checkout.src = '/interkassa'
    checkout.orderId = 'A-1001'
    return checkout
  }
})
