import { randomBytes } from 'node:crypto'
import { readCookie, writeCookie } from './cookies.js'

const COOKIE = 'customer'

/** 128 random bits, so that nobody guesses somebody else's. */
const CUSTOMER = /^[A-Za-z0-9_-]{22}$/

/** Who is asking: a guest is known by nothing but the cookie that came with the first order. Null: nobody yet. */
export function customerOf(request: Request): string | null {
  const value = readCookie(request, COOKIE)
  return value !== null && CUSTOMER.test(value) ? value : null
}

/** A guest who was not here before. */
export function newCustomer(): string {
  return randomBytes(16).toString('base64url')
}

/** The `Set-Cookie` by which the customer is known from now on. */
export function customerCookie(customer: string, shopUrl: string): string {
  return writeCookie(COOKIE, customer, shopUrl)
}
