import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import type { EmulatorSettings } from '../../src/emulator/index.js'
import { openWithClock, PROCESS } from './clock.js'
import { pay, startEmulator, until } from './payer.js'
import { openShop, type ShopAnswer } from './shop.js'

async function openBoth(
  t: TestContext,
  answer?: ShopAnswer,
  options: Omit<Parameters<typeof startEmulator>[1] & object, 'settings'> & {
    settings?: Partial<EmulatorSettings>
  } = {}
) {
  const shop = await openShop(t, answer)
  const running = await startEmulator(t, {
    ...options,
    settings: { interaction: { url: shop.url }, ...options.settings }
  })
  return { shop, ...running }
}

const answering =
  (...statuses: number[]): ShopAnswer =>
  (outgoing, count) =>
    outgoing.writeHead(statuses[count - 1] ?? 200).end()

const failures: Record<string, [first: ShopAnswer, answer: object]> = {
  'a 500': [(outgoing) => outgoing.writeHead(500).end(), { status: 500 }],
  'a 503': [(outgoing) => outgoing.writeHead(503).end(), { status: 503 }],
  'a 204, which is not the success code': [(outgoing) => outgoing.writeHead(204).end(), { status: 204 }],
  'a reset connection': [(outgoing) => outgoing.destroy(), { failed: 'no-connection' }],
  'no answer in time': [() => undefined, { failed: 'timeout' }],
  'an answer that does not end in time': [
    (outgoing) => outgoing.writeHead(200).write('O'),
    { failed: 'timeout' }
  ]
}

for (const [what, [first, answer]] of Object.entries(failures)) {
  test(`EMU-004: tries again after ${what}, and stops on 200`, async (t) => {
    const { shop, emulator, url } = await openBoth(
      t,
      (outgoing, count) => (count === 1 ? first(outgoing, count) : outgoing.writeHead(200).end()),
      'failed' in answer && answer.failed === 'timeout' ? { answerTimeout: 500 } : {}
    )
    await pay(url, 'success')
    await emulator.settled()
    const [delivery] = emulator.deliveries()
    assert.deepEqual(delivery?.answers, [answer, { status: 200 }])
    assert.equal(delivery.progress, 'delivered')
    assert.deepEqual(shop.heard[1], shop.heard[0])
  })
}

test('EMU-004: gives up when the schedule is at its end', async (t) => {
  const { shop, emulator, url } = await openBoth(t, answering(500, 500, 500, 500), {
    settings: { retries: [1, 1, 1] }
  })
  await pay(url, 'success')
  await emulator.settled()
  assert.equal(shop.heard.length, 4)
  assert.equal(emulator.deliveries()[0]?.progress, 'given-up')
})

test('EMU-004: waits before each further try as long as the schedule says', async (t) => {
  // nobody listens there, so that no network's timers are needed while the clock is the test's
  const nobody = { interaction: { url: 'http://127.0.0.1:9/' }, retries: [1_000, 60_000] }
  const { emulator, ask, open } = openWithClock(t, nobody, { notifications: 'send' })
  const tries = () => emulator.deliveries()[0]?.answers.length ?? 0
  await ask(await open(PROCESS), { outcome: 'success' })

  await until(() => tries() === 1)
  t.mock.timers.tick(999)
  assert.equal(tries(), 1)
  t.mock.timers.tick(1)
  await until(() => tries() === 2)
  t.mock.timers.tick(59_999)
  assert.equal(tries(), 2)
  t.mock.timers.tick(1)
  await emulator.settled()
  assert.equal(tries(), 3)
})

test('takes another success code where the checkout is set to it, and then no 200', async (t) => {
  const { emulator, url } = await openBoth(t, answering(200, 202), { settings: { successCode: 202 } })
  await pay(url, 'success')
  await emulator.settled()
  assert.deepEqual(emulator.deliveries()[0]?.answers, [{ status: 200 }, { status: 202 }])
})

test('follows no redirect: it is an answer that is not the success code', async (t) => {
  const elsewhere = await openShop(t)
  const { shop, emulator, url } = await openBoth(t, (outgoing) =>
    outgoing.writeHead(302, { location: elsewhere.url }).end()
  )
  await pay(url, 'success')
  await emulator.settled()
  assert.equal(shop.heard.length, 4)
  assert.deepEqual(elsewhere.heard, [])
  assert.equal(emulator.deliveries()[0]?.progress, 'given-up')
})

test('sends of one invoice what happened first, and the next when that was tried', async (t) => {
  let answerFirst = (): void => undefined
  const { shop, emulator, url } = await openBoth(t, (outgoing, count) => {
    if (count === 1) answerFirst = () => outgoing.end()
    else outgoing.end()
  })
  await pay(url, 'pending-success')
  await until(() => shop.heard.length === 1 && emulator.deliveries().length === 2)
  await fetch(`${shop.url}/another-way`)
  assert.deepEqual(
    shop.heard.map(({ path }) => path),
    ['/', '/another-way']
  )

  answerFirst()
  await emulator.settled()

  assert.deepEqual(
    emulator.deliveries().map(({ progress }) => progress),
    ['delivered', 'delivered']
  )
  assert.equal(shop.heard.at(-1)?.fields.ik_inv_st, 'success')
})

test('sends notifications by GET where the cabinet says so, behind the query of the address', async (t) => {
  const shop = await openShop(t)
  const { emulator, url } = await startEmulator(t, {
    settings: { interaction: { url: `${shop.url}/notify?shop=1`, method: 'get' } }
  })
  await pay(url, 'success', { ik_desc: 'Кава + цукор' })
  await emulator.settled()
  const [heard] = shop.heard
  assert.equal(`${heard?.method} ${heard?.path}`, 'GET /notify')
  assert.deepEqual(heard?.names.slice(0, 2), ['shop', 'ik_co_id'])
  assert.equal(heard.fields.ik_desc, 'Кава + цукор')
})

test('holds notifications back, so that the browser comes first, and releases them in order', async (t) => {
  const { shop, emulator, url } = await openBoth(t, undefined, { notifications: 'hold' })
  const back = await pay(url, 'pending-success')
  await emulator.settled()
  assert.equal(back.status, 200)
  assert.equal(shop.heard.length, 0)
  assert.deepEqual(
    emulator.deliveries().map(({ progress }) => progress),
    ['held', 'held']
  )

  emulator.notifications = 'send'
  await emulator.settled()

  assert.deepEqual(
    shop.heard.map(({ fields }) => fields.ik_inv_st),
    ['waitAccept', 'success']
  )
  assert.equal(emulator.notifications, 'send')
})

test('drops notifications, so that the shop never hears of a payment', async (t) => {
  const { shop, emulator, url } = await openBoth(t)
  emulator.notifications = 'drop'
  await pay(url, 'success')
  emulator.notifications = 'send'
  await pay(url, 'fail', { ik_pm_no: 'A-1001-2' })
  await emulator.settled()
  assert.deepEqual(
    shop.heard.map(({ fields }) => fields.ik_inv_st),
    ['fail']
  )
  assert.deepEqual(
    emulator.deliveries().map(({ progress }) => progress),
    ['dropped', 'delivered']
  )
})

test('drops what was held', async (t) => {
  const { shop, emulator, url } = await openBoth(t, undefined, { notifications: 'hold' })
  await pay(url, 'success')
  emulator.notifications = 'drop'
  emulator.notifications = 'send'
  await emulator.settled()
  assert.deepEqual(shop.heard, [])
})

test('stops its tries when it is closed', async (t) => {
  const { emulator, url } = await openBoth(t, answering(500), { settings: { retries: [600_000] } })
  await pay(url, 'success')
  await until(() => emulator.deliveries()[0]?.answers.length === 1)
  emulator.close()
  await emulator.settled()
  assert.equal(emulator.deliveries()[0]?.progress, 'given-up')
})
