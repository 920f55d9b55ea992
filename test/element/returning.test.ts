import { expect } from '@open-wc/testing'
import type { InterkassaCheckout } from '../../src/element/index.js'
import {
  arriveWith,
  button,
  cleanUp,
  findAll,
  hear,
  payBy,
  place,
  press,
  put,
  replace,
  settle,
  textOf,
  until,
  catchPosts
} from './support/checkout.js'
import { FakeClock } from './support/clock.js'
import { aSession, EARLIER_TOKEN, REFERENCE, STATUS, TOKEN, VISA } from './support/session.js'
import { empty, FakeShop, json, offline } from './support/shop.js'

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
    expect(findAll(checkout, 'button').map(({ innerText }) => innerText)).to.deep.equal(['Check again'])
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

describe('an outcome', () => {
  afterEach(cleanUp)

  it('paid comes with a receipt, and nothing to pay with', async () => {
    const checkout = await told(STATUS.paid, 'paid')

    const facts = findAll(checkout, 'dl > div').map(({ innerText }) => innerText.split('\n'))
    expect(facts.map(([name]) => name)).to.deep.equal(['Amount', 'Paid with', 'Time', 'Reference'])
    expect(facts.map(([, fact]) => fact)).to.include.members(['UAH\u00a01,250.50', 'Visa', REFERENCE])
    expect(findAll(checkout, 'button')).to.be.empty
  })

  for (const [status, title] of [
    [STATUS.declined, 'The payment did not go through'],
    [STATUS.canceled, 'The payment was canceled'],
    [STATUS.expired, 'The time to pay has run out']
  ] as const) {
    it(`${status.reason} gives the reference, tells the page why, and offers another try with a new session`, async () => {
      const states = hear('interkassa-status')
      const checkout = await told(status, 'unpaid')
      expect(textOf(checkout)).to.contain(title).and.to.contain(REFERENCE)
      expect(states.at(-1)).to.include({ to: 'unpaid', reason: status.reason })

      press(checkout, 'Try again')

      await until(checkout, 'ready')
    })
  }

  it('takes the focus to its heading', async () => {
    const checkout = await told(STATUS.paid, 'paid')

    expect(checkout.shadowRoot?.activeElement?.textContent).to.equal('Payment received')
    expect(findAll(checkout, '[role=status]').map(({ textContent }) => textContent)).to.deep.equal([''])
  })

  it('is said instead where the focus is busy elsewhere on the page', async () => {
    const field = document.createElement('input')
    put(field)
    field.focus()

    const checkout = await told(STATUS.paid, 'paid')

    expect(document.activeElement).to.equal(field)
    expect(findAll(checkout, '[role=status]').map(({ textContent }) => textContent)).to.deep.equal([
      'Payment received'
    ])
  })

  const told = async (status: unknown, name: 'paid' | 'unpaid'): Promise<InterkassaCheckout> => {
    arriveWith(`interkassa=${EARLIER_TOKEN}`)
    const shop = new FakeShop().on('status', json(status)).on('session', json(aSession())).on('leave', empty)
    const checkout = place(shop)
    await until(checkout, name)
    await settle()
    return checkout
  }
})
