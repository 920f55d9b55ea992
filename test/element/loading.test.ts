import { expect } from '@open-wc/testing'
import {
  button,
  cleanUp,
  find,
  findAll,
  hear,
  labelsOf,
  place,
  press,
  put,
  settle,
  textOf,
  until
} from './support/checkout.js'
import { FakeClock } from './support/clock.js'
import { aPayway, aSession, STATUS, TOKEN, VISA } from './support/session.js'
import { FakeShop, half, json, offline, page } from './support/shop.js'

describe('loading the ways to pay', () => {
  const clock = new FakeClock()

  afterEach(() => {
    clock.uninstall()
    cleanUp()
  })

  it('asks for the order, and for nothing else', async () => {
    const shop = new FakeShop().on('session', json(aSession()))
    const checkout = place(shop, { src: '/interkassa/' })

    await until(checkout, 'ready')

    const [request] = shop.requests
    expect(shop.requests).to.have.lengthOf(1)
    expect(request?.url).to.equal('/interkassa/session')
    expect(request?.init.method).to.equal('POST')
    expect(request?.init.credentials).to.equal('include')
    expect(JSON.parse(request?.init.body as string)).to.deep.equal({ orderId: 'A-1001' })
  })

  it('tells the page that a session has come', async () => {
    const loads = hear('interkassa-load')
    const states = hear('interkassa-status')
    const checkout = place(new FakeShop().on('session', json(aSession())))

    await until(checkout, 'ready')

    expect(loads.map(({ session }) => session.fields['ik_pm_no'])).to.deep.equal(['A-1001-1'])
    expect(states.map(({ from, to }) => `${from} ${to}`)).to.deep.equal(['idle loading', 'loading ready'])
  })

  it('shows a skeleton meanwhile, and nothing to press', async () => {
    const checkout = place(new FakeShop())

    await settle()

    expect(find(checkout, '[part=skeleton]').offsetHeight).to.be.greaterThan(100)
    expect(find(checkout, 'section').ariaBusy).to.equal('true')
    expect(findAll(checkout, 'button, input').length).to.equal(0)
  })

  it('keeps the summary where the skeleton had it', async () => {
    const { amount, currency, description = '' } = aSession().display
    const session = aSession({ display: { amount, currency, description } })
    const checkout = place(new FakeShop().on('session', json(session)))
    await settle()
    const empty = place(new FakeShop())
    await settle()
    const top = (of: typeof checkout, selector: string) =>
      find(of, selector).getBoundingClientRect().top - of.getBoundingClientRect().top

    expect(top(empty, '.list')).to.be.closeTo(top(checkout, 'fieldset > div'), 1)
    expect(empty.offsetHeight).to.be.closeTo(checkout.offsetHeight, 1)
  })

  it('FRO-001: offers to try again while offline, and does so itself once the network is back', async () => {
    const errors = hear('interkassa-error')
    const shop = new FakeShop().on('session', offline, offline, json(aSession()))
    const checkout = place(shop)
    await until(checkout, 'failed')

    press(checkout, 'Try again')
    await until(checkout, 'failed')
    window.dispatchEvent(new Event('online'))
    await until(checkout, 'ready')

    expect(shop.requests).to.have.lengthOf(3)
    expect(errors.map(({ code, origin, retryable }) => ({ code, origin, retryable }))).to.deep.equal([
      { code: 'unreachable', origin: 'network', retryable: true },
      { code: 'unreachable', origin: 'network', retryable: true }
    ])
  })

  it('FRO-002: gives up after twenty seconds, and offers to try again', async () => {
    clock.install()
    const checkout = place(new FakeShop())

    await clock.pass(19_999)
    const before = checkout.state.name
    await clock.pass(1)

    expect(before).to.equal('loading')
    expect(checkout.state).to.deep.include({ name: 'failed' })
    expect(button(checkout, 'Try again')).to.exist
  })

  it('FRO-003: aborts when it is taken off the page, drops the answer, and asks again when it is back', async () => {
    let answer: (response: Response) => void = () => undefined
    const shop = new FakeShop().on(
      'session',
      () => new Promise<Response>((resolve) => (answer = resolve)),
      json(aSession())
    )
    const states = hear('interkassa-status')
    const checkout = place(shop)
    await settle()

    checkout.remove()
    answer(json(aSession())())
    await settle()
    const whileAway = states.length
    put(checkout)
    await until(checkout, 'ready')

    expect(shop.requests[0]?.init.signal?.aborted).to.equal(true)
    expect(whileAway).to.equal(1)
    expect(shop.requests).to.have.lengthOf(2)
  })

  it('FRO-004: shows the last order, in whatever order the answers come', async () => {
    const answers: ((response: Response) => void)[] = []
    const hold = () => new Promise<Response>((resolve) => answers.push(resolve))
    const shop = new FakeShop().on('session', hold)
    const checkout = place(shop)
    await settle()
    checkout.orderId = 'A-1002'
    await settle()

    const second = aSession({ display: { amount: '1250.50', currency: 'UAH', merchant: 'Second' } })
    answers[1]?.(json(second)())
    answers[0]?.(json(aSession())())
    await until(checkout, 'ready')
    await settle()

    expect(textOf(checkout)).to.contain('Second').and.not.to.contain('Teapot')
    expect(shop.requests.map(({ init }) => init.body)).to.deep.equal([
      '{"orderId":"A-1001"}',
      '{"orderId":"A-1002"}'
    ])
  })

  for (const [id, name, reply, code] of [
    ['FRO-005', 'an error of the server', json({ error: 'unavailable' }, 500), 'http-status'],
    ['FRO-006', 'a page of HTML', page(), 'not-json'],
    ['SES-165', 'half an answer', half, 'not-json']
  ] as const) {
    it(`${id}: offers to try again after ${name}`, async () => {
      const checkout = place(new FakeShop().on('session', reply, json(aSession())))
      await until(checkout, 'failed')
      expect(checkout.state).to.have.nested.property('error.code', code)
      expect(findAll(checkout, 'h1')).to.be.empty

      press(checkout, 'Try again')

      await until(checkout, 'ready')
    })
  }

  for (const [id, name, reply, words] of [
    ['FRO-007', 'a refusal', json({ error: 'forbidden-origin' }, 403), 'Paying is not possible here'],
    ['CRE-001', 'an unknown order', json({ error: 'order-unknown' }, 404), 'does not know this order'],
    ['CRE-002', 'no attempt left', json({ error: 'attempts-exhausted' }, 409), 'Paying is not possible here']
  ] as const) {
    it(`${id}: says so, and does not try again, after ${name}`, async () => {
      const shop = new FakeShop().on('session', reply)
      const checkout = place(shop)
      await until(checkout, 'failed')

      window.dispatchEvent(new Event('online'))
      await settle()

      expect(textOf(checkout)).to.contain(words)
      expect(labelsOf(checkout)).to.deep.equal(['Copy'])
      expect(shop.requests).to.have.lengthOf(1)
    })
  }

  it('FRO-008: does not try again before the shop allows it', async () => {
    clock.install()
    const shop = new FakeShop().on(
      'session',
      json({ error: 'too-many-attempts' }, 429, { 'retry-after': '5' }),
      json(aSession())
    )
    const checkout = place(shop)
    await clock.pass(0)
    expect(textOf(checkout)).to.contain('opened too often').and.to.contain('You can try again after')

    await clock.pass(4_999)
    window.dispatchEvent(new Event('online'))
    press(checkout, 'Try again')
    await clock.pass(0)
    expect(shop.requests).to.have.lengthOf(1)

    await clock.pass(1)
    press(checkout, 'Try again')
    await clock.pass(0)
    expect(checkout.state.name).to.equal('ready')
  })

  it('asks for the state of an order that is paid already, and shows that', async () => {
    const shop = new FakeShop()
      .on('session', json({ error: 'order-paid', statusToken: TOKEN }, 409))
      .on('status', json(STATUS.paid))
    const checkout = place(shop)

    await until(checkout, 'paid')

    expect(labelsOf(checkout)).to.deep.equal(['Copy', 'Print'])
  })

  it('FRO-009: fetches a new session when the time is up, once, and keeps what was chosen', async () => {
    clock.install()
    const shop = new FakeShop().on('session', () => json(aSession())())
    const checkout = place(shop)
    await clock.pass(0)
    find(checkout, `input[value=${VISA.id}]`).click()

    await clock.pass(3_599_999)
    expect(shop.requests).to.have.lengthOf(1)
    await clock.pass(1)

    expect(shop.requests).to.have.lengthOf(2)
    expect(checkout.state).to.deep.include({ name: 'ready', payway: VISA.id })
    expect(find(checkout, ':checked')).to.have.value(VISA.id)
  })

  it('FRO-028: goes by the clock of the server, not of the device', async () => {
    clock.install()
    const server = Date.now() - 7_200_000
    const session = aSession({
      serverTime: new Date(server).toISOString(),
      expiresAt: new Date(server + 60_000).toISOString()
    })
    const shop = new FakeShop().on('session', json(session), json(aSession()))
    const checkout = place(shop)

    await clock.pass(59_999)
    expect(checkout.state.name).to.equal('ready')
    expect(shop.requests).to.have.lengthOf(1)

    await clock.pass(1)
    expect(shop.requests).to.have.lengthOf(2)
  })

  for (const [id, name, session] of [
    ['SES-100', 'whose form leads to a script', aSession({ action: 'javascript:alert(1)' })],
    [
      'SES-104',
      'whose form leads elsewhere',
      aSession({ action: 'https://sci.interkassa.com@evil.example/' })
    ],
    ['SES-140', 'that shows another amount', aSession({ display: { amount: '1.00', currency: 'UAH' } })],
    [
      'SES-130',
      'with a field that hides form.submit',
      aSession({ fields: { ...aSession().fields, submit: 'x' } })
    ],
    [
      'FRO-035',
      'with a line break, which the browser would rewrite',
      aSession({ fields: { ...aSession().fields, ik_desc: 'Order\nA-1001' } })
    ],
    ['SES-191', 'with card data', aSession({ fields: { ...aSession().fields, ik_pay_card_cvv: '123' } })],
    ['SES-170', 'with a payway twice', aSession({ payways: [VISA, VISA] })]
  ] as const) {
    it(`${id}: refuses a session ${name}`, async () => {
      const checkout = place(new FakeShop().on('session', json(session)))

      await until(checkout, 'failed')

      expect(checkout.state).to.have.nested.property('error.retryable', false)
      expect(findAll(checkout, 'form, input').length).to.equal(0)
    })
  }

  it('takes a gateway on this very machine only, where one is named', async () => {
    const local = aSession({ action: 'http://127.0.0.1:8081/' })
    const named = place(new FakeShop().on('session', json(local)), { gateway: 'http://127.0.0.1:8081/' })
    const unnamed = place(new FakeShop().on('session', json(local)))
    const evil = aSession({ action: 'https://evil.example/' })
    const foreign = place(new FakeShop().on('session', json(evil)), { gateway: 'https://evil.example/' })

    await until(named, 'ready')
    await until(unnamed, 'failed')
    await until(foreign, 'failed')
  })
})

describe('a session that the page has already', () => {
  afterEach(cleanUp)

  it('is taken from a child, and nobody is asked', async () => {
    const checkout = document.createElement('interkassa-checkout')
    const script = document.createElement('script')
    script.type = 'application/json'
    script.textContent = JSON.stringify(aSession())
    checkout.append(script)
    put(checkout)

    await until(checkout, 'ready')
  })

  it('is taken from the property, and an equal one starts nothing anew', async () => {
    const states = hear('interkassa-status')
    const session = aSession()
    const checkout = document.createElement('interkassa-checkout')
    checkout.session = session
    put(checkout)
    await until(checkout, 'ready')

    checkout.session = structuredClone(session)
    await checkout.updateComplete

    expect(states).to.have.lengthOf(2)
  })

  it('is guarded like one that was fetched', async () => {
    const checkout = document.createElement('interkassa-checkout')
    checkout.session = aSession({ action: 'https://evil.example/' })
    put(checkout)

    await until(checkout, 'failed')
  })

  it('is fetched anew if its time is up', async () => {
    const shop = new FakeShop().on('session', json(aSession()))
    const checkout = document.createElement('interkassa-checkout')
    checkout.fetch = shop.fetch
    checkout.src = '/interkassa'
    checkout.orderId = 'A-1001'
    checkout.session = aSession({ expiresAt: '2026-01-01T00:00:00Z', payways: [aPayway('old_x_y_uah')] })
    put(checkout)

    await until(checkout, 'ready')

    expect(textOf(checkout)).not.to.contain('old')
  })

  it('does nothing at all without a session, a shop or an order', async () => {
    const checkout = place(null, { src: null, 'order-id': null })

    await checkout.updateComplete

    expect(checkout.state.name).to.equal('idle')
    expect(textOf(checkout)).to.equal('')
  })
})
