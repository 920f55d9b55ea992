import type { TestContext } from 'node:test'
import { createEmulator, type EmulatorOptions, type EmulatorSettings } from '../../src/emulator/index.js'
import { CHECKOUT_ID, SECRET_KEY, signedForm, TEST_KEY, VISA, type Fields } from './payer.js'

/** What a form adds that goes straight to a payway. */
export const PROCESS = { ik_act: 'process', ik_pw_via: VISA }

/** An emulator whose clock the test holds. It is asked without a network, whose own timers would stop too. */
export function openWithClock(
  t: TestContext,
  settings: Partial<EmulatorSettings> = {},
  options: Omit<EmulatorOptions, 'settings'> = {}
) {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'], now: Date.UTC(2026, 10, 23) })
  const emulator = createEmulator({
    notifications: 'hold',
    ...options,
    settings: {
      checkoutId: CHECKOUT_ID,
      secretKey: SECRET_KEY,
      testSecretKey: TEST_KEY,
      interaction: { url: 'http://127.0.0.1/notify' },
      fail: { url: 'http://shop.example/fail' },
      ...settings
    }
  })
  const ask = (path: string, fields?: Fields) =>
    emulator.fetch(
      new Request(
        new URL(path, 'http://127.0.0.1/'),
        fields && { method: 'POST', body: new URLSearchParams(fields) }
      )
    )
  /** Posts a form and answers with the page to which it leads. */
  const open = async (changes: Fields) => {
    const answer = await ask('/', signedForm(changes))
    return answer.headers.get('location') ?? `refused with ${answer.status}`
  }
  /** Lets so much time pass, and then what that set off. */
  const pass = async (ms: number) => {
    t.mock.timers.tick(ms)
    await new Promise((resolve) => setImmediate(resolve))
  }
  const states = () => emulator.invoices().map(({ state }) => state)
  /** What the shop would have heard so far. */
  const told = () => emulator.deliveries().map(({ fields }) => fields.ik_inv_st)
  return { emulator, ask, open, pass, states, told }
}
