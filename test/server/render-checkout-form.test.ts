import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import fc from 'fast-check'
import { InterkassaError, isPlainText, paywayDefaults, visibleText } from '../../src/protocol/index.js'
import type { Payway } from '../../src/protocol/schemas.js'
import { renderCheckoutForm, type CheckoutForm, type ErrorCode } from '../../src/server/index.js'
import { PRIVAT24, TEST_PAYWAY, VISA } from './fixtures.js'

const render = (changes: Partial<CheckoutForm> = {}) =>
  renderCheckoutForm({
    src: '/interkassa',
    orderId: 'A-1001',
    payways: [{ id: VISA }, { id: PRIVAT24 }],
    ...changes
  })

suite('The plain form', () => {
  test('posts the order and one of the payways to the shop’s own server', () => {
    assert.equal(
      dense(render()),
      '<form method="post" action="/interkassa/pay" accept-charset="utf-8" lang="en">' +
        '<input type="hidden" name="orderId" value="A-1001" />' +
        '<fieldset><legend>How would you like to pay?</legend>' +
        `<div><label><input type="radio" name="payway" value="${VISA}" /> <bdi>Visa</bdi> </label></div>` +
        `<div><label><input type="radio" name="payway" value="${PRIVAT24}" /> <bdi>Privat24</bdi> </label></div>` +
        '<div><label><input type="radio" name="payway" value="" checked /> Any other way</label></div></fieldset>' +
        '<button>Continue to payment</button></form>'
    )
  })

  test('does not ask about a single payway', () => {
    assert.equal(
      dense(render({ payways: [{ id: VISA }] })),
      '<form method="post" action="/interkassa/pay" accept-charset="utf-8" lang="en">' +
        '<input type="hidden" name="orderId" value="A-1001" />' +
        `<input type="hidden" name="payway" value="${VISA}" />` +
        '<button>Continue to payment</button></form>'
    )
  })

  test('is only a button where no payway is listed', () => {
    assert.equal(
      dense(render({ payways: [] })),
      '<form method="post" action="/interkassa/pay" accept-charset="utf-8" lang="en">' +
        '<input type="hidden" name="orderId" value="A-1001" />' +
        '<button>Continue to payment</button></form>'
    )
  })

  test('speaks Ukrainian where it is asked to, and says so', () => {
    const form = render({ lang: 'uk' })
    assert.match(form, / lang="uk">/)
    assert.match(form, /<legend>Як вам зручно заплатити\?<\/legend>/)
    assert.match(form, /<button>Перейти до оплати<\/button>/)
    assert.doesNotMatch(form, /pay\?|payment</)
  })

  const addresses = [
    ['/interkassa', '/interkassa/pay'],
    ['/interkassa/', '/interkassa/pay'],
    ['/', '/pay'],
    ['/оплата', '/оплата/pay'],
    ['https://pay.shop.example/interkassa', 'https://pay.shop.example/interkassa/pay'],
    ['http://localhost:8080//', 'http://localhost:8080/pay']
  ] as const
  for (const [src, action] of addresses) {
    test(`leads from ${src} to ${action}`, () => {
      assert.ok(render({ src }).includes(` action="${action}" `))
    })
  }

  test('calls a payway by the merchant’s name, else by what its alias says, else by the alias', () => {
    const payways: Payway[] = [
      { id: VISA, name: 'Картка' },
      { id: PRIVAT24, name: undefined },
      { id: '35124' }
    ]
    assert.deepEqual(namesIn(render({ payways })), ['Картка', 'Privat24', '35124'])
  })

  test('tells payways of one name apart by their currencies', () => {
    const payways: Payway[] = [
      { id: 'visa_cpaytrz_merchant_uah' },
      { id: 'visa_cpaytrz_merchant_usd' },
      { id: 'visa_3', currency: 'EUR', name: 'Visa' },
      { id: PRIVAT24 }
    ]
    assert.deepEqual(
      [...render({ payways }).matchAll(/<\/bdi> (.*?)<\/label>/g)].map(([, text]) => text),
      ['UAH', 'USD', 'EUR', '']
    )
  })

  test('lists a hundred payways, which is what a session holds', () => {
    const payways = Array.from({ length: 100 }, (_, index) => ({ id: `method${index}` }))
    assert.equal(namesIn(render({ payways })).length, 100)
  })

  test('offers the test payway alone to a shop that lists it', () => {
    assert.deepEqual(controlsIn(render({ payways: [{ id: TEST_PAYWAY }] })), [
      ['hidden', 'orderId', 'A-1001'],
      ['hidden', 'payway', TEST_PAYWAY]
    ])
  })

  test('holds no account, no amount, no wire name, no script and no style', () => {
    const form = render({ payways: [{ id: VISA, amount: '103.00', limits: { min: '10', max: '500' } }] })
    assert.doesNotMatch(form, /ik_|103|500|<script|<style|style=|class=|\son\w+=/i)
  })
})

suite('Whatever a payway is called', () => {
  const hostile = [
    '<script>alert(1)</script>',
    '</label></fieldset></form><form action="https://evil.example">',
    '"><img src=x onerror=alert(1)>',
    "' autofocus onfocus='alert(1)",
    '<!--',
    '&lt;b&gt; &#60; &amp;',
    '${alert(1)}',
    '</bdi></textarea></title></style>'
  ]
  for (const name of hostile) {
    test(`it is text: ${name}`, () => {
      const form = render({ payways: [{ id: VISA, name }, { id: PRIVAT24 }] })
      assert.deepEqual(namesIn(form), [name, 'Privat24'])
      assert.equal(markupOf(form), markupOf(render()))
    })
  }

  test('it cannot turn the words around it, or hide', () => {
    const form = render({ payways: [{ id: VISA, name: '\u202easiV\u200b' }, { id: PRIVAT24 }] })
    assert.deepEqual(namesIn(form), ['asiV', 'Privat24'])
  })

  test('the form reads as the values it was made of, and as nothing else', () => {
    const alias = fc.stringMatching(/^\w{1,62}$/)
    const name = fc
      .oneof(
        fc.string({ unit: 'binary', maxLength: 60 }),
        fc.stringMatching(/^[<>"'&=/!;#x3 aї\u202e-]{1,60}$/)
      )
      .filter((text) => isPlainText(text) && visibleText(text) !== '')
    const payway = fc.record({ id: alias, name: fc.option(name, { nil: undefined }) })
    const form = fc.record({
      src: fc.oneof(
        fc.webPath().map((path) => `/p${path}`),
        fc.webUrl()
      ),
      orderId: fc.stringMatching(/^[A-Za-z0-9_-]{1,28}$/),
      payways: fc.uniqueArray(payway, { minLength: 2, maxLength: 8, selector: ({ id }) => id }),
      lang: fc.constantFrom('en' as const, 'uk' as const)
    })
    fc.assert(
      fc.property(form, ({ src, orderId, payways, lang }) => {
        const printed = renderCheckoutForm({ src, orderId, payways, lang })
        assert.equal(valueOf('action', printed), `${src.replace(/\/+$/, '')}/pay`)
        assert.deepEqual(controlsIn(printed), [
          ['hidden', 'orderId', orderId],
          ...payways.map(({ id }) => ['radio', 'payway', id]),
          ['radio', 'payway', '']
        ])
        assert.deepEqual(
          namesIn(printed),
          payways.map(({ id, name }) => visibleText(name ?? paywayDefaults(id).name))
        )
        const plain = payways.map((_, index) => ({ id: `method${index}` }))
        assert.equal(markupOf(printed), markupOf(render({ payways: plain })))
      }),
      { numRuns: 2000 }
    )
  })
})

suite('The plain form is refused', () => {
  const refuses = (code: ErrorCode, changes: object) => {
    const [option = ''] = Object.keys(changes)
    assert.throws(
      () => render(changes),
      (error) =>
        error instanceof InterkassaError && error.code === code && error.message.startsWith(`${option}: `)
    )
  }

  const bases = [
    '',
    'interkassa',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/pay ments',
    '/interkassa?a=1',
    '/interkassa#a',
    'javascript:alert(1)',
    'JavaScript://evil.example/%0aalert(1)',
    'data:text/html,a',
    'ftp://shop.example',
    'https://',
    'https:shop.example',
    'https://user:word@shop.example',
    'https://user@shop.example',
    'https://:word@shop.example',
    'data:,https://shop.example',
    'https://shop.example/?a',
    undefined,
    null,
    new URL('https://shop.example')
  ]
  for (const src of bases) {
    test(`for the src ${JSON.stringify(src)}`, () => {
      refuses('bad-options', { src: src as string })
    })
  }

  for (const orderId of ['', 'A 1', 'x'.repeat(29), 'A-1001\n', '"><b>', 'Ї-1', 1001, null]) {
    test(`for the order ${JSON.stringify(orderId)}`, () => {
      refuses('bad-order', { orderId })
    })
  }

  for (const lang of ['', 'EN', 'uk-UA', 'ru', 'toString', null]) {
    test(`for the language ${JSON.stringify(lang)}`, () => {
      refuses('bad-options', { lang })
    })
  }

  const lists: [string, unknown][] = [
    ['no list', VISA],
    ['nothing', null],
    ['aliases without braces', [VISA]],
    ['an alias that is none', [{ id: '<b>' }, { id: VISA }]],
    ['an alias that is too long', [{ id: 'a'.repeat(63) }]],
    ['an empty alias', [{ id: '' }]],
    ['a name with a control character', [{ id: VISA, name: 'Vi\nsa' }]],
    ['a name that nobody sees', [{ id: VISA, name: '\u200b' }]],
    ['a member that is unknown', [{ id: VISA, title: 'Visa' }]],
    ['a payway twice', [{ id: VISA }, { id: VISA, name: 'Visa again' }]],
    [
      'more payways than a session holds',
      Array.from({ length: 101 }, (_, index) => ({ id: `method${index}` }))
    ]
  ]
  for (const [what, payways] of lists) {
    test(`for payways that are ${what}`, () => {
      refuses('bad-payway', { payways })
    })
  }
})

/** Without the line ends and indents between its pieces. */
const dense = (form: string) => form.replace(/\s*\n\s*/g, '')

/** The tags alone, with neither values nor texts: what hostile input would have to change. */
const markupOf = (form: string) => form.replace(/"[^"]*"/g, '""').replace(/>[^<]*/g, '>')

/** Type, name and value of each control that a browser would find. */
function controlsIn(form: string): string[][] {
  return [...form.matchAll(/<input ([^>]*)>/g)].map(([, attributes = '']) =>
    ['type', 'name', 'value'].map((name) => valueOf(name, attributes))
  )
}

const namesIn = (form: string) =>
  [...form.matchAll(/<bdi>(.*?)<\/bdi>/gs)].map(([, text = '']) => unescape(text))

function valueOf(attribute: string, markup: string): string {
  return unescape(new RegExp(`\\b${attribute}="([^"]*)"`).exec(markup)?.[1] ?? '')
}

function unescape(text: string): string {
  return text.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
}
