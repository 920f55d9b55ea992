import { expect } from '@open-wc/testing'
import { emulateMedia } from '@web/test-runner-commands'
import { InterkassaCheckout } from '../../src/element/index.js'
import { cleanUp, find, findAll, put } from './support/checkout.js'
import { contrastOf } from './support/contrast.js'
import { engine, itOn } from './support/engine.js'
import { LOOKS, returned, type Look } from './support/looks.js'
import { STATUS } from './support/session.js'

const itEmulating = itOn(['chromium'], 'its driver has no command for what the payer’s system prefers')

/** What each property changes: where, which property of CSS, and to what. */
const EFFECTS: Readonly<
  Record<string, readonly [value: string, state: Look, selector: string, name: string, becomes: string]>
> = {
  accent: ['rgb(1, 2, 3)', 'ready', '[part=pay]', 'background-color', 'rgb(1, 2, 3)'],
  'on-accent': ['rgb(1, 2, 3)', 'ready', '[part=pay]', 'color', 'rgb(1, 2, 3)'],
  surface: ['rgb(1, 2, 3)', 'ready', '[part=base]', 'background-color', 'rgb(1, 2, 3)'],
  text: ['rgb(1, 2, 3)', 'ready', '[part=amount]', 'color', 'rgb(1, 2, 3)'],
  muted: ['rgb(1, 2, 3)', 'ready', '[part=hint]', 'color', 'rgb(1, 2, 3)'],
  line: ['rgb(1, 2, 3)', 'ready', '[part=base]', 'border-top-color', 'rgb(1, 2, 3)'],
  focus: ['rgb(1, 2, 3)', 'ready', '[part=pay]', 'outline-color', 'rgb(1, 2, 3)'],
  chosen: ['rgb(1, 2, 3)', 'ready', 'label:has(:checked)', 'background-color', 'rgb(1, 2, 3)'],
  good: ['rgb(1, 2, 3)', 'paid', '[part=icon]', 'color', 'rgb(1, 2, 3)'],
  bad: ['rgb(1, 2, 3)', 'unpaid', '[part=icon]', 'color', 'rgb(1, 2, 3)'],
  doubt: ['rgb(1, 2, 3)', 'unverified', '[part=icon]', 'color', 'rgb(1, 2, 3)'],
  skeleton: ['321px', 'loading', '.list', 'height', '321px'],
  radius: ['8px', 'ready', '[part=base]', 'border-top-left-radius', '12px'],
  'control-radius': ['7px', 'ready', '[part=pay]', 'border-top-left-radius', '7px'],
  padding: ['33px', 'ready', '[part=base]', 'padding-top', '33px'],
  gap: ['33px', 'ready', '.choice', 'row-gap', '33px'],
  'row-height': ['99px', 'ready', 'label:has(:checked)', 'min-height', '99px'],
  'max-width': ['333px', 'ready', ':host', 'max-width', '333px'],
  shadow: [
    'rgb(1, 2, 3) 0px 1px 2px 0px',
    'ready',
    '[part=base]',
    'box-shadow',
    'rgb(1, 2, 3) 0px 1px 2px 0px'
  ],
  font: ['italic 18px monospace', 'ready', '[part=pay]', 'font-size', '18px'],
  'amount-size': ['55px', 'ready', '[part=amount]', 'font-size', '55px'],
  'title-size': ['44px', 'paid', '[part=title]', 'font-size', '44px']
}

describe('what a page can set', () => {
  afterEach(cleanUp)

  it('is all that the styles ask for', () => {
    const sheet = InterkassaCheckout.styles.map(({ cssText }) => cssText).join('')
    const asked = Array.from(sheet.matchAll(/var\(--interkassa-([\w-]+)/g), ([, name]) => name)

    expect([...new Set(asked)].sort()).to.deep.equal(Object.keys(EFFECTS).sort())
  })

  for (const [property, [value, state, selector, name, becomes]] of Object.entries(EFFECTS)) {
    it(`has an effect: --interkassa-${property}`, async () => {
      const checkout = await LOOKS[state]()
      const target = selector === ':host' ? checkout : find(checkout, selector)
      if (property === 'focus') target.focus()
      const before = getComputedStyle(target).getPropertyValue(name)

      checkout.style.setProperty(`--interkassa-${property}`, value)

      expect(before).not.to.equal(becomes)
      expect(getComputedStyle(target).getPropertyValue(name)).to.equal(becomes)
    })
  }

  it('need not be set: font and colour scheme are the page’s', async () => {
    const shop = document.createElement('div')
    shop.style.cssText = 'font: 19px serif; color-scheme: dark; line-height: 1'
    put(shop)
    const checkout = await LOOKS.ready()
    shop.append(checkout)

    const { fontFamily, fontSize, lineHeight } = getComputedStyle(find(checkout, '[part=pay]'))
    expect({ fontFamily, fontSize, lineHeight }).to.deep.equal({
      fontFamily: 'serif',
      fontSize: '19px',
      lineHeight: '28.5px'
    })
    expect(contrastOf(checkout, 'color', 'white')).to.be.lessThan(1.5)
  })

  it('can round the buttons alone, so that no list is clipped by their corners', async () => {
    for (const [state, list] of [
      ['ready', '.rows'],
      ['loading', '.list']
    ] as const) {
      const checkout = await LOOKS[state]()
      checkout.style.setProperty('--interkassa-control-radius', '99px')

      expect(getComputedStyle(find(checkout, list)).borderTopLeftRadius).to.equal('12px')
    }
  })

  it('cannot make a target smaller than a finger', async () => {
    const page = document.createElement('div')
    page.style.fontSize = '8px'
    put(page)
    for (const state of ['ready', 'paid', 'unpaid'] as const) {
      const checkout = await LOOKS[state]()
      checkout.style.setProperty('--interkassa-row-height', '1px')
      page.append(checkout)

      for (const target of findAll(checkout, 'button, label')) expect(target.offsetHeight).to.be.at.least(44)
    }
  })
})

describe('on paper', () => {
  afterEach(async () => {
    cleanUp()
    if (engine === 'chromium') await emulateMedia({ media: 'screen' })
  })

  itEmulating('a receipt is black on white, with nothing to press', async () => {
    const checkout = await LOOKS.paid()
    checkout.setAttribute('appearance', 'dark')
    checkout.style.setProperty('--interkassa-text', 'yellow')
    checkout.style.setProperty('--interkassa-shadow', '0 0 9px red')
    for (const [name, words] of [
      ['a', 'Back to the shop'],
      ['p', 'We deliver tomorrow']
    ] as const) {
      const added = Object.assign(document.createElement(name), { slot: 'paid', textContent: words })
      checkout.append(added)
    }

    await emulateMedia({ media: 'print' })

    const isShown = (each: Element) => each.checkVisibility()
    expect(findAll(checkout, 'button').filter(isShown)).to.have.lengthOf(0)
    expect([...checkout.children].filter(isShown).map(({ textContent }) => textContent)).to.deep.equal([
      'We deliver tomorrow'
    ])
    expect(findAll(checkout, 'dl > div').filter(isShown)).to.have.lengthOf(4)
    for (const each of findAll(checkout, 'h2, [part=text], dt, dd')) {
      expect(getComputedStyle(each).color).to.equal('rgb(0, 0, 0)')
    }
    const { backgroundColor, borderStyle, boxShadow } = getComputedStyle(find(checkout, '[part=base]'))
    expect({ backgroundColor, borderStyle, boxShadow }).to.deep.equal({
      backgroundColor: 'rgb(255, 255, 255)',
      borderStyle: 'none',
      boxShadow: 'none'
    })
  })
})

describe('facts', () => {
  afterEach(cleanUp)

  it('each run in their own direction, on pages that run in either', async () => {
    const receipt = { ...STATUS.paid.receipt, payway: 'بطاقة 12 (Visa)' }
    const checkout = await returned({ ...STATUS.paid, receipt }, 'paid')

    for (const direction of ['ltr', 'rtl']) {
      checkout.dir = direction
      const rows = findAll(checkout, 'dl > div').map((row) => {
        const [name, fact] = [...row.children].map((each) => each.getBoundingClientRect())
        return name && fact && (direction === 'ltr' ? name.right <= fact.left : fact.right <= name.left)
      })
      expect(rows).to.deep.equal([true, true, true, true])
    }
    expect(findAll(checkout, 'dd > bdi')).to.have.lengthOf(4)
  })

  it('break where they are too long for the card', async () => {
    const reference = 'A'.repeat(28) + '-999'
    const receipt = { ...STATUS.paid.receipt, payway: '9'.repeat(120) }
    const checkout = await returned({ ...STATUS.paid, reference, receipt }, 'paid')
    checkout.style.inlineSize = '280px'

    const edge = find(checkout, 'dl').getBoundingClientRect().right
    for (const fact of findAll(checkout, 'bdi')) {
      expect(fact.getBoundingClientRect().right).to.be.at.most(edge + 0.5)
    }
  })

  it('can be selected where the page forbids it, and their digits stand below each other', async () => {
    const checkout = await LOOKS.paid()
    checkout.style.cssText = '-webkit-user-select: none; user-select: none'

    for (const fact of findAll(checkout, 'dd')) {
      const style = getComputedStyle(fact)
      const select = ['user-select', '-webkit-user-select'].map((name) => style.getPropertyValue(name))
      expect(select.find(Boolean)).to.equal('text')
      expect(style.fontVariantNumeric).to.equal('tabular-nums')
    }
  })
})
