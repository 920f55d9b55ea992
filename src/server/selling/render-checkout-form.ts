import { z } from 'zod'
import { InterkassaError, LIMITS, paywayDefaults, visibleText, type ErrorCode } from '../../protocol/index.js'
import { orderIdSchema, paywaySchema, type Payway } from '../../protocol/schemas.js'
import { html, type Html } from './html.js'

/** What the plain form is printed from. */
export interface CheckoutForm {
  /** Where the routes are, as in the tag: a path such as `/interkassa`, or an http(s) URL. */
  readonly src: string
  readonly orderId: string
  /**
   * What the payer may choose from: at most a hundred, each once. List what takes this order, since the form knows
   * neither its amount nor its restrictions. In test mode the test payway stands for all of them.
   */
  readonly payways: readonly Payway[]
  /** The language of its words; `en` unless said otherwise. */
  readonly lang?: 'en' | 'uk'
}

const WORDS = {
  en: {
    choose: 'How would you like to pay?',
    other: 'Any other way',
    pay: 'Continue to payment'
  },
  uk: {
    choose: 'Як вам зручно заплатити?',
    other: 'Інший спосіб',
    pay: 'Перейти до оплати'
  }
} as const

/**
 * The plain form that a shop's server prints inside the tag, for payers without JavaScript, before it and where the
 * script is blocked; the element hides it as soon as it lives. It leads to `/pay`, which signs: the form itself names
 * an order, perhaps a payway, and nothing else. "Any other way" is chosen unless the payer chooses, and leads to the
 * gateway's page with all payways, in test mode to the test payway. A single payway is not asked about.
 *
 * @returns HTML with every value escaped.
 * @throws InterkassaError `bad-options` for `src` or `lang`, `bad-order` for `orderId`, `bad-payway`.
 * @example
 * const form = renderCheckoutForm({ src: '/interkassa', orderId: order.id, payways })
 * page.write(`<interkassa-checkout src="/interkassa" order-id="${order.id}">${form}</interkassa-checkout>`)
 */
export function renderCheckoutForm({ src, orderId, payways, lang = 'en' }: CheckoutForm): string {
  check(
    isBase(src),
    'bad-options',
    'src: expected a path or an http(s) URL, such as "/interkassa", without query'
  )
  check(Object.hasOwn(WORDS, lang), 'bad-options', 'lang: expected "en" or "uk"')
  check(orderIdSchema.safeParse(orderId).success, 'bad-order', 'orderId: expected 1 to 28 of A-Za-z0-9_-')
  const action = `${src.replace(/(^|[^/])\/+$/, '$1')}/pay`
  const words = WORDS[lang]
  return html`<form method="post" action="${action}" accept-charset="utf-8" lang="${lang}">
    <input type="hidden" name="orderId" value="${orderId}" />
    ${choice(parsePayways(payways), words)}
    <button>${words.pay}</button>
  </form>`.toString()
}

function choice(payways: readonly Payway[], words: (typeof WORDS)['en' | 'uk']): Html | null {
  const [first, second] = payways
  if (!first) return null
  if (!second) return html`<input type="hidden" name="payway" value="${first.id}" />`
  return html`<fieldset>
    <legend>${words.choose}</legend>
    ${payways.map((payway) => row(payway, payways))}
    <div>
      <label><input type="radio" name="payway" value="" checked /> ${words.other}</label>
    </div>
  </fieldset>`
}

/** Payways of one name are told apart by their currencies. */
function row(payway: Payway, payways: readonly Payway[]): Html {
  const name = nameOf(payway)
  const isAlone = payways.every((other) => other === payway || nameOf(other) !== name)
  const currency = isAlone ? undefined : (payway.currency ?? paywayDefaults(payway.id).currency)
  return html`<div>
    <label><input type="radio" name="payway" value="${payway.id}" /> <bdi>${name}</bdi> ${currency}</label>
  </div>`
}

const nameOf = ({ id, name }: Payway): string => visibleText(name ?? paywayDefaults(id).name)

/** Neither a scheme that runs nor another host in a path's clothes: `//host` and `/\host` are no paths. */
function isBase(src: unknown): boolean {
  if (typeof src !== 'string' || /[?#\\\s\p{Control}]/u.test(src)) return false
  if (src.startsWith('/')) return !src.startsWith('//')
  if (!/^https?:\/\//i.test(src) || !URL.canParse(src)) return false
  const { username, password } = new URL(src)
  return username === '' && password === ''
}

function parsePayways(payways: unknown): readonly Payway[] {
  const parsed = z.array(paywaySchema).max(LIMITS.payways).safeParse(payways)
  check(parsed.success, 'bad-payway', `payways: ${parsed.error?.message ?? ''}`)
  const ids = new Set(parsed.data.map(({ id }) => id))
  check(ids.size === parsed.data.length, 'bad-payway', 'payways: expected every payway once')
  return parsed.data
}

function check(holds: boolean, code: ErrorCode, message: string): asserts holds {
  if (!holds) throw new InterkassaError(code, message)
}
