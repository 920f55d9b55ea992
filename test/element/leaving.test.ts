import { expect } from '@open-wc/testing'
import type { InterkassaCheckout } from '../../src/element/index.js'
import type { CheckoutSession } from '../../src/protocol/index.js'
import {
  button,
  catchPosts,
  choose,
  cleanUp,
  find,
  hear,
  payBy,
  place,
  press,
  put,
  replace,
  settle,
  textOf,
  until,
  type Post
} from './support/checkout.js'
import { FakeClock } from './support/clock.js'
import { aSession, EARLIER_TOKEN, PRIVAT24, STATUS, TOKEN, VISA } from './support/session.js'
import { empty, FakeShop, json, offline } from './support/shop.js'

describe('leaving for the gateway', () => {
  const clock = new FakeClock()
  let posts: Post[]
  let shop: FakeShop

  beforeEach(() => {
    posts = catchPosts()
    shop = new FakeShop().on('session', () => json(aSession())()).on('leave', empty)
  })
  afterEach(() => {
    clock.uninstall()
    cleanUp()
  })

  it('posts the fields that were signed for the payway, and no others', async () => {
    const session = aSession()
    const checkout = await ready(session)

    await payBy(checkout, PRIVAT24.id)

    expect(posts).to.deep.equal([
      {
        action: 'https://sci.interkassa.com/',
        method: 'post',
        target: '_top',
        charset: 'utf-8',
        fields: { ...session.fields, ...PRIVAT24.fields, ik_sign: PRIVAT24.sign }
      }
    ])
  })

  it('REN-015: posts a whole page’s form for a direct payway too, and puts no markup of anybody’s into the page', async () => {
    const direct = { ...VISA, direct: true }
    const checkout = await ready(aSession({ payways: [direct, PRIVAT24] }))

    await payBy(checkout, direct.id)

    expect(posts.map(({ action }) => action)).to.deep.equal(['https://sci.interkassa.com/'])
  })

  it('posts the session’s own fields for other ways to pay', async () => {
    const submits = hear('interkassa-submit')
    const session = aSession()
    const checkout = await ready(session)
    await choose(checkout, VISA.id)

    press(checkout, 'Other ways to pay')
    await until(checkout, 'leaving')

    expect(posts.map(({ fields }) => fields)).to.deep.equal([session.fields])
    expect(submits.map(({ payway }) => payway)).to.deep.equal([null])
  })

  it('tells the shop, and remembers the token, before the form is posted', async () => {
    const checkout = place(shop)
    await until(checkout, 'ready')
    let before: unknown
    replace(HTMLFormElement.prototype, 'submit', () => {
      const { url, init } = shop.to('leave')[0] ?? {}
      before = {
        url,
        method: init?.method,
        keepalive: init?.keepalive,
        kept: sessionStorage.getItem('interkassa-checkout')
      }
    })

    await payBy(checkout, VISA.id)

    expect(before).to.deep.equal({
      url: `/interkassa/leave?t=${TOKEN}`,
      method: 'POST',
      keepalive: true,
      kept: JSON.stringify({ src: `${location.origin}/interkassa`, orderId: 'A-1001', statusToken: TOKEN })
    })
  })

  it('FRO-010: posts once for a double click', async () => {
    const checkout = await ready()
    await choose(checkout, VISA.id)

    find(checkout, '[part=pay]').click()
    find(checkout, '[part=pay]').click()
    await until(checkout, 'leaving')

    expect(posts).to.have.lengthOf(1)
  })

  it('FRO-034: posts once for four clicks while the gateway is slow', async () => {
    clock.install()
    const checkout = place(shop)
    await clock.pass(0)
    find(checkout, `[value=${VISA.id}]`).click()

    for (let click = 0; click < 4; click++) {
      find(checkout, '[part=pay]').click()
      await clock.pass(500)
    }
    await until(checkout, 'leaving')

    expect(posts).to.have.lengthOf(1)
    expect(textOf(checkout)).to.contain('Opening the payment page…')
  })

  it('FRO-015: posts each order’s own form from two elements on a page', async () => {
    const other = aSession({ fields: { ...aSession().fields, ik_pm_no: 'B-2002-1' } })
    const a = await ready()
    const b = place(new FakeShop().on('session', json(other)), { 'order-id': 'B-2002' })
    await until(b, 'ready')

    await payBy(b, VISA.id)
    await payBy(a, PRIVAT24.id)

    expect(posts.map(({ fields }) => [fields['ik_pm_no'], fields['ik_pw_via']])).to.deep.equal([
      ['B-2002-1', VISA.id],
      ['A-1001-1', PRIVAT24.id]
    ])
  })

  it('FRO-029: leaves where storage is blocked', async () => {
    replace(Storage.prototype, 'setItem', () => {
      throw new DOMException('denied', 'SecurityError')
    })
    const checkout = await ready()

    await payBy(checkout, VISA.id)

    expect(posts).to.have.lengthOf(1)
  })

  it('stays where the page says no', async () => {
    const checkout = await ready()
    checkout.addEventListener('interkassa-submit', (event) => event.preventDefault())
    await choose(checkout, VISA.id)

    find(checkout, '[part=pay]').click()
    await settle()

    expect(checkout.state).to.deep.include({ name: 'ready', payway: VISA.id, notice: null })
    expect(posts).to.be.empty
  })

  it('waits for what the page still has to do', async () => {
    const checkout = await ready()
    let finish: () => void = () => undefined
    checkout.addEventListener('interkassa-submit', (event) => {
      event.waitUntil(new Promise<void>((resolve) => (finish = resolve)))
    })
    await choose(checkout, VISA.id)

    find(checkout, '[part=pay]').click()
    await settle()
    const meanwhile = { state: checkout.state.name, posts: posts.length }
    finish()
    await until(checkout, 'leaving')

    expect(meanwhile).to.deep.equal({ state: 'preparing', posts: 0 })
    expect(posts).to.have.lengthOf(1)
  })

  it('stays and says so where the page could not do it', async () => {
    const errors = hear('interkassa-error')
    const checkout = await ready()
    checkout.addEventListener('interkassa-submit', (event) =>
      event.waitUntil(Promise.reject(new Error('no address')))
    )
    await choose(checkout, VISA.id)

    find(checkout, '[part=pay]').click()
    await settle()

    expect(textOf(checkout)).to.contain('The shop could not prepare the payment')
    expect(errors.map(({ code, origin }) => ({ code, origin }))).to.deep.equal([
      { code: 'submit-refused', origin: 'page' }
    ])
    expect(posts).to.be.empty
  })

  it('stays if the page takes too long', async () => {
    clock.install()
    const checkout = place(shop)
    await clock.pass(0)
    checkout.addEventListener('interkassa-submit', (event) => event.waitUntil(new Promise(() => undefined)))
    find(checkout, `[value=${VISA.id}]`).click()

    find(checkout, '[part=pay]').click()
    await clock.pass(20_000)

    expect(checkout.state).to.deep.include({ name: 'ready', notice: 'timeout' })
    expect(posts).to.be.empty
  })

  it('FRO-009: never posts a session whose time is up, but fetches another', async () => {
    clock.install()
    const checkout = place(shop)
    await clock.pass(0)
    find(checkout, `[value=${VISA.id}]`).click()
    clock.sleep(3_600_000)

    find(checkout, '[part=pay]').click()
    await clock.pass(0)

    expect(posts).to.be.empty
    expect(shop.to('session')).to.have.lengthOf(2)
    expect(checkout.state).to.deep.include({ name: 'ready', payway: VISA.id })
  })

  it('FRO-009: does not post either if the time runs out while the page is asked', async () => {
    clock.install()
    const checkout = place(shop)
    await clock.pass(0)
    checkout.addEventListener('interkassa-submit', () => clock.sleep(3_600_000))
    find(checkout, `[value=${VISA.id}]`).click()

    find(checkout, '[part=pay]').click()
    await until(checkout, 'loading')

    expect(posts).to.be.empty
    expect(shop.to('session')).to.have.lengthOf(2)
  })

  it('unlocks with an explanation and a new session if the browser has not left after twenty seconds', async () => {
    clock.install()
    const errors = hear('interkassa-error')
    const checkout = place(shop)
    await clock.pass(0)
    find(checkout, `[value=${VISA.id}]`).click()
    find(checkout, '[part=pay]').click()
    await until(checkout, 'leaving')

    await clock.pass(20_000)

    expect(textOf(checkout)).to.contain('The payment page did not open')
    expect(checkout.state).to.deep.include({ name: 'ready', payway: VISA.id })
    expect(errors.map(({ code }) => code)).to.deep.equal(['departure-timeout'])
    expect(shop.requests.map(({ url }) => url)).to.deep.equal([
      '/interkassa/session',
      `/interkassa/leave?t=${TOKEN}`,
      `/interkassa/leave?t=${TOKEN}`,
      '/interkassa/session'
    ])
  })

  it('lets the form go its way if the element is taken off the page, and unlocks if it comes back', async () => {
    clock.install()
    const checkout = place(shop)
    await clock.pass(0)
    find(checkout, `[value=${VISA.id}]`).click()
    find(checkout, '[part=pay]').click()
    await until(checkout, 'leaving')

    checkout.remove()
    await clock.pass(60_000)
    const form = document.querySelectorAll('body > form').length
    const requests = shop.requests.length
    put(checkout)
    await clock.pass(20_000)

    expect({ form, requests }).to.deep.equal({ form: 1, requests: 2 })
    expect(checkout.state).to.deep.include({ name: 'ready', notice: 'departure-timeout' })
  })

  it('FRO-031: unlocks if the page’s policy keeps the form from a host, and names the host to the developer', async () => {
    const said: unknown[][] = []
    replace(console, 'error', (...words: unknown[]) => said.push(words))
    const checkout = place(shop)
    await until(checkout, 'ready')
    await payBy(checkout, VISA.id)

    document.dispatchEvent(violation('img-src'))
    expect(checkout.state.name).to.equal('leaving')
    document.dispatchEvent(violation('form-action'))
    await until(checkout, 'ready')

    expect(textOf(checkout)).to.contain('This page does not let the payment page open')
    expect(said.join()).to.contain('https://pay.example')
    expect(document.querySelectorAll('body > form').length).to.equal(0)
  })

  it('FRO-031: is not misled by a policy that only reports', async () => {
    const errors = hear('interkassa-error')
    const checkout = place(shop)
    await until(checkout, 'ready')
    await payBy(checkout, VISA.id)

    document.dispatchEvent(violation('form-action', 'report'))

    expect(checkout.state.name).to.equal('leaving')
    expect(errors).to.be.empty
  })

  it('FRO-012: coming back by the back button asks the shop again, and posts nothing by itself', async () => {
    const checkout = place(shop)
    await until(checkout, 'ready')
    await payBy(checkout, VISA.id)

    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
    await until(checkout, 'ready')

    expect(button(checkout, 'Pay UAH\u00a01,250.50')?.ariaDisabled).to.equal('false')
    expect(posts).to.have.lengthOf(1)
    expect(shop.requests.map(({ url }) => url).slice(2)).to.deep.equal([
      `/interkassa/leave?t=${TOKEN}`,
      '/interkassa/session'
    ])
  })

  it('FRO-013: says again that the payer left when the page is loaded anew', async () => {
    const checkout = place(shop)
    await until(checkout, 'ready')
    await payBy(checkout, VISA.id)
    checkout.remove()

    const again = place(shop)
    await until(again, 'ready')

    expect(shop.requests.map(({ url }) => url).slice(2)).to.deep.equal([
      `/interkassa/leave?t=${TOKEN}`,
      '/interkassa/session'
    ])
    expect(posts).to.have.lengthOf(1)
  })

  it('lets the payer go again where there is no shop to ask', async () => {
    const checkout = document.createElement('interkassa-checkout')
    checkout.session = aSession()
    put(checkout)
    await until(checkout, 'ready')
    await payBy(checkout, VISA.id)

    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))

    expect(checkout.state).to.deep.include({ name: 'ready', payway: VISA.id })
  })

  it('REN-006: posts a description exactly as it was signed', async () => {
    const ik_desc = '"><script>window.__pwned=1</script>'
    const { merchant, ...display } = { ...aSession().display, description: ik_desc }
    const session = aSession({ fields: { ...aSession().fields, ik_desc }, display })
    const checkout = await ready(session)

    await payBy(checkout, VISA.id)

    expect(merchant).to.be.a('string')
    expect(posts[0]?.fields['ik_desc']).to.equal(ik_desc)
    expect(textOf(checkout)).to.contain(ik_desc)
    expect(window).not.to.have.property('__pwned')
  })

  it('REN-010: posts to the gateway though the page has polluted Object.prototype', async () => {
    const pollution = { action: 'https://evil.example/', target: 'evil', method: 'GET' }
    const lacking: Record<string, unknown> = { ...aSession() }
    delete lacking['action']
    for (const [name, value] of Object.entries(pollution)) replace(Object.prototype, name, value)
    const checkout = await ready()
    const refused = place(new FakeShop().on('session', json(lacking)), { 'order-id': 'B-2002' })

    await payBy(checkout, VISA.id)
    await until(refused, 'failed')

    expect(posts.map(({ action, method, target }) => ({ action, method, target }))).to.deep.equal([
      { action: 'https://sci.interkassa.com/', method: 'post', target: '_top' }
    ])
  })

  it('REN-011: posts once though controls around it are named submit, action and method', async () => {
    const outer = document.createElement('form')
    outer.action = 'https://evil.example/'
    outer.append(
      ...['submit', 'action', 'method'].map((name) =>
        Object.assign(document.createElement('input'), { name })
      )
    )
    put(outer)
    const checkout = place(shop)
    outer.append(checkout)
    await until(checkout, 'ready')

    await payBy(checkout, VISA.id)

    expect(posts.map(({ action }) => action)).to.deep.equal(['https://sci.interkassa.com/'])
  })

  it('REN-012: does not mind a hostile form inside it', async () => {
    const hostile = document.createElement('form')
    hostile.action = 'https://evil.example/'
    const checkout = place(shop)
    checkout.append(hostile)
    await until(checkout, 'ready')

    await payBy(checkout, VISA.id)

    expect(posts.map(({ action }) => action)).to.deep.equal(['https://sci.interkassa.com/'])
  })

  const ready = async (session: CheckoutSession = aSession()): Promise<InterkassaCheckout> => {
    const checkout = place(new FakeShop().on('session', json(session)).on('leave', empty))
    await until(checkout, 'ready')
    return checkout
  }
})

describe('an earlier attempt', () => {
  const earlier = { statusToken: EARLIER_TOKEN, startedAt: '2026-11-23T09:00:00Z' }

  afterEach(cleanUp)

  for (const status of [STATUS.created, STATUS.canceled]) {
    it(`does not stand in the way if it is ${status.state}`, async () => {
      const checkout = locked(new FakeShop().on('status', json(status)))

      await until(checkout, 'ready')

      expect(textOf(checkout)).to.contain('How would you like to pay?')
    })
  }

  it('is shown if it is paid', async () => {
    const checkout = locked(new FakeShop().on('status', json(STATUS.paid)))

    await until(checkout, 'paid')
  })

  for (const [name, reply, words] of [
    ['is pending', json(STATUS.pending), 'That payment is still on its way'],
    ['cannot be asked for', offline, 'We do not know yet'],
    ['is unknown', json({ error: 'not-found' }, 404), 'We do not know yet']
  ] as const) {
    it(`locks the choice if it ${name}, and lets the payer insist at once`, async () => {
      const shop = new FakeShop().on('status', reply)
      const checkout = locked(shop)
      await until(checkout, 'locked')
      await settle()
      expect(textOf(checkout)).to.contain(words)
      expect(button(checkout, 'Pay UAH\u00a01,250.50')).to.equal(null)

      press(checkout, 'Pay another way')
      await until(checkout, 'ready')

      expect(shop.to('status').map(({ url }) => url)).to.deep.equal([`/interkassa/status?t=${EARLIER_TOKEN}`])
    })
  }

  it('locks the choice where there is no shop to ask, and lets the payer insist', async () => {
    const checkout = document.createElement('interkassa-checkout')
    checkout.lang = 'en'
    checkout.session = aSession({ earlier })
    put(checkout)
    await until(checkout, 'locked')
    expect(textOf(checkout)).to.contain('We do not know yet')

    press(checkout, 'Pay another way')

    await until(checkout, 'ready')
  })

  it('unlocks by itself when it turns out to have failed', async () => {
    const clock = new FakeClock().install()
    const checkout = locked(new FakeShop().on('status', json(STATUS.pending), json(STATUS.declined)))

    await clock.pass(3_000)

    clock.uninstall()
    expect(checkout.state.name).to.equal('ready')
  })

  it('is asked for before anything can be pressed', async () => {
    const checkout = locked(new FakeShop())
    await until(checkout, 'locked')

    expect(textOf(checkout)).to.contain('We are checking how that went')
    expect(checkout.shadowRoot?.querySelector('button')).to.equal(null)
  })

  const locked = (shop: FakeShop) => place(shop.on('session', () => json(aSession({ earlier }))()))
})

const violation = (
  effectiveDirective: string,
  disposition: SecurityPolicyViolationEventDisposition = 'enforce'
) =>
  new SecurityPolicyViolationEvent('securitypolicyviolation', {
    effectiveDirective,
    violatedDirective: effectiveDirective,
    blockedURI: 'https://pay.example',
    documentURI: location.href,
    originalPolicy: '',
    disposition,
    statusCode: 200
  })
