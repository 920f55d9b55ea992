import { expect } from '@open-wc/testing'
import {
  arriveWith,
  catchPosts,
  choose,
  cleanUp,
  find,
  findAll,
  payBy,
  place,
  put,
  settle,
  textOf,
  until
} from './support/checkout.js'
import { aPayway, aSession, EARLIER_TOKEN, STATUS, TOKEN, VISA } from './support/session.js'
import { empty, FakeShop, json } from './support/shop.js'

describe('where something else could be meant', () => {
  afterEach(cleanUp)

  it('takes the outcome of another order for no word on its own', async () => {
    arriveWith(`interkassa=${TOKEN}`)
    const shop = new FakeShop()
      .on('status', json({ ...STATUS.paid, orderId: 'A-1001' }))
      .on('session', json(aSession()))

    const other = place(shop, { 'order-id': 'B-2' })
    const own = place(shop)
    await Promise.all([until(other, 'ready'), until(own, 'paid')])

    expect(textOf(other)).not.to.include('Payment received')
  })

  it('keeps a token that it was given by an address out of what it remembers of leaving', async () => {
    arriveWith(`interkassa=${TOKEN}`)
    const first = place(new FakeShop().on('status', json(STATUS.paid)))
    await until(first, 'paid')
    first.remove()

    arriveWith('interkassa=return')
    const next = place(new FakeShop().on('status', json(STATUS.paid)), { 'order-id': 'B-2' })
    await until(next, 'unverified')

    expect(textOf(next)).not.to.include('Payment received')
  })

  it('asks the shop for another session where the payer has left with the one of the page', async () => {
    catchPosts()
    const session = aSession()
    const shop = new FakeShop()
      .on('leave', empty)
      .on('session', json(aSession({ statusToken: EARLIER_TOKEN })))
    const before = place(shop)
    before.session = session
    await until(before, 'ready')
    await payBy(before, VISA.id)
    before.remove()

    const after = place(shop)
    after.session = session
    await until(after, 'ready')

    expect(shop.to('leave').length).to.be.greaterThan(1)
    expect(shop.to('session').length).to.be.greaterThan(0)
  })

  it('posts nothing once it was taken off the page while the page was asked', async () => {
    const posts = catchPosts()
    const checkout = place(new FakeShop().on('session', json(aSession())).on('leave', empty))
    await until(checkout, 'ready')
    let save: () => void = () => undefined
    const saved = new Promise<void>((resolve) => (save = resolve))
    checkout.addEventListener('interkassa-submit', (event) => event.waitUntil(saved))
    await choose(checkout, VISA.id)
    find(checkout, '[part=pay]').click()
    await until(checkout, 'preparing')

    checkout.remove()
    save()
    await until(checkout, 'ready')

    expect(posts).to.be.empty
  })

  it('asks for nothing while it is off the page, and for what it needs when it is back', async () => {
    const shop = new FakeShop().on('session', json(aSession()))
    const checkout = place(shop)
    await until(checkout, 'ready')
    checkout.remove()
    checkout.orderId = 'B-2'
    await settle()
    expect(shop.to('session')).to.have.lengthOf(1)

    put(checkout)
    await until(checkout, 'ready')
    expect(shop.to('session').at(-1)?.init.body).to.equal('{"orderId":"B-2"}')
  })

  it('shows no button where no form exists', async () => {
    const beyond = aPayway('visa_cpaytrz_merchant_uah', { limits: { max: '10' } })
    const shop = new FakeShop().on('session', json(aSession({ payways: [beyond] })))
    const checkout = place(shop)
    await until(checkout, 'ready')
    expect(findAll(checkout, '[part=pay]')).to.be.empty
    expect(findAll(checkout, '[part=hosted-page]')).to.have.lengthOf(1)
  })
})
