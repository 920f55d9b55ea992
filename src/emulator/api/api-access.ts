import type { Cabinet } from '../settings.js'
import { ApiError } from './api-answer.js'

/** Lets only the account's own user and key in, where the account has its API switched on. */
export function checkUser({ api }: Cabinet, { headers }: Request): void {
  if (api.user === undefined || api.key === undefined) {
    throw new ApiError('auth', 'Auth: api not enabled for current user', 403)
  }
  const expected = `Basic ${Buffer.from(`${api.user}:${api.key}`).toString('base64')}`
  if (headers.get('authorization') !== expected) {
    throw new ApiError('auth', 'Auth: expected Basic with the user id and the API key', 401)
  }
}

/** A business account has to be named wherever something of it is asked for. */
export function checkAccount({ api }: Cabinet, { headers }: Request): void {
  const named = headers.get('ik-api-account-id')
  if (named === api.accountId || (named === null && !api.business)) return
  throw new ApiError('auth', 'Auth: expected Ik-Api-Account-Id with the id of the business account', 403)
}
