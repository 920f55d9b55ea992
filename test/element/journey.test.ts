import { expect } from '@open-wc/testing'
import type { Post } from './support/checkout.js'
import { catchPosts, cleanUp, payBy, place, textOf, until } from './support/checkout.js'
import { aSession, STATUS, TOKEN, VISA } from './support/session.js'
import { empty, FakeShop, json } from './support/shop.js'

describe('a paid journey', () => {
  let posts: Post[]

  beforeEach(() => {
    posts = catchPosts()
  })
  afterEach(cleanUp)

  it('loads the ways to pay, leaves with the signed form, comes back and is told that it is paid', async () => {
    const shop = new FakeShop()
      .on('session', json(aSession()))
      .on('leave', empty)
      .on('status', json(STATUS.paid))
    const checkout = place(shop)

    await until(checkout, 'ready')
    await payBy(checkout, VISA.id)
    checkout.remove()
    history.replaceState(null, '', '#interkassa=return')
    const thanks = place(shop)
    await until(thanks, 'paid')

    const { fields } = aSession()
    expect(posts).to.deep.equal([
      {
        action: 'https://sci.interkassa.com/',
        method: 'post',
        target: '_top',
        charset: 'utf-8',
        fields: { ...fields, ...VISA.fields, ik_sign: VISA.sign }
      }
    ])
    expect(shop.requests.map(({ url, init }) => `${init.method ?? 'GET'} ${url}`)).to.deep.equal([
      'POST /interkassa/session',
      `POST /interkassa/leave?t=${TOKEN}`,
      `GET /interkassa/status?t=${TOKEN}`
    ])
    expect(textOf(thanks))
      .to.contain('Payment received')
      .and.to.contain('1,250.50')
      .and.to.contain('A-1001-1')
  })
})
