import { expect } from '@open-wc/testing'
import {
  catchPosts,
  cleanUp,
  find,
  hear,
  place,
  replace,
  settle,
  until,
  type Post
} from './support/checkout.js'
import { FakeClock } from './support/clock.js'
import { aSession, EARLIER_TOKEN, PRIVAT24, VISA } from './support/session.js'
import { empty, FakeShop, json } from './support/shop.js'

const SECONDS = 1000

describe('a click whose page was asked for too long', () => {
  const clock = new FakeClock()
  let posts: Post[]
  let answers: { yes: () => void; no: () => void }[]

  beforeEach(() => {
    posts = catchPosts()
    answers = []
    clock.install()
  })
  afterEach(() => {
    clock.uninstall()
    cleanUp()
  })

  for (const [how, answer] of [
    ['agrees', ({ yes }) => yes()],
    ['refuses', ({ no }) => no()],
    ['never answers', () => clock.pass(10 * SECONDS)]
  ] as const satisfies [string, (answer: { yes: () => void; no: () => void }) => unknown][]) {
    it(`posts nothing, and leaves the next click alone, if the page ${how} after the session was renewed`, async () => {
      const errors = hear('interkassa-error')
      const checkout = await pressed()
      await clock.pass(12 * SECONDS)
      expect(checkout.state).to.deep.include({ name: 'ready', payway: VISA.id })
      find(checkout, '[part=pay]').click()
      const second = checkout.state

      await answer(answers[0] ?? fail())
      await settle()

      expect(checkout.state).to.equal(second)
      expect(posts).to.be.empty
      answers[1]?.yes()
      await until(checkout, 'leaving')
      expect(posts.map(({ fields }) => fields['ik_pm_no'])).to.deep.equal(['A-1001-2'])
      expect(errors).to.be.empty
    })
  }

  it('posts nothing if the session is renewed while the tabs draw lots, and gives the lot back', async () => {
    const request = navigator.locks.request.bind(navigator.locks) as (...all: unknown[]) => Promise<unknown>
    const draws: (() => Promise<unknown>)[] = []
    const hold = (...all: unknown[]) =>
      new Promise((resolve) => draws.push(() => request(...all).then(resolve)))
    replace(navigator.locks, 'request', hold)
    const checkout = await pressed()
    answers[0]?.yes()
    await clock.pass(12 * SECONDS)
    replace(navigator.locks, 'request', request)

    // resolves when the lock was given back
    await draws[0]?.()

    expect(draws).to.have.lengthOf(1)
    expect(checkout.state.name).to.equal('ready')
    expect(posts).to.be.empty
    find(checkout, '[part=pay]').click()
    answers[1]?.yes()
    await until(checkout, 'leaving')
    expect(posts).to.have.lengthOf(1)
  })

  it('is one click, however many there were', async () => {
    const checkout = await pressed()
    for (let click = 0; click < 10; click++) find(checkout, '[part=pay]').click()
    find(checkout, '[part=hosted-page]').click()

    answers[0]?.yes()
    await until(checkout, 'leaving')

    expect(answers).to.have.lengthOf(1)
    expect(posts.map(({ fields }) => fields['ik_pw_via'])).to.deep.equal([VISA.id])
  })

  it('posts what was chosen when it was pressed', async () => {
    const checkout = await pressed()

    find(checkout, `input[value=${PRIVAT24.id}]`).click()
    answers[0]?.yes()
    await until(checkout, 'leaving')

    expect(posts.map(({ fields }) => fields['ik_pw_via'])).to.deep.equal([VISA.id])
  })

  it('is forgotten when the page turns to another order', async () => {
    const checkout = await pressed()
    answers[0]?.yes()
    await until(checkout, 'leaving')

    checkout.orderId = 'B-2'
    await clock.pass(0)
    const errors = hear('interkassa-error')
    await clock.pass(19 * SECONDS)
    const state = checkout.state
    await clock.pass(SECONDS)

    expect(checkout.state).to.equal(state)
    expect(errors).to.be.empty
  })

  /** An element that was pressed ten seconds before its session ends, on a page that holds the payer each time. */
  const pressed = async () => {
    const first = aSession({ expiresAt: new Date(Date.now() + 10 * SECONDS).toISOString() })
    const second = aSession({
      fields: { ...first.fields, ik_pm_no: 'A-1001-2' },
      statusToken: EARLIER_TOKEN
    })
    const checkout = place(new FakeShop().on('session', json(first), json(second)).on('leave', empty))
    checkout.addEventListener('interkassa-submit', (event) =>
      event.waitUntil(
        new Promise<void>((resolve, reject) => {
          answers.push({ yes: resolve, no: () => reject(new Error('no address')) })
        })
      )
    )
    await until(checkout, 'ready')
    find(checkout, `input[value=${VISA.id}]`).click()
    find(checkout, '[part=pay]').click()
    return checkout
  }
})

const fail = (): never => {
  throw new Error('the page was not asked')
}
