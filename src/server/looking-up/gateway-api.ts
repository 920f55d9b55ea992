import { createApi, type InterkassaApi } from '../../api/index.js'
import { GATEWAY } from '../../protocol/index.js'
import type { Account } from '../signing/account.js'

/** The REST API of the real gateway, or of the local one; none without credentials. */
export function gatewayApi(account: Account, gateway: string): InterkassaApi | null {
  const authorization = account.authorization()
  if (authorization === null) return null
  return createApi({ authorization, ...(gateway !== GATEWAY && { baseUrl: `${gateway}v1/` }) })
}
