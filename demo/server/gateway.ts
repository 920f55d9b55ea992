import { createEmulator, type Emulator, type EmulatorSettings } from '../../src/emulator/index.js'
import { TEST_PAYWAY } from '../../src/protocol/index.js'
import type { Mode, UrlSource } from '../../src/server/index.js'
import type { Keys } from './keys.js'
import { PAYWAYS } from './payways.js'

export interface GatewayOptions {
  readonly shopUrl: string
  readonly keys: Keys
  readonly mode: Mode
  readonly urls: UrlSource
  readonly settings: Partial<EmulatorSettings>
}

/** The local gateway, with the cabinet filled in as the shop's owner would: every check is on. */
export function createGateway({ shopUrl, keys, mode, urls, settings }: GatewayOptions): Emulator {
  const address = (path: string) => ({ url: `${shopUrl}/interkassa/${path}`, override: urls === 'request' })
  return createEmulator({
    settings: {
      ...keys,
      name: 'Levada',
      uniqueness: 'invoice',
      // the test payway is open only while the shop is tried out: with it anybody buys for nothing
      payways: [...PAYWAYS.map(({ id }) => ({ alias: id })), { alias: TEST_PAYWAY, on: mode === 'test' }],
      interaction: address('notify'),
      success: address('return/success'),
      pending: address('return/pending'),
      fail: address('return/fail'),
      ...settings
    }
  })
}
