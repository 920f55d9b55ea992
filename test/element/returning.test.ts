import { expect } from '@open-wc/testing'
import {
  arriveWith,
  catchPosts,
  cleanUp,
  findAll,
  payBy,
  place,
  press,
  put,
  replace,
  settle,
  textOf,
  until
} from './support/checkout.js'
import { aSession, REFERENCE, STATUS, TOKEN, VISA } from './support/session.js'
import { empty, FakeShop, json } from './support/shop.js'

const page = `${location.pathname}${location.search}`

describe('coming back with a token in the address', () => {
  afterEach(cleanUp)

  it('asks for that payment, and cleans the address of the token', async () => {
    const shop = new FakeShop().on('status', json(STATUS.paid))
    history.replaceState({ shop: 'kept' }, '', `${page}#reviews&interkassa=${TOKEN}`)

    const checkout = place(shop)
    await until(checkout, 'paid')

    expect(location.href).to.equal(`${location.origin}${page}#reviews`)
    expect(history.state).to.deep.equal({ shop: 'kept', 'interkassa-checkout': TOKEN })
    expect(shop.requests.map(({ url }) => url)).to.deep.equal([`/interkassa/status?t=${TOKEN}`])
  })

  it('FRO-014: goes on after a reload, without a post', async () => {
    const posts = catchPosts()
    const shop = new FakeShop().on('status', json(STATUS.pending))
    arriveWith(`interkassa=${TOKEN}`)
    const before = place(shop)
    await until(before, 'pending')
    before.remove()

    const after = place(shop)
    await until(after, 'pending')

    expect(shop.to('status')).to.have.lengthOf(2)
    expect(shop.to('session')).to.be.empty
    expect(posts).to.be.empty
  })

  it('knows its shop again, however the next page writes it', async () => {
    const shop = new FakeShop()
      .on('session', json(aSession()))
      .on('leave', empty)
      .on('status', json(STATUS.paid))
    catchPosts()
    const leaving = place(shop, { src: '/interkassa/' })
    await until(leaving, 'ready')
    await payBy(leaving, VISA.id)
    leaving.remove()
    arriveWith('interkassa=return')

    await until(place(shop, { src: `${location.origin}/interkassa` }), 'paid')
  })

  it('is no affair of an element for another order', async () => {
    const shop = new FakeShop()
      .on('session', json(aSession()))
      .on('leave', empty)
      .on('status', json(STATUS.paid))
    catchPosts()
    const leaving = place(shop)
    await until(leaving, 'ready')
    await payBy(leaving, VISA.id)
    leaving.remove()
    arriveWith(`interkassa=${TOKEN}`)

    const other = place(shop, { 'order-id': 'B-2002' })
    const own = place(shop)
    await until(own, 'paid')
    await until(other, 'ready')
  })

  it('ends with another try: a reload is a checkout again', async () => {
    const shop = new FakeShop()
      .on('session', json(aSession()))
      .on('status', json(STATUS.declined))
      .on('leave', empty)
    arriveWith(`interkassa=${TOKEN}`)
    const before = place(shop)
    await until(before, 'unpaid')
    press(before, 'Try again')
    await until(before, 'ready')
    before.remove()

    const after = place(shop)
    await until(after, 'ready')

    expect(shop.to('status')).to.have.lengthOf(1)
  })
})

describe('coming back without a token', () => {
  afterEach(cleanUp)

  it('finds it in what was kept when the payer left', async () => {
    const shop = new FakeShop()
      .on('session', json(aSession()))
      .on('leave', empty)
      .on('status', json(STATUS.paid))
    catchPosts()
    const leaving = place(shop)
    await until(leaving, 'ready')
    await payBy(leaving, VISA.id)
    leaving.remove()
    arriveWith('interkassa=return')

    await until(place(shop), 'paid')

    expect(shop.requests.at(-1)?.url).to.equal(`/interkassa/status?t=${TOKEN}`)
  })

  for (const [name, arrive] of [
    ['a return', () => arriveWith('interkassa=return')],
    ['a token that is none', () => arriveWith('interkassa=<script>')],
    ['parameters of the gateway', () => history.replaceState(null, '', '?ik_inv_st=success&ik_pm_no=1001')]
  ] as const) {
    it(`FRO-030: with nothing kept, ${name} is unverified: no reference, nothing to pay with`, async () => {
      const shop = new FakeShop().on('session', json(aSession()))
      arrive()

      const checkout = place(shop)
      await until(checkout, 'unverified')

      expect(textOf(checkout))
        .to.contain('We cannot see the payment from here')
        .and.to.contain('do not pay again')
      expect(textOf(checkout)).not.to.contain('1001')
      expect(findAll(checkout, 'button, dl')).to.be.empty
      expect(shop.requests).to.be.empty
    })
  }

  it('FRO-029: is unverified where storage is blocked', async () => {
    replace(Storage.prototype, 'getItem', () => {
      throw new DOMException('denied', 'SecurityError')
    })
    arriveWith('interkassa=return')

    const checkout = place(new FakeShop())
    await until(checkout, 'unverified')
  })

  for (const kept of ['{', '[]', 'null', '{"statusToken":"1001"}', '{"statusToken":{"a":1}}', `"${TOKEN}"`]) {
    it(`does not trip over ${kept} in the storage`, async () => {
      sessionStorage.setItem('interkassa-checkout', kept)
      arriveWith('interkassa=return')

      await until(place(new FakeShop()), 'unverified')
    })
  }
})

describe('what the address says', () => {
  afterEach(cleanUp)

  it('RET-001, FRO-023: is a hint: a failure that the shop knows to be paid is paid', async () => {
    history.replaceState({ 'interkassa-checkout': TOKEN }, '', '?ik_inv_st=fail')
    const checkout = place(new FakeShop().on('status', json(STATUS.paid)))

    await until(checkout, 'paid')
  })

  it('RET-001: is a hint: a success that the shop does not know of is being checked', async () => {
    history.replaceState({ 'interkassa-checkout': TOKEN }, '', '?ik_inv_st=success')
    const checkout = place(new FakeShop().on('status', json(STATUS.created)))

    await until(checkout, 'verifying')
    await settle()

    expect(checkout.state.name).to.equal('verifying')
    expect(textOf(checkout)).to.contain('Checking your payment…').and.to.contain(REFERENCE)
  })

  for (const [id, query] of [
    ['RET-005', ''],
    ['RET-006', '?ik_inv_st=fail&ik_inv_st=success'],
    ['RET-010', '?ik_inv_st[]=success'],
    ['RET-011', '?ik_inv_st=constructor']
  ] as const) {
    it(`${id}: is no return at all with ${query || 'nothing in it'}`, async () => {
      history.replaceState(null, '', `${location.pathname}${query}`)
      const checkout = place(new FakeShop().on('session', json(aSession())))

      await until(checkout, 'ready')
    })
  }

  it('RET-00B: never leads anywhere', async () => {
    history.replaceState(null, '', '?next=https://evil.example/&ik_inv_st=success')
    const before = location.href

    await until(place(new FakeShop()), 'unverified')

    expect(location.href).to.equal(before)
  })

  for (const arrive of [
    () => arriveWith('interkassa=return'),
    () => history.replaceState(null, '', '?ik_inv_st=success')
  ]) {
    it('says that the payment is being confirmed, and never more, where there is no status to ask for', async () => {
      arrive()
      const checkout = document.createElement('interkassa-checkout')
      checkout.lang = 'en'
      checkout.session = aSession()
      put(checkout)

      await until(checkout, 'unverified')

      expect(textOf(checkout))
        .to.contain('Your payment is being confirmed')
        .and.to.contain('do not pay again')
      expect(findAll(checkout, 'button')).to.be.empty
    })
  }
})
