import { expect } from '@open-wc/testing'
import { InterkassaCheckout } from '../../src/element/index.js'
import { uk } from '../../src/element/locales/uk.js'
import { PAYWAY_KINDS, type SessionPayway } from '../../src/protocol/index.js'
import { choose, cleanUp, find, findAll, settle, textOf } from './support/checkout.js'
import { inCurrencies, named, nameOf, offer, rowsIn, TWELVE } from './support/payways.js'
import { aPayway, aSession, PRIVAT24, TETHER, VISA } from './support/session.js'

describe('a method in several currencies', () => {
  afterEach(cleanUp)

  it('stands in one row, with a choice for each of them', async () => {
    const checkout = await offer([VISA, ...inCurrencies('WebMoney', ['USD', 'EUR']), PRIVAT24])

    expect(rowsIn(checkout)).to.deep.equal(['Visa', 'WebMoney', 'Privat24'])
    expect(findAll(checkout, 'div[part=payway] label[part=currency]').length).to.equal(2)
    expect(new Set(findAll(checkout, 'input').map((radio) => radio.getAttribute('name')))).to.have.lengthOf(1)
  })

  it('says of each choice which method and currency it is, at which price, and why not', async () => {
    const [usd, eur] = inCurrencies('WebMoney', ['USD', 'EUR']) as [SessionPayway, SessionPayway]
    const dear = { ...usd, amount: '31.10', limits: { min: '50' } }
    const checkout = await offer([VISA, { ...eur, amount: '28.40' }, dear, TETHER])

    expect(findAll(checkout, 'input').map(nameOf)).to.deep.equal([
      'Visa',
      'WebMoney EUR €28.40',
      'WebMoney USD From $50.00',
      'Tether 30.2415 USDT'
    ])
    expect(findAll(checkout, ':disabled').map(nameOf)).to.deep.equal(['WebMoney USD From $50.00'])
  })

  it('says the currency of a single one where it is not the order’s', async () => {
    const checkout = await offer([...inCurrencies('Payeer', ['USD']), VISA])

    expect(findAll(checkout, 'input').map(nameOf)).to.deep.equal(['Payeer USD', 'Visa'])
  })

  for (const [what, second] of [
    ['another name', { name: 'WebMoney Z' }],
    ['another kind', { kind: 'card' as const }],
    ['another method', { method: 'webmoneyz' }],
    ['the same currency', { currency: 'USD' }]
  ] as const) {
    it(`does not share a row with one of ${what}`, async () => {
      const [usd, eur] = inCurrencies('WebMoney', ['USD', 'EUR'], { kind: 'wallet' }) as [
        SessionPayway,
        SessionPayway
      ]
      const checkout = await offer([usd, { ...eur, ...second }])

      expect(findAll(checkout, '[part=payway]').length).to.equal(2)
    })
  }
})

describe('many payways', () => {
  afterEach(cleanUp)

  it('stand by kind, each in the shop’s own order', async () => {
    const shuffled = [...named('Cheque, Barter'), ...TWELVE].reverse()
    const checkout = await offer(shuffled)

    const groups = findAll(checkout, '[part=group]').map((group) => [
      group.querySelector('legend')?.textContent,
      ...[...group.querySelectorAll('[part=payway]')].map((row) => row.querySelector('bdi')?.textContent)
    ])
    expect(groups).to.deep.equal([
      ['Cards', 'Mastercard', 'Visa'],
      ['Banks', 'Raiffeisen', 'PrivatBank', 'Privat24'],
      ['Wallets', 'Qiwi', 'Perfect Money', 'Payeer', 'WebMoney'],
      ['Cryptocurrency', 'Tether', 'Litecoin', 'Bitcoin'],
      ['Others', 'Barter', 'Cheque']
    ])
  })

  for (const [what, offered, order] of [
    ['few', [...named('A, B', 'bank'), ...named('C, D, E', 'card')], 'ABCDE'],
    [
      'hardly more than kinds',
      [...named('A', 'cash'), ...named('B', 'bank'), ...named('C, D, E, F', 'card'), ...named('G')],
      'ABCDEFG'
    ],
    ['of one kind', named('B, A, D, C, F, E, H, G', 'bank'), 'BADCFEHG']
  ] as const) {
    it(`have no titles, and the shop’s order, where they are ${what}`, async () => {
      const checkout = await offer(offered)

      expect(findAll(checkout, '[part=group-title]').length).to.equal(0)
      expect(rowsIn(checkout).join('')).to.equal(order)
    })
  }

  it('are made once, and not touched by choosing', async () => {
    const hundred = named(Array.from({ length: 100 }, (_, index) => `Method ${index}`).join(', '))
    const checkout = await offer(hundred)
    const before = findAll(checkout, '[part=payway], [part=payway] *')
    const changes: MutationRecord[] = []
    const observer = new MutationObserver((records) => changes.push(...records))
    observer.observe(find(checkout, '[part=payways]'), { subtree: true, childList: true, attributes: true })

    await choose(checkout, 'method50_x_merchant_uah')
    await choose(checkout, 'method99_x_merchant_uah')
    await settle()

    observer.disconnect()
    expect(changes.length).to.equal(0)
    const after = findAll(checkout, '[part=payway], [part=payway] *')
    expect(after.every((each, index) => each === before[index])).to.equal(true)
  })

  it('keep the button in sight', async () => {
    const checkout = await offer(TWELVE)

    expect(getComputedStyle(find(checkout, '[part=pay]')).position).to.equal('sticky')
  })
})

describe('the language of the rows', () => {
  afterEach(cleanUp)

  it('changes with a language that comes later, and nothing else does', async () => {
    const checkout = await offer([{ ...VISA, limits: { min: '2000' } }, ...TWELVE.slice(2)], { lang: 'uk' })
    await choose(checkout, 'payeer_x_merchant_uah')

    InterkassaCheckout.addLanguage('uk', uk)
    await checkout.updateComplete

    const titles = findAll(checkout, '[part=group-title]').map(({ textContent }) => textContent)
    expect(titles).to.include(uk.wallet).and.not.to.include('Wallets')
    expect(find(checkout, '[part=find]')).to.have.attribute('placeholder', uk.find)
    expect(textOf(checkout)).to.contain('Від 2')
    expect(find(checkout, ':checked')).to.have.value('payeer_x_merchant_uah')
  })

  it('changes with the page’s own texts', async () => {
    const checkout = await offer(TWELVE)

    checkout.texts = { card: 'Plastic' }
    await checkout.updateComplete

    expect(findAll(checkout, '[part=group-title]')[0]?.textContent).to.equal('Plastic')
  })
})

describe('what is charged', () => {
  afterEach(cleanUp)

  it('stands on the button once a payway is chosen whose price is known', async () => {
    const checkout = await offer([VISA, { ...PRIVAT24, amount: '1275.51' }, TETHER])
    const words: string[] = []

    for (const { id } of [VISA, PRIVAT24, TETHER]) {
      await choose(checkout, id)
      words.push(find(checkout, '[part=pay]').innerText)
    }

    expect(words).to.deep.equal(['Pay UAH\u00a01,250.50', 'Pay UAH\u00a01,275.51', 'Pay 30.2415\u00a0USDT'])
    expect(find(checkout, '[part=amount]').innerText).to.equal('UAH\u00a01,250.50')
  })

  it('is the order’s amount as far as the session knows no other', async () => {
    const checkout = await offer([VISA, ...inCurrencies('Payeer', ['USD'])])

    await choose(checkout, 'payeer_x_merchant_usd')

    expect(find(checkout, '[part=pay]').innerText).to.equal('Pay UAH\u00a01,250.50')
  })
})

describe('pictures', () => {
  afterEach(cleanUp)

  it('are ours for each kind, and cost a row one element', async () => {
    const kinds = [...PAYWAY_KINDS.filter((kind) => kind !== 'test'), undefined]
    const checkout = await offer(kinds.flatMap((kind) => named(kind ?? 'other', kind)))

    const icons = findAll(checkout, '[part=payway-logo]')
    const shapes = icons.map((icon) => getComputedStyle(icon, '::before').clipPath)
    expect(new Set(shapes)).to.have.lengthOf(kinds.length)
    expect(shapes.every((shape) => shape.startsWith('path('))).to.equal(true)
    expect(icons.every((icon) => icon.localName === 'i' && icon.childNodes.length === 0)).to.equal(true)
  })

  it('are the shop’s own where it has them, fetched as they come into sight', async () => {
    const checkout = await offer([{ ...VISA, logo: '/img/visa.svg' }, PRIVAT24])

    const [logo, icon] = findAll(checkout, '[part=payway-logo]')
    expect(logo?.outerHTML).to.contain('src="/img/visa.svg"').and.to.contain('loading="lazy"')
    expect(logo).to.have.attribute('alt', '')
    expect(icon?.localName).to.equal('i')
  })

  it('are ours again where the shop’s cannot be had', async () => {
    const checkout = await offer([{ ...VISA, logo: '/img/visa.svg' }, PRIVAT24])

    find(checkout, 'img').dispatchEvent(new Event('error'))

    expect(findAll(checkout, '[part=payway-logo]').map(({ localName }) => localName)).to.deep.equal([
      'i',
      'i'
    ])
  })
})

describe('tiles', () => {
  afterEach(cleanUp)

  for (const [width, columns] of [
    [280, 2],
    [360, 2],
    [480, 3]
  ] as const) {
    it(`stand side by side at ${width} px`, async () => {
      const checkout = await offer(named('Visa, Mastercard, Privat24, LiqPay, Tether'), { layout: 'grid' })
      Object.assign(checkout.style, { inlineSize: `${width}px`, fontFamily: 'sans-serif' })

      const tiles = findAll(checkout, '[part=payway]').map((tile) => tile.getBoundingClientRect())
      const inFirstRow = tiles.filter(({ top }) => top === tiles[0]?.top)
      expect(inFirstRow.length).to.equal(columns)
      expect(find(checkout, 'section').scrollWidth).to.be.at.most(width)
    })
  }

  it('stand one below the other unless asked for', async () => {
    const checkout = await offer([VISA, PRIVAT24, TETHER])

    const tops = findAll(checkout, '[part=payway]').map((row) => row.getBoundingClientRect().top)
    expect(new Set(tops)).to.have.lengthOf(3)
  })

  it('give currencies the whole width', async () => {
    const checkout = await offer([VISA, ...inCurrencies('WebMoney', ['USD', 'EUR'])], { layout: 'grid' })

    const group = find(checkout, '[part=group]').getBoundingClientRect()
    expect(find(checkout, 'div[part=payway]').getBoundingClientRect().width).to.be.closeTo(group.width, 1)
  })
})

describe('a payway that stands alone', () => {
  afterEach(cleanUp)

  it('is named beside the hint, with its picture and price, and is no list', async () => {
    const checkout = await offer([{ ...PRIVAT24, amount: '1275.51' }])

    expect(findAll(checkout, 'fieldset[part=payways], input').length).to.equal(0)
    expect(rowsIn(checkout)).to.deep.equal(['Privat24'])
    expect(find(checkout, '[part=payway-logo]').className).to.equal('bank')
    expect(find(checkout, '[part=pay]').innerText).to.equal('Pay UAH\u00a01,275.51')
  })

  it('says why it does not take the amount, and leaves the gateway’s own page', async () => {
    const checkout = await offer([{ ...VISA, limits: { min: '5000' } }])

    expect(textOf(checkout)).to.contain('Visa').and.to.contain('From UAH\u00a05,000.00')
    expect(findAll(checkout, 'button').map(({ innerText }) => innerText)).to.deep.equal(['Other ways to pay'])
  })

  it('says that nothing can be paid where there is no such page', async () => {
    const payway = aPayway('test_interkassa_test_xts', { name: 'Test', limits: { min: '5000' } })
    const { fields } = aSession()
    const unsigned = Object.fromEntries(Object.entries(fields).filter(([name]) => name !== 'ik_sign'))
    const checkout = await offer(aSession({ payways: [payway], mode: 'test', fields: unsigned }))

    expect(findAll(checkout, 'button').length).to.equal(0)
    expect(textOf(checkout)).to.contain('Paying is not possible here.')
  })
})
