import { expect } from '@open-wc/testing'
import type { InterkassaCheckout } from '../../src/element/index.js'
import type { CheckoutSession } from '../../src/protocol/index.js'
import {
  catchPosts,
  choose,
  cleanUp,
  find,
  payBy,
  place,
  press,
  replace,
  settle,
  textOf,
  until,
  type Post
} from './support/checkout.js'
import { FakeClock } from './support/clock.js'
import { aSession, EARLIER_TOKEN, STATUS, TOKEN, VISA } from './support/session.js'
import { empty, FakeShop, json } from './support/shop.js'

const NEXT_TOKEN = EARLIER_TOKEN
const NAME = `interkassa-checkout ${location.origin}/interkassa A-1001`

// two elements on one page speak to each other as two tabs do: by the same channel, and by the same lock
describe('two tabs with one order', () => {
  let posts: Post[]
  const channels = new Set<BroadcastChannel>()

  beforeEach(() => {
    posts = catchPosts()
  })
  afterEach(() => {
    for (const channel of channels) channel.close()
    channels.clear()
    cleanUp()
  })

  it('the other one says so once the payer has left from here', async () => {
    const [here, there] = await twoTabs()

    await payBy(here, VISA.id)
    await until(there, 'locked')

    expect(textOf(there)).to.contain('being paid in another tab')
    expect(find(there, '[part=another-way]')).to.exist
    expect(there.shadowRoot?.querySelector('[part=pay]')).to.equal(null)
  })

  it('FRO-016: one form goes out though both are pressed in the same moment', async () => {
    const [here, there] = await twoTabs()
    await choose(here, VISA.id)
    await choose(there, VISA.id)

    find(here, '[part=pay]').click()
    find(there, '[part=pay]').click()
    await until(here, 'leaving')
    await until(there, 'locked')

    expect(posts).to.have.lengthOf(1)
    expect(there.state).to.deep.include({ attempt: 'elsewhere', statusToken: TOKEN, payway: VISA.id })
  })

  it('the other one shows the payment once it was paid here', async () => {
    const [here, there] = await twoTabs(json(STATUS.paid))

    await payBy(here, VISA.id)

    await until(there, 'paid')
  })

  it('the other one offers the order again, with another session, once the payment here has failed', async () => {
    const [here, there, shop] = await twoTabs(json(STATUS.declined))

    await payBy(here, VISA.id)
    await next(there, 'interkassa-load')

    expect(there.state).to.have.nested.property('session.statusToken', NEXT_TOKEN)
    expect(shop.to('session')).to.have.lengthOf(2)
  })

  it('a payer who insists in the other one leaves with another attempt', async () => {
    const [here, there] = await twoTabs(json(STATUS.created))
    await payBy(here, VISA.id)
    await until(there, 'locked')

    // this page is gone by now
    window.dispatchEvent(new PageTransitionEvent('pagehide'))
    window.dispatchEvent(new PageTransitionEvent('pageshow'))
    press(there, 'Pay another way')
    await until(there, 'ready')
    await payBy(there, VISA.id)

    expect(posts.map(({ fields }) => fields['ik_pm_no'])).to.deep.equal(['A-1001-1', 'A-1001-2'])
  })

  it('each is free again once the other one has stayed after all', async () => {
    const [here, there] = await twoTabs()
    await choose(here, VISA.id)
    const clock = new FakeClock().install()
    find(here, '[part=pay]').click()
    await until(here, 'leaving')
    await clock.pass(20_000)
    clock.uninstall()
    await until(here, 'ready')

    await until(there, 'locked')
    press(there, 'Pay another way')
    await until(there, 'ready')
    await payBy(there, VISA.id)

    expect(posts).to.have.lengthOf(2)
  })

  it('a session that was still on its way when the payer left elsewhere comes locked', async () => {
    const here = await ready(new FakeShop().on('session', json(aSession())).on('leave', empty))
    let answer: (response: Response) => void = () => undefined
    const late = new FakeShop().on('session', () => new Promise<Response>((resolve) => (answer = resolve)))
    const there = place(late)
    await until(there, 'loading')

    await payBy(here, VISA.id)
    await settle()
    answer(json(aSession())())

    await until(there, 'locked')
    expect(there.state).to.deep.include({ attempt: 'elsewhere' })
  })

  it('lock each other without tokens, too', async () => {
    const { statusToken, ...session } = aSession()
    const [here, there] = [await ready(shopWith(session)), await ready(shopWith(session))]

    await payBy(here, VISA.id)
    await until(there, 'locked')
    press(there, 'Pay another way')
    await until(there, 'ready')

    expect(statusToken).to.equal(TOKEN)
    expect(find(there, '[part=pay]')).to.exist
  })

  it('are told apart by shop and order', async () => {
    const here = await ready(shopWith(aSession()))
    const others = [
      place(shopWith(aSession()), { 'order-id': 'B-2' }),
      place(shopWith(aSession()), { src: '/elsewhere' })
    ]
    for (const other of others) await until(other, 'ready')

    await payBy(here, VISA.id)
    await settle()

    expect(others.map(({ state }) => state.name)).to.deep.equal(['ready', 'ready'])
  })

  it('are one for every way to write where the shop is', async () => {
    const here = await ready(shopWith(aSession()))
    const there = place(shopWith(aSession()), { src: `${location.origin}/interkassa/` })
    await until(there, 'ready')

    await payBy(here, VISA.id)

    await until(there, 'locked')
  })

  it('follow the order when it changes', async () => {
    const here = place(shopWith(aSession()), { 'order-id': 'B-2' })
    const there = await ready(shopWith(aSession()))
    there.orderId = 'B-2'
    await settle()
    await until(there, 'ready')

    await payBy(here, VISA.id)

    await until(there, 'locked')
  })

  it('let a page go into the browser’s cache: without a channel, without a lock', async () => {
    const [here, there] = await twoTabs()
    await payBy(here, VISA.id)

    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))
    await settle()

    expect(await heldLocks()).to.deep.equal([])
    const [before] = [there.state]
    otherTab().postMessage({ statusToken: NEXT_TOKEN })
    await settle()
    expect(there.state).to.equal(before)
  })

  it('hear each other again after the back button', async () => {
    const checkout = await ready(shopWith(aSession()))

    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
    await until(checkout, 'ready')
    otherTab().postMessage({ statusToken: TOKEN })

    await until(checkout, 'locked')
  })

  it('hold no lock once they have stayed, and none while a page thinks', async () => {
    const checkout = await ready(shopWith(aSession()))
    checkout.addEventListener('interkassa-submit', (event) => event.preventDefault(), { once: true })
    await choose(checkout, VISA.id)
    find(checkout, '[part=pay]').click()
    await settle()

    expect(await heldLocks()).to.deep.equal([])
    find(checkout, '[part=pay]').click()
    await until(checkout, 'leaving')
    expect(await heldLocks()).to.have.lengthOf(1)
  })

  it('hold no lock when they are taken off the page', async () => {
    const checkout = await ready(shopWith(aSession()))
    await payBy(checkout, VISA.id)

    checkout.remove()
    await settle()

    expect(await heldLocks()).to.deep.equal([])
  })

  describe('whatever another script of the origin says', () => {
    const odd: readonly [string, unknown][] = [
      ['nothing', undefined],
      ['null', null],
      ['a word', TOKEN],
      ['an empty object', {}],
      ['a list', [TOKEN]],
      ['no token', { statusToken: 5 }],
      ['an address in place of a token', { statusToken: `${TOKEN}&t=/../` }]
    ]
    for (const [name, message] of odd) {
      it(`is no word of another tab: ${name}`, async () => {
        replace(Object.prototype, 'statusToken', TOKEN)
        const checkout = await ready(shopWith(aSession()))

        otherTab().postMessage(message)
        // what comes after it shows that it was heard
        otherTab().postMessage({ statusToken: NEXT_TOKEN })
        await until(checkout, 'locked')

        expect(checkout.state).to.deep.include({ statusToken: NEXT_TOKEN })
      })
    }
  })

  describe('go on without each other', () => {
    it('where a browser has neither channel nor lock', async () => {
      replace(globalThis, 'BroadcastChannel', undefined)
      replace(navigator, 'locks', undefined)
      const checkout = await ready(shopWith(aSession()))

      await payBy(checkout, VISA.id)

      expect(posts).to.have.lengthOf(1)
    })

    it('where an origin may have neither', async () => {
      const denied = () => {
        throw new DOMException('denied', 'SecurityError')
      }
      replace(globalThis, 'BroadcastChannel', denied)
      const checkout = await ready(shopWith(aSession()))

      await payBy(checkout, VISA.id)

      expect(posts).to.have.lengthOf(1)
    })

    it('where an origin may not lock', async () => {
      replace(navigator.locks, 'request', () => Promise.reject(new DOMException('denied', 'SecurityError')))
      const [here, there] = await twoTabs()

      await payBy(here, VISA.id)
      await until(there, 'locked')

      expect(posts).to.have.lengthOf(1)
    })
  })

  const ready = async (shop: FakeShop): Promise<InterkassaCheckout> => {
    const checkout = place(shop)
    await until(checkout, 'ready')
    return checkout
  }

  /** Two elements whose shop opens another attempt once the payer has left with the first. */
  const twoTabs = async (status = json(STATUS.created)) => {
    const shop = new FakeShop().on('leave', empty).on('status', status)
    const session = () => json(shop.to('leave').length === 0 ? aSession() : nextSession())()
    shop.on('session', session)
    const here = place(shop)
    await until(here, 'ready')
    const there = place(shop)
    await until(there, 'ready')
    shop.requests.length = 1
    return [here, there, shop] as const
  }

  const shopWith = (session: CheckoutSession) =>
    new FakeShop().on('session', () => json(session)()).on('leave', empty)

  const otherTab = () => {
    const channel = new BroadcastChannel(NAME)
    channels.add(channel)
    return channel
  }
})

const nextSession = () =>
  aSession({ statusToken: NEXT_TOKEN, fields: { ...aSession().fields, ik_pm_no: 'A-1001-2' } })

const next = (target: EventTarget, name: keyof HTMLElementEventMap) =>
  new Promise((resolve) => target.addEventListener(name, resolve, { once: true }))

const heldLocks = async () => {
  const { held = [] } = await navigator.locks.query()
  return held.filter(({ name }) => name?.endsWith(NAME))
}
