import { expect } from '@open-wc/testing'
import { emulateMedia } from '@web/test-runner-commands'
import { PARTS, type InterkassaCheckout } from '../../src/element/index.js'
import {
  button,
  catchPosts,
  cleanUp,
  findAll,
  payBy,
  place,
  press,
  settle,
  until
} from './support/checkout.js'
import { engine, itOn } from './support/engine.js'
import { EVERY_STATE, type Scene } from './support/every-state.js'
import { aSession, VISA } from './support/session.js'
import { FakeClock } from './support/clock.js'
import { empty, FakeShop, json, offline } from './support/shop.js'

const itInFrame = itOn(['chromium', 'firefox'], 'its compiler remembers the window’s parent')

describe('every state', () => {
  const clock = new FakeClock()
  const bring = (scene: Scene) => {
    clock.install()
    return scene({}, clock)
  }

  afterEach(() => {
    clock.uninstall()
    cleanUp()
  })

  for (const [name, state] of Object.entries<Scene>(EVERY_STATE)) {
    const it = name.includes('frame') ? itInFrame : globalThis.it
    for (const appearance of ['light', 'dark']) {
      it(`is accessible: ${name}, ${appearance}`, async () => {
        const checkout = await bring(state)
        clock.uninstall()
        checkout.setAttribute('appearance', appearance)
        await settle()

        await expect(checkout).to.be.accessible()
      })
    }

    it(`fits from 280 to 1280 px: ${name}`, async () => {
      const checkout = await bring(state)

      for (const width of [280, 360, 768, 1280]) {
        Object.assign(checkout.style, { inlineSize: `${width}px`, maxInlineSize: 'none' })
        for (const each of findAll(checkout, 'section, section *:not(.unseen)')) {
          expect(each.scrollWidth, `${each.localName} at ${width}`).to.be.at.most(
            Math.max(each.clientWidth, width)
          )
        }
      }
    })

    it(`has targets of 44 px: ${name}`, async () => {
      const checkout = await bring(state)

      const targets = findAll(checkout, 'a, button, label:has(:enabled), [type=search]')
      for (const target of targets.filter((each) => each.checkVisibility())) {
        expect(target.offsetHeight, target.innerText).to.be.at.least(44)
      }
    })
  }

  itInFrame('shows every part of the public list in one state or another, and none beside them', async () => {
    const shown = new Set<string>()
    for (const state of Object.values<Scene>(EVERY_STATE)) {
      const checkout = await bring(state)
      for (const part of findAll(checkout, '[part]')) for (const name of part.part) shown.add(name)
      clock.uninstall()
      cleanUp()
    }

    expect([...shown].sort()).to.deep.equal([...PARTS].sort())
  })
})

describe('what a screen reader hears', () => {
  afterEach(cleanUp)

  it('is each milestone once, politely', async () => {
    catchPosts()
    let answer: (response: Response) => void = () => undefined
    const slow = shop().on('session', () => new Promise<Response>((resolve) => (answer = resolve)))
    const checkout = place(slow)
    const heard: (string | null | undefined)[] = []
    const listen = async () => {
      await settle()
      heard.push(checkout.shadowRoot?.querySelector('[role=status]')?.textContent)
    }

    await listen()
    answer(json(aSession())())
    await until(checkout, 'ready')
    await listen()
    await payBy(checkout, VISA.id)
    await listen()

    expect(heard).to.deep.equal([
      'Loading the ways to pay…',
      'How would you like to pay?',
      'Opening the payment page…'
    ])
  })

  it('does not lose its place when the button that was pressed goes away', async () => {
    const checkout = await arrived(place(new FakeShop().on('session', offline, json(aSession()))), 'failed')
    button(checkout, 'Try again')?.focus()

    press(checkout, 'Try again')
    await until(checkout, 'ready')
    await settle()

    expect(checkout.shadowRoot?.activeElement?.textContent).to.equal('How would you like to pay?')
  })
})

describe('the looks', () => {
  const itEmulating = itOn(['chromium'], 'its driver has no command for what the payer’s system prefers')

  afterEach(async () => {
    cleanUp()
    if (engine === 'chromium') await emulateMedia({ colorScheme: 'light', reducedMotion: 'no-preference' })
  })

  itEmulating('follow the page’s own colour scheme, unless told otherwise', async () => {
    await emulateMedia({ colorScheme: 'dark' })
    const surface = async (pageScheme: string, appearance?: string) => {
      document.documentElement.style.colorScheme = pageScheme
      const checkout = await arrived(place(shop(), appearance ? { appearance } : {}), 'ready')
      const { backgroundColor } = getComputedStyle(findAll(checkout, 'section')[0] ?? checkout)
      document.documentElement.style.colorScheme = ''
      return backgroundColor === 'rgb(255, 255, 255)' ? 'light' : 'dark'
    }

    expect(await surface('normal')).to.equal('light')
    expect(await surface('light dark')).to.equal('dark')
    expect(await surface('light dark', 'light')).to.equal('light')
    expect(await surface('normal', 'dark')).to.equal('dark')
  })

  it('take a colour, a radius and a font from the page', async () => {
    const checkout = place(shop())
    checkout.style.setProperty('--interkassa-accent', 'rgb(1, 2, 3)')
    checkout.style.setProperty('--interkassa-radius', '3px')
    checkout.style.setProperty('--interkassa-font', '18px/1.5 monospace')
    await until(checkout, 'ready')

    const pay = findAll(checkout, '[part=pay]')[0] ?? checkout
    const { backgroundColor, borderRadius, fontFamily, fontSize } = getComputedStyle(pay)
    expect({ backgroundColor, borderRadius, fontFamily, fontSize }).to.deep.equal({
      backgroundColor: 'rgb(1, 2, 3)',
      borderRadius: '3px',
      fontFamily: 'monospace',
      fontSize: '18px'
    })
  })

  itEmulating('stand still for those who want that', async () => {
    await emulateMedia({ reducedMotion: 'reduce' })
    const checkout = place(new FakeShop())
    await settle()

    expect(findAll(checkout, '.bone').map((bone) => getComputedStyle(bone).animationName))
      .to.include('none')
      .and.not.to.include('breathe')
  })
})

function shop(session = aSession()): FakeShop {
  return new FakeShop().on('session', json(session)).on('leave', empty)
}

async function arrived(
  checkout: InterkassaCheckout,
  name: InterkassaCheckout['state']['name']
): Promise<InterkassaCheckout> {
  await until(checkout, name)
  return checkout
}
