import assert from 'node:assert/strict'
import { suite, test, type TestContext } from 'node:test'
import { createEmulator, FAULTS, type Fault, type FaultOptions } from '../../src/emulator/index.js'
import { InterkassaError } from '../../src/protocol/index.js'
import { openWithClock, PROCESS } from './clock.js'
import {
  CHECKOUT_ID,
  pay,
  SECRET_KEY,
  signedBy,
  startEmulator,
  TEST_KEY,
  until,
  VISA,
  type Fields
} from './payer.js'
import { openShop } from './shop.js'

const TEST_PAYWAY = 'test_interkassa_test_xts'

async function openBoth(t: TestContext, faults: readonly Fault[], faultOptions: FaultOptions = {}) {
  const shop = await openShop(t)
  const running = await startEmulator(t, {
    faults,
    faultOptions: { delay: 20, ...faultOptions },
    settings: { interaction: { url: shop.url } }
  })
  return { shop, ...running }
}

const states = (heard: readonly { readonly fields: Fields }[]) => heard.map(({ fields }) => fields.ik_inv_st)

suite('EMU-003: a notification, by the name of its fault', () => {
  test('never: does not come', async (t) => {
    const { shop, emulator, url } = await openBoth(t, ['never'])
    await pay(url, 'success')
    await emulator.settled()
    assert.deepEqual(shop.heard, [])
    assert.equal(emulator.deliveries()[0]?.progress, 'dropped')
  })

  test('twice: comes twice, or as often as it is set to', async (t) => {
    for (const times of [2, 5]) {
      const { shop, emulator, url } = await openBoth(t, ['twice'], { times })
      await pay(url, 'success')
      await emulator.settled()
      assert.deepEqual(states(shop.heard), Array<string>(times).fill('success'))
      assert.deepEqual(new Set(shop.heard.map(({ fields }) => fields.ik_sign)).size, 1)
    }
  })

  test('late: comes after its delay', async (t) => {
    // nobody listens there, so that no network's timers are needed while the clock is the test's
    const nobody = { interaction: { url: 'http://127.0.0.1:9/' }, retries: [] }
    const options = { notifications: 'send', faults: ['late'], faultOptions: { delay: 60_000 } } as const
    const { emulator, ask, open, pass } = openWithClock(t, nobody, options)
    const tries = () => emulator.deliveries()[0]?.answers.length
    await ask(await open(PROCESS), { outcome: 'success' })
    await pass(59_999)
    assert.equal(tries(), 0)
    await pass(1)
    await emulator.settled()
    assert.equal(tries(), 1)
  })

  test('out-of-order: what is final comes before what was on the way to it', async (t) => {
    const { shop, emulator, url } = await openBoth(t, ['out-of-order'], { delay: 200 })
    await pay(url, 'pending-success')
    await emulator.settled()
    assert.deepEqual(states(shop.heard), ['success', 'waitAccept'])
  })

  test('forged: is signed by a stranger', async (t) => {
    const fields = await told(t, 'forged')
    assert.ok(![SECRET_KEY, TEST_KEY].some((key) => signedBy(key, fields) === fields.ik_sign))
    assert.equal(fields.ik_am, '100.00')
  })

  test('altered: names another amount than was signed', async (t) => {
    const fields = await told(t, 'altered')
    assert.equal(fields.ik_am, '0.01')
    assert.equal(signedBy(SECRET_KEY, { ...fields, ik_am: '100.00' }), fields.ik_sign)
  })

  test('wrong-amount: names another amount, and is signed', async (t) => {
    const fields = await told(t, 'wrong-amount')
    assert.equal(fields.ik_am, '0.01')
    assert.equal(signedBy(SECRET_KEY, fields), fields.ik_sign)
  })

  test('wrong-mode: names the test payway for live money, signed with the test key, or the reverse', async (t) => {
    const live = await told(t, 'wrong-mode')
    assert.equal(live.ik_pw_via, TEST_PAYWAY)
    assert.equal(signedBy(TEST_KEY, live), live.ik_sign)
    const tested = await told(t, 'wrong-mode', TEST_PAYWAY)
    assert.equal(tested.ik_pw_via, VISA)
    assert.equal(signedBy(SECRET_KEY, tested), tested.ik_sign)
  })

  test('array-field: writes the amount with brackets', async (t) => {
    const fields = await told(t, 'array-field')
    assert.equal(fields['ik_am[]'], '100.00')
    assert.equal(fields.ik_am, undefined)
  })

  test('duplicate-field: brings the amount twice', async (t) => {
    const { shop, emulator, url } = await openBoth(t, ['duplicate-field'])
    await pay(url, 'success')
    await emulator.settled()
    assert.equal(shop.heard[0]?.names.filter((name) => name === 'ik_am').length, 2)
    assert.deepEqual(
      emulator.deliveries()[0]?.pairs.filter(([name]) => name === 'ik_am'),
      [
        ['ik_am', '0.01'],
        ['ik_am', '100.00']
      ]
    )
  })

  test('several at once: each does its part', async (t) => {
    const { shop, emulator, url } = await openBoth(t, ['twice', 'forged'])
    await pay(url, 'success')
    await emulator.settled()
    assert.equal(shop.heard.length, 2)
    assert.ok(shop.heard.every(({ fields }) => signedBy(SECRET_KEY, fields) !== fields.ik_sign))
  })
})

suite('EMU-003: faults', () => {
  test('are switched on and off by name while it runs', async (t) => {
    const { shop, emulator, url } = await openBoth(t, [])
    emulator.faults = ['never']
    await pay(url, 'success')
    emulator.faults = []
    await pay(url, 'success', { ik_pm_no: 'A-1001-2' })
    await emulator.settled()
    assert.deepEqual(
      shop.heard.map(({ fields }) => fields.ik_pm_no),
      ['A-1001-2']
    )
  })

  test('hit a share of the messages, the same ones for the same seed', async (t) => {
    const hit = async (seed: number) => {
      const { shop, emulator, url } = await openBoth(t, ['never'], { share: 0.5, seed })
      for (let number = 1; number <= 20; number++) await pay(url, 'success', { ik_pm_no: `A-${number}` })
      await emulator.settled()
      return shop.heard.map(({ fields }) => fields.ik_pm_no)
    }
    const [first, again, other] = [await hit(7), await hit(7), await hit(8)]
    assert.deepEqual(first, again)
    assert.notDeepEqual(first, other)
    assert.ok(first.length > 3 && first.length < 17, `${first.length} of 20 came`)
  })

  test('that it does not know are refused', () => {
    const settings = { checkoutId: CHECKOUT_ID, secretKey: SECRET_KEY, testSecretKey: TEST_KEY }
    const isRefused = (error: unknown) =>
      error instanceof InterkassaError && error.code === 'bad-options' && error.message.includes('api-slow')
    assert.throws(() => createEmulator({ settings, faults: ['sometimes' as Fault] }), isRefused)
    const emulator = createEmulator({ settings, faults: FAULTS })
    assert.throws(() => {
      emulator.faults = ['constructor' as Fault]
    }, isRefused)
  })
})

suite('The API, by the name of its fault', () => {
  const api = { user: 'user', key: 'key', business: false }
  const answers: [Fault, number, RegExp][] = [
    ['api-500', 500, /"status":"error"/],
    ['api-busy', 429, /Too many requests/],
    ['api-html', 200, /^<!doctype html>/],
    ['api-odd', 200, /"data":"maintenance"/],
    ['api-other-checkout', 200, /"coId":"0{24}"/],
    ['api-other-payment', 200, /"paymentNo":"someone-elses-1"/],
    ['api-other-amount', 200, /"amount":0.01/]
  ]
  for (const [fault, status, body] of answers) {
    test(`${fault}: answers ${status} with ${body.source}`, async (t) => {
      const { url, emulator } = await startEmulator(t, { faults: [fault], settings: { api } })
      await pay(url, 'success')
      const ask = () =>
        fetch(`${url}v1/co-invoice`, { headers: { authorization: `Basic ${btoa('user:key')}` } })
      const answer = await ask()
      assert.equal(answer.status, status)
      assert.match(await answer.text(), body)
      assert.equal(answer.headers.get('retry-after'), fault === 'api-busy' ? '1' : null)
      emulator.faults = []
      assert.doesNotMatch(await (await ask()).text(), body)
    })
  }

  test('api-slow: waits before it answers, and pages for payers do not', async (t) => {
    const { url, emulator } = await startEmulator(t, {
      faults: ['api-slow'],
      faultOptions: { delay: 600_000 }
    })
    let isAnswered = false
    const asked = fetch(`${url}v1/currency`).then(() => {
      isAnswered = true
    })
    await pay(url, 'success')
    await until(() => emulator.invoices().length === 1)
    assert.equal(isAnswered, false)
    emulator.close()
    await asked
    assert.equal(isAnswered, true)
  })
})

/** The one notification of a payment that succeeded, as it came. */
async function told(t: TestContext, fault: Fault, payway = VISA): Promise<Fields> {
  const { shop, emulator, url } = await openBoth(t, [fault])
  await pay(url, 'success', { ik_pw_via: payway })
  await emulator.settled()
  return shop.heard[0]?.fields ?? {}
}
