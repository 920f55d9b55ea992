import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import {
  anAccount,
  anOrder,
  attemptOf,
  FORM,
  gatewaySign,
  notification,
  openShop,
  PRIVAT24,
  SECRET_KEY,
  SHOP,
  TEST_PAYWAY,
  useUpAttempts,
  VISA,
  type Fields,
  type Shop
} from '../fixtures.js'

const pay = (shop: Shop, fields: Fields, headers: Fields = { origin: SHOP }) =>
  shop.ask('/pay', {
    method: 'POST',
    headers: { 'content-type': FORM, ...headers },
    body: String(new URLSearchParams(fields))
  })

/** What a browser would post from the page's form. */
function formOf(page: string): Fields {
  const inputs = [...page.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)]
  return Object.fromEntries(inputs.map(([, name = '', value = '']) => [name, unescape(value)]))
}

function unescape(text: string): string {
  return text.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
}

const without = (name: string, fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([other]) => other !== name))

const withoutSign = (fields: Fields) => without('ik_sign', fields)

suite('POST /pay from a page of ours answers a page that posts', () => {
  for (const headers of [{ origin: SHOP }, { 'sec-fetch-site': 'same-origin' }]) {
    test(`which ${JSON.stringify(headers)} shows`, async () => {
      const answer = await pay(openShop(), { orderId: 'A-1001', payway: VISA }, headers)
      assert.equal(answer.status, 200)
      const page = await answer.text()
      assert.match(
        page,
        /<form method="post" action="https:\/\/sci\.interkassa\.com\/" accept-charset="utf-8">/
      )
      assert.ok(formOf(page).ik_sign)
    })
  }

  test('the form of the chosen payway, signed as a whole', async () => {
    const form = formOf(await (await pay(openShop(), { orderId: 'A-1001', payway: PRIVAT24 })).text())
    assert.equal(form.ik_pw_via, PRIVAT24)
    assert.equal(form.ik_act, 'process')
    assert.equal(form.ik_am, '100.00')
    assert.equal(form.ik_sign, gatewaySign(withoutSign(form), SECRET_KEY))
  })

  for (const none of [{}, { payway: '' }]) {
    test(`the form of the page with all payways where none is chosen: ${JSON.stringify(none)}`, async () => {
      const form = formOf(await (await pay(openShop(), { orderId: 'A-1001', ...none })).text())
      assert.equal(form.ik_pw_via, undefined)
      assert.equal(form.ik_sign, gatewaySign(withoutSign(form), SECRET_KEY))
    })
  }

  for (const choice of [{}, { payway: '' }, { payway: TEST_PAYWAY }, { payway: VISA }]) {
    test(`the test payway’s form in test mode, which stands for ${JSON.stringify(choice)}`, async () => {
      const shop = openShop({ account: anAccount({ mode: 'test' }) })
      const form = formOf(await (await pay(shop, { orderId: 'A-1001', ...choice })).text())
      assert.equal(form.ik_pw_via, TEST_PAYWAY)
      assert.equal(form.ik_sign, gatewaySign(withoutSign(form), SECRET_KEY))
    })
  }

  test('whose values are text and never markup', async () => {
    const shop = openShop()
    const description = `<img src=x onerror=alert(1)> "quoted" 'single' & more`
    shop.orders.set('A-1001', anOrder({ description }))
    const page = await (await pay(shop, { orderId: 'A-1001' })).text()
    assert.ok(!page.includes('<img'))
    const form = formOf(page)
    assert.equal(form.ik_desc, description)
    assert.equal(form.ik_sign, gatewaySign(withoutSign(form), SECRET_KEY))
  })

  test('that runs its own script only, in no frame, and tells nobody where it came from', async () => {
    const answers = [
      await pay(openShop(), { orderId: 'A-1001' }),
      await pay(openShop(), { orderId: 'A-1001' })
    ]
    const nonces = await Promise.all(
      answers.map(async ({ headers }, index) => {
        const policy = headers.get('content-security-policy') ?? ''
        const [, nonce = ''] = /script-src 'nonce-([^']+)'/.exec(policy) ?? []
        assert.equal(
          policy,
          `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; frame-ancestors 'none'; base-uri 'none'`
        )
        assert.equal(headers.get('referrer-policy'), 'no-referrer')
        assert.equal(headers.get('cache-control'), 'no-store')
        assert.equal(headers.get('x-frame-options'), 'DENY')
        assert.ok((await answers[index]?.text())?.includes(`<script nonce="${nonce}">`))
        return nonce
      })
    )
    assert.equal(new Set(nonces).size, 2, 'a nonce serves once')
    assert.ok(nonces.every((nonce) => Buffer.from(nonce, 'base64').length === 16))
  })

  test('and counts the attempt as taken to the gateway', async () => {
    const shop = openShop()
    const { ik_pm_no: first } = formOf(await (await pay(shop, { orderId: 'A-1001' })).text())
    const { ik_pm_no: second } = formOf(await (await pay(shop, { orderId: 'A-1001' })).text())
    assert.deepEqual([first, second], ['A-1001-1', 'A-1001-2'])
  })
})

suite('POST /pay from anywhere else', () => {
  const elsewhere: [string, Fields][] = [
    ['a page that names itself', { origin: 'https://evil.example' }],
    ['a page in a sandbox', { origin: 'null' }],
    ['another site, by its browser’s word', { 'sec-fetch-site': 'cross-site' }],
    ['a sister site, by its browser’s word', { 'sec-fetch-site': 'same-site' }],
    ['a browser that says nothing', {}]
  ]
  for (const [what, headers] of elsewhere) {
    test(`asks the payer first: ${what}`, async () => {
      const asked: string[] = []
      const shop = openShop({
        loadOrder: (orderId) => {
          asked.push(orderId)
          return anOrder()
        }
      })
      const answer = await pay(shop, { orderId: 'A-1001', payway: VISA }, headers)
      assert.equal(answer.status, 200)
      const form = formOf(await answer.text())
      assert.deepEqual(Object.keys(form), ['orderId', 'payway', 'confirmation'])
      assert.deepEqual(asked, [], 'nobody was asked about the order')
    })
  }

  test('shows the question in no frame, without script, so that its own post has an Origin', async () => {
    const { headers } = await pay(openShop(), { orderId: 'A-1001' }, {})
    const policy = headers.get('content-security-policy') ?? ''
    // no form-action: a browser would hold it against the redirect that follows, to a page of the shop on another origin
    assert.match(
      policy,
      /^default-src 'none'; style-src 'nonce-[^' ]+'; frame-ancestors 'none'; base-uri 'none'$/
    )
    assert.equal(headers.get('referrer-policy'), 'same-origin')
  })

  test('says the same of an order that exists and of one that does not', async () => {
    const shop = openShop()
    const answers = await Promise.all(
      ['A-1001', 'A-9999'].map(async (orderId) => {
        const answer = await pay(shop, { orderId }, {})
        const page = await answer.text()
        assert.match(page, new RegExp(`Оплатити замовлення <bdi>${orderId}</bdi>\\?`))
        assert.match(page, new RegExp(`Pay for order <bdi>${orderId}</bdi>\\?`))
        const form = without('confirmation', formOf(page))
        return [answer.status, { ...form, orderId: '' }]
      })
    )
    assert.deepEqual(answers[0], [200, { orderId: '' }])
    assert.deepEqual(answers[0], answers[1])
  })
})

suite('The confirmed form', () => {
  const confirmed = async (shop: Shop, fields: Fields) => formOf(await (await pay(shop, fields, {})).text())
  const isQuestion = async (answer: Response) => 'confirmation' in formOf(await answer.text())

  test('goes on, from a browser that sends neither Origin nor Sec-Fetch-Site', async () => {
    const shop = openShop()
    const form = await confirmed(shop, { orderId: 'A-1001', payway: VISA })
    for (const headers of [{}, { origin: 'null' }]) {
      const answer = await pay(shop, form, headers)
      assert.equal(formOf(await answer.text()).ik_pw_via, VISA)
    }
  })

  test('goes on within ten minutes and no longer', async (context) => {
    context.mock.timers.enable({ apis: ['Date'], now: Date.parse('2026-11-23T00:00:00Z') })
    const shop = openShop()
    const form = await confirmed(shop, { orderId: 'A-1001' })
    context.mock.timers.tick(599_999)
    assert.equal(await isQuestion(await pay(shop, form, {})), false)
    context.mock.timers.tick(1)
    assert.equal(await isQuestion(await pay(shop, form, {})), true)
  })

  const forgeries: [string, (form: Fields) => Fields][] = [
    ['another order', (form) => ({ ...form, orderId: 'B-1' })],
    ['another payway', (form) => ({ ...form, payway: PRIVAT24 })],
    ['no payway', (form) => without('payway', form)],
    ['a longer life', ({ confirmation = '', ...form }) => ({ ...form, confirmation: `9${confirmation}` })],
    ['a changed seal', ({ confirmation = '', ...form }) => ({ ...form, confirmation: `${confirmation}x` })],
    [
      'no seal',
      ({ confirmation = '', ...form }) => ({ ...form, confirmation: confirmation.split('.')[0] ?? '' })
    ],
    ['nothing', (form) => ({ ...form, confirmation: '' })]
  ]
  for (const [what, forge] of forgeries) {
    test(`is asked about again with ${what}`, async () => {
      const shop = openShop()
      shop.orders.set('B-1', anOrder())
      const form = await confirmed(shop, { orderId: 'A-1001', payway: VISA })
      assert.equal(await isQuestion(await pay(shop, forge(form), {})), true)
    })
  }

  test('is asked about again when another site posts it', async () => {
    const shop = openShop()
    const form = await confirmed(shop, { orderId: 'A-1001' })
    const foreign: Fields[] = [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }]
    for (const headers of foreign) assert.equal(await isQuestion(await pay(shop, form, headers)), true)
  })

  test('of another shop is worth nothing', async () => {
    const other = openShop({ account: anAccount({ secretKey: 'An0therShopsSecretKey' }) })
    const form = await confirmed(other, { orderId: 'A-1001' })
    assert.equal(await isQuestion(await pay(openShop(), form, {})), true)
  })
})

suite('POST /pay refuses', () => {
  test('every method but POST', async () => {
    for (const method of ['GET', 'PUT', 'OPTIONS']) {
      const answer = await openShop().ask('/pay', { method })
      assert.equal(answer.status, 405)
      assert.equal(answer.headers.get('allow'), 'POST')
    }
  })

  test('what is no form', async () => {
    const answer = await pay(openShop(), {}, { origin: SHOP, 'content-type': 'application/json' })
    assert.equal(answer.status, 415)
  })

  test('what is longer than any form of ours', async (context) => {
    const log = context.mock.method(console, 'error', () => undefined)
    const answer = await pay(openShop(), { orderId: 'A-1001', padding: 'x'.repeat(16_384) })
    assert.equal(answer.status, 413)
    assert.equal(log.mock.callCount(), 0)
  })

  const malformed: Fields[] = [
    {},
    { orderId: '' },
    { orderId: 'a b' },
    { orderId: 'x'.repeat(29) },
    { orderId: 'A-1001', payway: '<' }
  ]
  for (const fields of malformed) {
    test(`the form ${JSON.stringify(fields)}`, async () => {
      const answer = await pay(openShop(), fields)
      assert.equal(answer.status, 400)
      assert.match(await answer.text(), /This form cannot be read/)
    })
  }

  test('an order twice in one form', async () => {
    const headers = { 'content-type': FORM, origin: SHOP }
    const answer = await openShop().ask('/pay', {
      method: 'POST',
      headers,
      body: 'orderId=A-1001&orderId=B-1'
    })
    assert.equal(answer.status, 400)
  })

  test('an order that is unknown, and a payway that is not offered, with one page', async () => {
    const answers = [
      await pay(openShop(), { orderId: 'A-9999' }),
      await pay(openShop(), { orderId: 'A-1001', payway: 'bitcoin_advcash_merchant_eur' })
    ]
    const pages = await Promise.all(
      answers.map(async (answer) => (await answer.text()).replace(/nonce="[^"]+"/g, ''))
    )
    assert.deepEqual(
      answers.map(({ status }) => status),
      [404, 404]
    )
    assert.equal(pages[0], pages[1])
    assert.match(pages[0] ?? '', /Це замовлення тут не можна оплатити/)
    assert.equal(answers[0]?.headers.get('referrer-policy'), 'no-referrer')
  })

  test('a payway that is not offered without using up the attempt', async () => {
    const shop = openShop()
    await pay(shop, { orderId: 'A-1001', payway: 'bitcoin_advcash_merchant_eur' })
    const session = await shop.session()
    assert.equal(session.fields.ik_pm_no, 'A-1001-1')
    assert.equal(session.earlier, undefined)
  })

  test('the twenty-first attempt of an hour, with a page', async () => {
    const shop = openShop()
    for (let attempt = 0; attempt < 20; attempt += 1) await pay(shop, { orderId: 'A-1001' })
    const answer = await pay(shop, { orderId: 'A-1001' })
    assert.equal(answer.status, 429)
    assert.match(answer.headers.get('retry-after') ?? '', /^3\d{3}$/)
    assert.match(await answer.text(), /too many attempts/)
  })

  test('an order whose attempts are used up, with a page', async () => {
    const shop = openShop()
    await useUpAttempts(shop)
    const answer = await pay(shop, { orderId: 'A-1001' })
    assert.equal(answer.status, 409)
    assert.match(await answer.text(), /Please contact the shop/)
  })
})

test('POST /pay sends the payer of a paid order to the shop’s page, with the token in the fragment', async () => {
  const shop = openShop()
  const session = await shop.session()
  await shop.notify(notification(attemptOf(session)))
  const answer = await pay(shop, { orderId: 'A-1001' })
  assert.equal(answer.status, 303)
  assert.equal(
    answer.headers.get('location'),
    `${SHOP}/thanks?order=A-1001#interkassa=${session.statusToken ?? ''}`
  )
})
