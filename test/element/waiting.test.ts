import { expect } from '@open-wc/testing'
import {
  arriveWith,
  button,
  cleanUp,
  hear,
  labelsOf,
  place,
  press,
  put,
  replace,
  textOf
} from './support/checkout.js'
import { FakeClock } from './support/clock.js'
import { REFERENCE, STATUS, TOKEN } from './support/session.js'
import { FakeShop, json, offline } from './support/shop.js'

describe('waiting for the shop’s word', () => {
  const clock = new FakeClock()

  beforeEach(() => {
    clock.install()
    arriveWith(`interkassa=${TOKEN}`)
  })
  afterEach(() => {
    clock.uninstall()
    cleanUp()
  })

  it('asks at once, every two seconds in the first minute, then every ten', async () => {
    const shop = new FakeShop().on('status', json(STATUS.created))
    place(shop)

    await clock.pass(0)
    expect(shop.requests).to.have.lengthOf(1)
    await clock.pass(60_000)
    const first = shop.requests.length
    await clock.pass(60_000)
    const second = shop.requests.length - first

    expect(first).to.be.within(26, 38)
    expect(second).to.be.within(5, 9)
  })

  it('has never two questions under way', async () => {
    const shop = new FakeShop()
    place(shop)

    await clock.pass(19_000)

    expect(shop.requests).to.have.lengthOf(1)
  })

  it('FRO-022: asks less and less often while nobody answers, and never says paid', async () => {
    const states = hear('interkassa-status')
    const shop = new FakeShop().on('status', offline)
    const checkout = place(shop)

    await clock.pass(60_000)
    expect(shop.requests.length).to.be.within(5, 8)
    await clock.pass(540_000)

    expect(checkout.state).to.deep.include({ name: 'unverified', doubt: 'no-answer' })
    expect(states.map(({ to }) => to)).to.deep.equal(['verifying', 'unverified'])
  })

  it('obeys Retry-After', async () => {
    const shop = new FakeShop().on('status', json({}, 429, { 'retry-after': '45' }), json(STATUS.paid))
    const checkout = place(shop)

    await clock.pass(44_999)
    window.dispatchEvent(new Event('online'))
    await clock.pass(0)
    expect(shop.requests).to.have.lengthOf(1)

    await clock.pass(1)
    expect(checkout.state.name).to.equal('paid')
  })

  it('FRO-024: stops after ten minutes; what is pending stays so, and can be checked again', async () => {
    const shop = new FakeShop().on('status', json(STATUS.pending))
    const checkout = place(shop)
    await clock.pass(0)
    expect(textOf(checkout)).to.contain('You may close this page').and.to.contain('do not pay again')
    expect(button(checkout, 'Check again')).to.equal(null)

    await clock.pass(600_000)
    const asked = shop.requests.length
    await clock.pass(600_000)
    expect(shop.requests).to.have.lengthOf(asked)
    expect(checkout.state.name).to.equal('pending')

    shop.on('status', json(STATUS.paid))
    press(checkout, 'Check again')
    await clock.pass(0)
    expect(checkout.state.name).to.equal('paid')
  })

  it('is unverified if nothing was heard of it in ten minutes: reference, a warning, and another check', async () => {
    const shop = new FakeShop().on('status', json(STATUS.created))
    const checkout = place(shop)

    await clock.pass(600_000)

    expect(checkout.state.name).to.equal('unverified')
    expect(textOf(checkout)).to.contain(REFERENCE).and.to.contain('do not pay again')
    expect(labelsOf(checkout)).to.deep.equal(['Copy', 'Check again'])
  })

  it('does not go on asking for a payment that nobody knows', async () => {
    const shop = new FakeShop().on('status', json({ error: 'not-found' }, 404))
    const checkout = place(shop)

    await clock.pass(60_000)

    expect(checkout.state.name).to.equal('unverified')
    expect(shop.requests).to.have.lengthOf(1)
  })

  it('takes an answer that is none for no answer', async () => {
    const nonsense = { state: 'paid', reference: REFERENCE }
    const shop = new FakeShop().on(
      'status',
      json(nonsense),
      json({ ...STATUS.paid, state: 'PAID' }),
      json(STATUS.paid)
    )
    const checkout = place(shop)

    await clock.pass(0)
    expect(checkout.state.name).to.equal('verifying')
    await clock.pass(10_000)

    expect(checkout.state.name).to.equal('paid')
  })

  it('keeps pending when the shop forgets, and paid for good', async () => {
    const shop = new FakeShop().on(
      'status',
      json(STATUS.pending),
      json(STATUS.created),
      json(STATUS.paid),
      json(STATUS.declined)
    )
    const states = hear('interkassa-status')
    const checkout = place(shop)

    await clock.pass(30_000)

    expect(states.map(({ to }) => to)).to.deep.equal(['verifying', 'pending', 'paid'])
    expect(checkout.state.name).to.equal('paid')
    expect(shop.requests).to.have.lengthOf(3)
  })

  it('FRO-025: pauses while the tab is hidden, and asks at once when it is seen again', async () => {
    const shop = new FakeShop().on('status', json(STATUS.created))
    place(shop)
    await clock.pass(0)

    hide(true)
    await clock.pass(120_000)
    expect(shop.requests).to.have.lengthOf(1)
    hide(false)
    await clock.pass(0)

    expect(shop.requests).to.have.lengthOf(2)
  })

  it('stops when the element is taken off the page, and goes on when it is back', async () => {
    const shop = new FakeShop().on('status', json(STATUS.created))
    const checkout = place(shop)
    await clock.pass(0)

    checkout.remove()
    await clock.pass(60_000)
    expect(shop.requests).to.have.lengthOf(1)
    put(checkout)
    await clock.pass(0)

    expect(shop.requests).to.have.lengthOf(2)
  })

  it('drops the answer to a question that nobody waits for any more', async () => {
    let answer: (response: Response) => void = () => undefined
    const shop = new FakeShop().on('status', () => new Promise<Response>((resolve) => (answer = resolve)))
    const checkout = place(shop)
    await clock.pass(0)

    checkout.remove()
    answer(json(STATUS.paid)())
    await clock.pass(0)

    expect(checkout.state.name).to.equal('verifying')
    expect(shop.requests[0]?.init.signal?.aborted).to.equal(true)
  })

  const hide = (hidden: boolean) => {
    replace(document, 'hidden', hidden)
    document.dispatchEvent(new Event('visibilitychange'))
  }
})
