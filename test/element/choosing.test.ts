import { expect } from '@open-wc/testing'
import type { CheckoutSession } from '../../src/protocol/index.js'
import type { InterkassaCheckout } from '../../src/element/index.js'
import {
  button,
  catchPosts,
  choose,
  cleanUp,
  find,
  findAll,
  hear,
  place,
  settle,
  textOf,
  until
} from './support/checkout.js'
import { aPayway, aSession, aTestSession, PRIVAT24, TETHER, VISA } from './support/session.js'
import { FakeShop, json } from './support/shop.js'

describe('choosing how to pay', () => {
  afterEach(cleanUp)

  it('says what is to be paid, for what and to whom', async () => {
    const checkout = await ready(aSession())

    expect(find(checkout, '[part=amount]').innerText).to.equal('UAH\u00a01,250.50')
    expect(find(checkout, '[part=description]').innerText).to.equal('Order A-1001')
    expect(find(checkout, '[part=merchant]').innerText).to.equal('Teapot & Sons')
    expect(button(checkout, 'Pay UAH\u00a01,250.50')).to.exist
  })

  it('offers the payways as one group of radio buttons, in the order of the shop', async () => {
    const checkout = await ready(aSession())

    const radios = findAll(checkout, 'fieldset input[type=radio][name=payway]') as HTMLInputElement[]
    expect(radios.map(({ value }) => value)).to.deep.equal([VISA.id, PRIVAT24.id, TETHER.id])
    expect(radios.some(({ checked }) => checked)).to.equal(false)
  })

  it('says what is paid through a payway where that is another sum', async () => {
    const checkout = await ready(aSession())

    expect(findAll(checkout, 'small').map(({ innerText }) => innerText)).to.deep.equal([
      '',
      '',
      '30.2415\u00a0USDT'
    ])
  })

  it('tells the page what was chosen, and asks nobody', async () => {
    const selections = hear('interkassa-select')
    const shop = new FakeShop().on('session', json(aSession()))
    const checkout = place(shop)
    await until(checkout, 'ready')

    await choose(checkout, VISA.id)
    await choose(checkout, PRIVAT24.id)

    expect(selections.map(({ payway }) => payway)).to.deep.equal([VISA.id, PRIVAT24.id])
    expect(checkout.state).to.deep.include({ payway: PRIVAT24.id })
    expect(shop.requests).to.have.lengthOf(1)
  })

  it('shows a payway whose limits exclude the amount, disabled, with the reason', async () => {
    const few = { ...VISA, limits: { max: '1000' } }
    const much = { ...PRIVAT24, limits: { min: '5000.00' } }
    const fits = { ...TETHER, limits: { min: '30.2415', max: '30.2415' } }
    const checkout = await ready(aSession({ payways: [few, much, fits] }))

    const disabled = findAll(checkout, 'input').map((input) => (input as HTMLInputElement).disabled)
    expect(disabled).to.deep.equal([true, true, false])
    expect(textOf(checkout)).to.contain('Up to UAH\u00a01,000.00').and.to.contain('From UAH\u00a05,000.00')
  })

  it('leaves limits in a currency whose price is not known to the gateway', async () => {
    const unknown = aPayway('bitcoin_x_merchant_btc', { currency: 'BTC', limits: { min: '0.5' } })
    const checkout = await ready(aSession({ payways: [unknown, VISA] }))

    expect((find(checkout, `[value=${unknown.id}]`) as HTMLInputElement).disabled).to.equal(false)
  })

  it('needs no choosing where there is but one payway', async () => {
    const checkout = await ready(aSession({ payways: [VISA] }))

    expect(checkout.state).to.deep.include({ payway: VISA.id })
    expect(findAll(checkout, 'input').filter((input) => input.checkVisibility()).length).to.equal(0)
    expect(textOf(checkout)).to.contain('Visa')
  })

  it('does not leave before a payway is chosen, and leads to the choice', async () => {
    const posts = catchPosts()
    const checkout = await ready(aSession())

    find(checkout, '[part=pay]').click()
    await settle()

    expect(posts).to.be.empty
    expect(checkout.state.name).to.equal('ready')
    expect(checkout.shadowRoot?.activeElement).to.have.value(VISA.id)
  })

  it('offers the gateway’s own page where the shop has no payways', async () => {
    const posts = catchPosts()
    const session = aSession({ payways: [] })
    const checkout = place(new FakeShop().on('session', json(session)))
    await until(checkout, 'empty')

    find(checkout, '[part=pay]').click()
    await until(checkout, 'leaving')

    expect(posts.map(({ fields }) => fields)).to.deep.equal([session.fields])
  })

  it('offers no other ways in test mode, where only the test payway’s form is signed', async () => {
    const checkout = await ready(aTestSession())

    expect(findAll(checkout, 'button').length).to.equal(1)
  })
})

describe('test mode', () => {
  afterEach(cleanUp)

  it('cannot be hidden by the page', async () => {
    const style = document.createElement('style')
    style.textContent = `
      interkassa-checkout { color: transparent; font-size: 0; visibility: hidden; text-indent: -999px }
      interkassa-checkout::part(ribbon), interkassa-checkout p, .ribbon { display: none }`
    document.head.append(style)
    const checkout = await ready(aTestSession())

    const ribbon = find(checkout, '.ribbon')
    const { color, visibility, fontSize, display } = getComputedStyle(ribbon)
    style.remove()

    expect({ color, visibility, fontSize, display }).to.deep.equal({
      color: 'rgb(61, 44, 0)',
      visibility: 'visible',
      fontSize: '14px',
      display: 'block'
    })
    expect(ribbon.hasAttribute('part')).to.equal(false)
  })

  it('is not spoken of in live mode', async () => {
    const checkout = await ready(aSession())

    expect(findAll(checkout, '.ribbon').length).to.equal(0)
  })
})

describe('names that somebody else wrote', () => {
  afterEach(() => {
    cleanUp()
    Reflect.deleteProperty(window, '__pwned')
  })

  for (const [id, name] of [
    ['REN-001', '<img src=x onerror=window.__pwned=1>'],
    ['REN-002', '</style><script>window.__pwned=1</script>'],
    ['REN-003', '${window.__pwned=1}']
  ] as const) {
    it(`${id}: shows ${name} as text`, async () => {
      const plain = await ready(aSession({ payways: [aPayway('a_b_c_uah')] }))
      const elements = findAll(plain, '*').length

      const checkout = await ready(aSession({ payways: [aPayway('a_b_c_uah', { name })] }))

      expect(find(checkout, 'bdi[part=payway-name]').innerText).to.equal(name)
      expect(findAll(checkout, '*').length).to.equal(elements)
      expect(window).not.to.have.property('__pwned')
    })
  }

  it('REN-004: keeps a long name without spaces within the element', async () => {
    const checkout = await ready(
      aSession({ payways: [aPayway('a_b_c_uah', { name: 'A'.repeat(255) }), TETHER] })
    )

    for (const width of [280, 360, 1280]) {
      checkout.style.maxInlineSize = `${width}px`
      checkout.style.inlineSize = `${width}px`
      const section = find(checkout, 'section')
      expect(section.scrollWidth, `${width}px`).to.be.at.most(section.clientWidth)
      expect(section.offsetWidth, `${width}px`).to.be.at.most(width)
    }
  })

  it('REN-005: keeps a name that runs from right to left apart from what stands around it', async () => {
    const arabic = aPayway('a_b_c_uah', { name: 'مرحبا', amount: '5', currency: 'USD' })
    const checkout = await ready(aSession({ payways: [arabic, VISA] }))

    const name = findAll(checkout, '[part=payway-name]')[0]
    expect(name?.localName).to.equal('bdi')
    expect(name && getComputedStyle(name).unicodeBidi).to.equal('isolate')
  })

  it('REN-007: shows a logo as a picture of the shop’s own, never inline', async () => {
    const logo = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg"><script>window.__pwned=1</script></svg>')}`
    const own = aPayway('a_b_c_uah', { logo: '/img/evil.svg' })
    const foreign = aPayway('d_e_f_uah', { logo })
    const checkout = await ready(aSession({ payways: [own, foreign] }))

    expect(findAll(checkout, 'img').map((img) => img.getAttribute('src'))).to.deep.equal(['/img/evil.svg'])
    expect(findAll(checkout, 'label svg, label script, label object, label iframe').length).to.equal(0)
    expect(window).not.to.have.property('__pwned')
  })
})

async function ready(session: CheckoutSession): Promise<InterkassaCheckout> {
  const checkout = place(new FakeShop().on('session', json(session)))
  await until(checkout, 'ready')
  return checkout
}
