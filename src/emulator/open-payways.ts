import { FIELDS } from '../protocol/index.js'
import { valueOf, type FormFields } from './form-fields.js'
import { Refusal } from './refusal.js'
import type { Cabinet, CabinetPayway } from './settings.js'

/** The payways that are on and that the form allows, and the one it chose, if it chose. */
export function choosePayways(
  cabinet: Cabinet,
  fields: FormFields
): { readonly payways: readonly CabinetPayway[]; readonly payway: CabinetPayway | null } {
  const allowed = valueOf(fields, 'allowedPayways')
  const payways = cabinet.payways.filter(
    ({ alias, on }) => on && (allowed === null || isAllowed(alias, allowed))
  )
  const open = payways.map(({ alias }) => alias).join(', ') || 'none'
  if (payways.length === 0) {
    throw new Refusal('payway-closed', {
      found: allowed === null ? 'no payway that is on' : `${FIELDS.allowedPayways.wire} = ${allowed}`,
      expected: 'at least one open payway'
    })
  }
  const via = valueOf(fields, 'payway')
  if (via === null) return { payways, payway: null }
  const payway = payways.find(({ alias }) => alias === via)
  if (payway) return { payways, payway }
  throw new Refusal('payway-closed', {
    found: `${FIELDS.payway.wire} = ${via}`,
    expected: `an open payway: ${open}`
  })
}

/** `webmoney` allows every alias of that method, and `webmoney_merchant` every one of that role. */
function isAllowed(alias: string, list: string): boolean {
  return list.split(/[;,]/).some((part) => part !== '' && (alias === part || alias.startsWith(`${part}_`)))
}
