import { expect } from '@open-wc/testing'
import type { InterkassaCheckout } from '../../src/element/index.js'
import {
  arriveWith,
  cleanUp,
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
import { aSession, EARLIER_TOKEN, REFERENCE, STATUS } from './support/session.js'
import { empty, FakeShop, json } from './support/shop.js'

describe('an outcome', () => {
  afterEach(cleanUp)

  it('paid comes with a receipt, and nothing to pay with', async () => {
    const checkout = await told(STATUS.paid, 'paid')

    const facts = findAll(checkout, 'dl > div').map(({ innerText }) => innerText.split('\n'))
    expect(facts.map(([name]) => name)).to.deep.equal(['Amount', 'Paid with', 'Date', 'Reference'])
    expect(facts.map(([, fact]) => fact)).to.include.members(['UAH\u00a01,250.50', 'Visa', REFERENCE])
    expect(labelsOf(checkout)).to.deep.equal(['Copy', 'Print'])
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
