import { expect } from '@open-wc/testing'
import type { InterkassaCheckout } from '../../src/element/index.js'
import { catchPosts, choose, cleanUp, find, findAll, payBy, replace, until } from './support/checkout.js'
import { inCurrencies, named, offer, rowsIn, TWELVE } from './support/payways.js'
import { PRIVAT24, TETHER, VISA } from './support/session.js'

describe('the payway used last', () => {
  let kept: Map<string, string>
  let looks: number

  beforeEach(() => {
    catchPosts()
    looks = 0
    kept = new Map()
    replace(window, 'localStorage', {
      getItem: (key: string) => {
        looks++
        return kept.get(key) ?? null
      },
      setItem: (key: string, value: string) => void kept.set(key, value)
    })
  })
  afterEach(cleanUp)

  it('is neither kept nor looked for unless the page wants it', async () => {
    const checkout = await offer([VISA, PRIVAT24, TETHER])

    await payBy(checkout, TETHER.id)

    expect(kept).to.be.empty
    expect(looks).to.equal(0)
  })

  it('is kept when the payer leaves by it, by its id alone', async () => {
    const checkout = await offer([VISA, PRIVAT24, TETHER], { 'remember-payway': '' })

    await payBy(checkout, TETHER.id)

    expect([...kept.values()]).to.deep.equal([TETHER.id])
  })

  it('is not kept when the payer leaves for all others', async () => {
    const checkout = await offer([VISA, PRIVAT24, TETHER], { 'remember-payway': '' })

    await choose(checkout, VISA.id)
    find(checkout, '[part=hosted-page]').click()
    await until(checkout, 'leaving')

    expect(kept).to.be.empty
  })

  it('stands first the next time, and is not chosen', async () => {
    await payBy(await offer([VISA, PRIVAT24, TETHER], { 'remember-payway': '' }), TETHER.id)

    const checkout = await offer([VISA, PRIVAT24, TETHER], { 'remember-payway': '' })

    expect(rowsIn(checkout)).to.deep.equal(['Tether', 'Visa', 'Privat24'])
    expect(titlesIn(checkout)).to.deep.equal(['Used last time', 'Others'])
    expect(findAll(checkout, ':checked').length).to.equal(0)
  })

  it('stands first with all its currencies, before the kinds', async () => {
    await payBy(await offer(TWELVE, { 'remember-payway': '' }), 'webmoney_x_merchant_eur')

    const checkout = await offer(TWELVE, { 'remember-payway': '' })

    expect(rowsIn(checkout).slice(0, 2)).to.deep.equal(['WebMoney', 'Visa'])
    expect(titlesIn(checkout)).to.deep.equal([
      'Used last time',
      'Cards',
      'Banks',
      'Wallets',
      'Cryptocurrency'
    ])
  })

  it('has no title where it is all there is', async () => {
    const currencies = inCurrencies('WebMoney', ['USD', 'EUR'])
    await payBy(await offer(currencies, { 'remember-payway': '' }), 'webmoney_x_merchant_eur')

    const checkout = await offer(currencies, { 'remember-payway': '' })

    expect(titlesIn(checkout)).to.be.empty
  })

  it('is forgotten where the shop offers it no longer', async () => {
    await payBy(await offer([VISA, PRIVAT24, TETHER], { 'remember-payway': '' }), TETHER.id)

    const checkout = await offer(named('Payeer, Qiwi'), { 'remember-payway': '' })

    expect(rowsIn(checkout)).to.deep.equal(['Payeer', 'Qiwi'])
    expect(titlesIn(checkout)).to.be.empty
  })

  it('is nobody’s trouble where storage is blocked', async () => {
    replace(window, 'localStorage', undefined)
    const checkout = await offer([VISA, PRIVAT24, TETHER], { 'remember-payway': '' })

    await payBy(checkout, TETHER.id)

    expect(rowsIn(checkout)).to.deep.equal(['Visa', 'Privat24', 'Tether'])
  })
})

const titlesIn = (checkout: InterkassaCheckout) =>
  findAll(checkout, '[part=group-title]').map(({ textContent }) => textContent)
