import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What the gateway's cabinet shows for a checkout. */
export interface Keys {
  readonly checkoutId: string
  readonly secretKey: string
  readonly testSecretKey: string
}

/**
 * The keys of the local gateway's one checkout: made at the first start, then kept in the data folder, readable by
 * its owner alone. A shop with a real checkout takes the three from its own store of secrets instead, never from the code.
 */
export function readKeys(dataDir: string): Keys {
  const file = join(dataDir, 'keys.json')
  if (!existsSync(file)) writeFileSync(file, JSON.stringify(newKeys()), { mode: 0o600, flag: 'wx' })
  return JSON.parse(readFileSync(file, 'utf8')) as Keys
}

function newKeys(): Keys {
  return {
    checkoutId: randomBytes(12).toString('hex'),
    secretKey: randomBytes(24).toString('base64url'),
    testSecretKey: randomBytes(24).toString('base64url')
  }
}
