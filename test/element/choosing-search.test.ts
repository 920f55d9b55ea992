import { expect } from '@open-wc/testing'
import { sendKeys } from '@web/test-runner-commands'
import type { InterkassaCheckout } from '../../src/element/index.js'
import { catchPosts, choose, cleanUp, find, findAll, hear, settle, textOf } from './support/checkout.js'
import { announced, focused, named, offer, radioOf, rowsIn, TWELVE } from './support/payways.js'

describe('searching the payways', () => {
  afterEach(cleanUp)

  it('is offered where there are more than eight', async () => {
    const eight = await offer(named('A, B, C, D, E, F, G, H'))
    const nine = await offer(named('A, B, C, D, E, F, G, H, I'))

    expect(findAll(eight, '[part=find]').length).to.equal(0)
    expect(find(nine, '[part=find]')).to.have.attribute('aria-label', 'Find a way to pay')
  })

  for (const [what, query, found] of [
    ['a name', 'visa', ['Visa']],
    ['a part of a name', 'coin', ['Bitcoin', 'Litecoin']],
    ['a currency', 'EUR', ['WebMoney']],
    ['a word for a kind', 'wallets', ['WebMoney', 'Payeer', 'Perfect Money', 'Qiwi']],
    ['several words in any order', 'money wallet', ['WebMoney', 'Perfect Money']],
    ['a word in capitals, with accents and spaces', '  PÁYEER ', ['Payeer']]
  ] as const) {
    it(`goes by ${what}`, async () => {
      const checkout = await offer(TWELVE)

      await type(checkout, query)

      expect(rowsIn(checkout)).to.deep.equal(found)
    })
  }

  it('finds an accented name without its accents', async () => {
    const checkout = await offer([...TWELVE, ...named('Česká spořitelna', 'bank')])

    await type(checkout, 'ceska SPORITELNA')

    expect(rowsIn(checkout)).to.deep.equal(['Česká spořitelna'])
  })

  it('leaves no title without rows', async () => {
    const checkout = await offer(TWELVE)

    await type(checkout, 'coin')

    const titles = findAll(checkout, '[part=group-title]').filter((title) => title.checkVisibility())
    expect(titles.map(({ textContent }) => textContent)).to.deep.equal(['Cryptocurrency'])
  })

  it('never hides what is chosen', async () => {
    const checkout = await offer(TWELVE)
    await choose(checkout, 'visa_x_merchant_uah')

    await type(checkout, 'coin')

    expect(rowsIn(checkout)).to.deep.equal(['Visa', 'Bitcoin', 'Litecoin'])
    expect(announced(checkout)).to.equal('2 ways to pay found')
  })

  it('says politely how many were found, once for the same number', async () => {
    const checkout = await offer(TWELVE)
    const region = find(checkout, '[role=status]')
    const heard: string[] = []
    const observer = new MutationObserver(() => heard.push(region.textContent))
    observer.observe(region, { childList: true, characterData: true, subtree: true })

    for (const query of ['pr', 'priv', 'priva', 'privat2', 'privat24', 'privat2', '']) {
      await type(checkout, query)
      await settle()
    }

    observer.disconnect()
    expect(heard).to.deep.equal(['2 ways to pay found', '1 way to pay found', ''])
  })

  it('says so where nothing was found, for everybody to read', async () => {
    const checkout = await offer(TWELVE)

    await type(checkout, 'beads')

    expect(rowsIn(checkout)).to.be.empty
    expect(textOf(checkout)).to.contain('0 ways to pay found')
    expect(announced(checkout)).to.equal('0 ways to pay found')
  })

  it('chooses the first that was found with Enter, and pays nothing', async () => {
    const posts = catchPosts()
    const selections = hear('interkassa-select')
    const checkout = await offer(TWELVE)
    find(checkout, '[part=find]').focus()

    await sendKeys({ type: 'eur' })
    await sendKeys({ press: 'Enter' })
    await checkout.updateComplete

    expect(selections.map(({ payway }) => payway)).to.deep.equal(['webmoney_x_merchant_eur'])
    expect(focused(checkout)).to.equal(radioOf(checkout, 'webmoney_x_merchant_eur'))
    expect(checkout.state.name).to.equal('ready')
    expect(posts).to.be.empty
  })

  it('passes over what cannot be chosen', async () => {
    const checkout = await offer(
      TWELVE.map((payway) => (payway.name === 'Bitcoin' ? { ...payway, limits: { min: '5000' } } : payway))
    )
    find(checkout, '[part=find]').focus()

    await sendKeys({ type: 'coin' })
    await sendKeys({ press: 'Enter' })

    expect(find(checkout, ':checked')).to.have.value('litecoin_x_merchant_uah')
  })

  for (const [where, query] of [
    ['an empty field', ''],
    ['a field that finds nothing', 'beads']
  ] as const) {
    it(`chooses and pays nothing with Enter in ${where}`, async () => {
      const posts = catchPosts()
      const checkout = await offer(TWELVE)
      await choose(checkout, 'payeer_x_merchant_uah')
      await type(checkout, query)
      find(checkout, '[part=find]').focus()

      await sendKeys({ press: 'Enter' })

      expect(checkout.state).to.deep.include({ name: 'ready', payway: 'payeer_x_merchant_uah' })
      expect(posts).to.be.empty
    })
  }

  it('does not pay while Enter is held down', async () => {
    const checkout = await offer(TWELVE)
    await choose(checkout, 'visa_x_merchant_uah')
    const held = new KeyboardEvent('keydown', { key: 'Enter', repeat: true, bubbles: true, cancelable: true })

    find(checkout, ':checked').dispatchEvent(held)

    expect(held.defaultPrevented).to.equal(true)
  })

  it('ends with Escape, which closes no dialog then', async () => {
    const checkout = await offer(TWELVE)
    const pressed: boolean[] = []
    checkout.addEventListener('keydown', ({ defaultPrevented }) => pressed.push(defaultPrevented))
    await type(checkout, 'coin')
    find(checkout, '[part=find]').focus()

    await sendKeys({ press: 'Escape' })
    const rows = rowsIn(checkout)
    await sendKeys({ press: 'Escape' })

    expect(rows).to.have.lengthOf(12)
    expect(find(checkout, '[part=find]')).to.have.value('')
    expect(announced(checkout)).to.equal('')
    expect(pressed).to.deep.equal([true, false])
  })

  it('ends when the payer presses the button and has chosen nothing', async () => {
    const checkout = await offer(TWELVE)
    await type(checkout, 'beads')

    find(checkout, '[part=pay]').click()

    expect(rowsIn(checkout)).to.have.lengthOf(12)
    expect(find(checkout, '[part=find]')).to.have.value('')
    expect(focused(checkout)).to.equal(radioOf(checkout, 'visa_x_merchant_uah'))
  })

  it('takes no name of a payway for the choice of it', async () => {
    const selections = hear('interkassa-select')
    const checkout = await offer(TWELVE)

    await type(checkout, 'visa_x_merchant_uah')

    expect(selections).to.be.empty
  })
})

/** Writes into the field, as a payer does in one go. */
async function type(checkout: InterkassaCheckout, query: string): Promise<void> {
  const field = find(checkout, '[part=find]') as HTMLInputElement
  field.value = query
  field.dispatchEvent(new Event('input', { bubbles: true }))
  field.dispatchEvent(new Event('change', { bubbles: true }))
  await checkout.updateComplete
}
