import { expect } from '@open-wc/testing'
import { choose, cleanUp, place, put, until } from './support/checkout.js'
import { aSession, PRIVAT24, VISA } from './support/session.js'
import { FakeShop, json } from './support/shop.js'

const GATEWAY = 'https://sci.interkassa.com'

describe('the connection to the gateway', () => {
  afterEach(() => {
    for (const link of links()) link.remove()
    cleanUp()
  })

  it('is warmed up when a payway is chosen, and not before', async () => {
    const checkout = await ready()
    expect(links()).to.have.lengthOf(0)

    await choose(checkout, VISA.id)

    expect(links().map(({ href, crossOrigin }) => ({ href, crossOrigin }))).to.deep.equal([
      { href: `${GATEWAY}/`, crossOrigin: null }
    ])
  })

  it('is warmed up once, whatever is chosen, and in however many elements', async () => {
    const [one, other] = [await ready(), await ready('B-2')]

    await choose(one, VISA.id)
    await choose(one, PRIVAT24.id)
    await choose(other, VISA.id)

    expect(links()).to.have.lengthOf(1)
  })

  it('is left to the page where the page warms it up itself', async () => {
    const own = Object.assign(document.createElement('link'), { rel: 'preconnect', href: GATEWAY })
    put(own, document.head)
    const checkout = await ready()

    await choose(checkout, VISA.id)

    expect(links().map((link) => link === own)).to.deep.equal([true])
  })

  it('leads to where the form leads', async () => {
    const gateway = 'http://127.0.0.1:8081/'
    const checkout = place(new FakeShop().on('session', json(aSession({ action: gateway }))), { gateway })
    await until(checkout, 'ready')

    await choose(checkout, VISA.id)

    expect(links().map(({ href }) => href)).to.deep.equal([gateway])
  })

  const ready = async (orderId = 'A-1001') => {
    const checkout = place(new FakeShop().on('session', json(aSession())), { 'order-id': orderId })
    await until(checkout, 'ready')
    return checkout
  }
})

const links = () => [...document.head.querySelectorAll<HTMLLinkElement>('link[rel=preconnect]')]
