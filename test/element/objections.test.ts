import { expect } from '@open-wc/testing'
import { catchPosts, cleanUp, find, hear, payBy, place, replace, textOf, until } from './support/checkout.js'
import { itOn } from './support/engine.js'
import { aSession, VISA } from './support/session.js'
import { FakeShop, json } from './support/shop.js'

/** As long as a key of a shop, and none. */
const LOOKS_LIKE_A_KEY = 'Ab3dEf6hIj9lMn2p'

describe('a page on which nobody should pay', () => {
  const shop = () => new FakeShop().on('session', json(aSession()))

  const itInFrame = itOn(['chromium', 'firefox'], 'its compiler remembers which window was the parent')

  afterEach(cleanUp)

  for (const [name, value] of [
    ['data-sign-key', LOOKS_LIKE_A_KEY],
    ['key', LOOKS_LIKE_A_KEY.repeat(4)],
    ['data-secret', LOOKS_LIKE_A_KEY],
    ['client-secret', LOOKS_LIKE_A_KEY]
  ] as const) {
    it(`shows what looks like a key of the shop: ${name}`, async () => {
      const said: unknown[][] = []
      replace(console, 'error', (...words: unknown[]) => said.push(words))
      const errors = hear('interkassa-error')
      const asked = shop()

      const checkout = place(asked, { [name]: value })
      await until(checkout, 'failed')

      expect(asked.requests).to.deep.equal([])
      expect(errors.map(({ code, retryable }) => ({ code, retryable }))).to.deep.equal([
        { code: 'exposed-key', retryable: false }
      ])
      expect(said).to.have.lengthOf(1)
      expect(String(said)).to.contain(name).and.not.to.contain(value)
    })
  }

  for (const [name, value] of [
    ['data-key', 'short'],
    ['data-key', `${LOOKS_LIKE_A_KEY}-with-hyphens`],
    ['data-key', LOOKS_LIKE_A_KEY.repeat(5)],
    ['data-keyboard', LOOKS_LIKE_A_KEY],
    ['data-test-id', LOOKS_LIKE_A_KEY]
  ] as const) {
    it(`is not one with ${name}="${value}"`, async () => {
      const checkout = place(shop(), { [name]: value })

      await until(checkout, 'ready')
    })
  }

  // a real frame of another origin cannot be looked into from here: the end-to-end tests have one
  itInFrame('is framed by a page of another origin', async () => {
    replace(window, 'parent', {
      get origin(): never {
        throw new DOMException('of another origin', 'SecurityError')
      }
    })
    const asked = shop()
    const checkout = place(asked)

    await until(checkout, 'failed')

    expect(checkout.state).to.have.nested.property('error.code', 'foreign-frame')
    expect((find(checkout, 'a') as HTMLAnchorElement).target).to.equal('_blank')
    expect(textOf(checkout)).to.contain('only on the shop’s own page')
    expect(asked.requests).to.deep.equal([])
  })

  it('is none in a frame of its own origin, from which the form goes to the top', async () => {
    const posts = catchPosts()
    const checkout = place(shop())
    await until(checkout, 'ready')

    await payBy(checkout, VISA.id)

    expect(posts.map(({ target }) => target)).to.deep.equal(['_top'])
  })
})
