import { FIELDS } from '../protocol/index.js'
import { valueOf, type FormFields } from './form-fields.js'
import { isLoopbackUrl } from './loopback.js'
import { Refusal } from './refusal.js'
import type { Cabinet } from './settings.js'

/** Where the gateway calls or sends the browser, and who said so. */
export interface Address {
  readonly url: string
  readonly method: 'get' | 'post'
  readonly from: 'cabinet' | 'request'
}

const ADDRESS_FIELDS = {
  interaction: ['interactionUrl', 'interactionMethod'],
  success: ['successUrl', 'successMethod'],
  pending: ['pendingUrl', 'pendingMethod'],
  fail: ['failUrl', 'failMethod']
} as const

type Purpose = keyof typeof ADDRESS_FIELDS

/** The four addresses of a payment; null where neither the cabinet nor the request gives one. */
export type Addresses = Readonly<Record<Purpose, Address | null>>

/** The cabinet's addresses, each replaced by the request's where the cabinet allows that. */
export function addressesOf(cabinet: Cabinet, fields: FormFields): Addresses {
  const address = (purpose: Purpose) => addressOf(cabinet, fields, purpose)
  const addresses = {
    interaction: address('interaction'),
    success: address('success'),
    pending: address('pending'),
    fail: address('fail')
  }
  const { interaction } = addresses
  if (interaction && !isLoopbackUrl(interaction.url)) {
    throw new Refusal('interaction-not-loopback', {
      found: `${FIELDS.interactionUrl.wire} = ${interaction.url}`,
      expected: 'an address of this machine: the emulator calls no other'
    })
  }
  return addresses
}

function addressOf(cabinet: Cabinet, fields: FormFields, purpose: Purpose): Address | null {
  const { url, method, override } = cabinet[purpose]
  const [urlField, methodField] = ADDRESS_FIELDS[purpose]
  const ownUrl = override ? valueOf(fields, urlField) : null
  const ownMethod = override ? valueOf(fields, methodField) : null
  if (ownUrl !== null && !isWebUrl(ownUrl)) {
    throw new Refusal('bad-field', {
      found: `${FIELDS[urlField].wire} = ${ownUrl}`,
      expected: 'an http or https URL'
    })
  }
  if (ownMethod !== null && !/^(?:get|post)$/i.test(ownMethod)) {
    throw new Refusal('bad-field', {
      found: `${FIELDS[methodField].wire} = ${ownMethod}`,
      expected: 'get or post'
    })
  }
  const chosen = ownUrl ?? url
  if (chosen === undefined) return null
  return {
    url: chosen,
    method: ownMethod === null ? method : ownMethod.toLowerCase() === 'get' ? 'get' : 'post',
    from: ownUrl === null ? 'cabinet' : 'request'
  }
}

const isWebUrl = (url: string) => /^https?:\/\//i.test(url) && URL.canParse(url)
