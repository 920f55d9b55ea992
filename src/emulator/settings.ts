import { z } from 'zod'
import { FIELDS, InterkassaError, PAYWAY_ALIAS, TEST_PAYWAY } from '../protocol/index.js'
import { isLoopbackUrl } from './loopback.js'

const webUrl = z.url({ protocol: /^https?$/ })
const loopbackUrl = webUrl.refine(isLoopbackUrl, 'the emulator calls only addresses of this machine')

const address = (url: z.ZodType<string, string>, method: 'get' | 'post') =>
  z
    .strictObject({
      url: url.optional(),
      method: z.enum(['get', 'post']).default(method),
      /** "Allow override in request": off, what the form says of this address is ignored. */
      override: z.boolean().default(false)
    })
    .prefault({})

const credential = z.string().regex(/^[!-9;-~]+$/, 'expected text without spaces and colons')

const payway = z.strictObject({
  alias: z.string().regex(PAYWAY_ALIAS),
  /** Shown to the payer; by default what the alias tells. */
  name: z.string().min(1).optional(),
  on: z.boolean().default(true)
})

/**
 * What a checkout's cabinet holds, in the cabinet's words, with the defaults that a setting takes when it is left
 * out. Where no source tells the cabinet's own default, the stricter value was taken, but for uniqueness.
 *
 * Source of the words: the cabinet's screenshots in MeowningMaster/interkassa-test (2023), paycoreio/docs (2018) and
 * coffebar/django-interkassa (2016).
 */
const cabinetSchema = z.strictObject({
  // general
  checkoutId: z.string().refine(FIELDS.checkoutId.holds, 'expected 1 to 36 letters, digits, _ or -'),
  name: z.string().min(1).default('Test shop'),
  purseId: z.string().regex(/^\d+$/).default('307447812424'),

  // security
  secretKey: z.string().min(1),
  testSecretKey: z.string().min(1),
  algorithm: z.enum(['sha256', 'md5']).default('sha256'),
  signRequired: z.boolean().default(true),

  // payment settings
  currencies: z
    .array(z.string().regex(/^[A-Z]{3}$/))
    .min(1)
    .default(['UAH']),
  /** When a payment number counts as used: the sources say that it is checked, not from which moment on. */
  uniqueness: z.enum(['off', 'first-post', 'invoice', 'success']).default('off'),
  /** Of an invoice, in seconds; `override` lets the form shorten or lengthen it. */
  lifetime: z
    .strictObject({
      seconds: z.number().int().positive().default(2_592_000),
      override: z.boolean().default(true)
    })
    .prefault({}),
  /** Per cent of the amount, with at most two decimals, and who bears it. */
  fee: z
    .strictObject({
      percent: z.number().min(0).max(99).default(3),
      payer: z.enum(['payer', 'checkout']).default('payer')
    })
    .prefault({}),

  // paysystems
  payways: z
    .array(payway)
    .prefault([
      { alias: 'visa_cpaytrz_merchant_uah' },
      { alias: 'mastercard_cpaytrz_merchant_uah' },
      { alias: 'privat24_merchant_uah' },
      { alias: TEST_PAYWAY }
    ]),

  // addresses
  interaction: address(loopbackUrl, 'post'),
  success: address(webUrl, 'get'),
  pending: address(webUrl, 'get'),
  fail: address(webUrl, 'get'),
  /** The HTTP status that counts as "received". Any other, and a redirect too, is a failure. */
  successCode: z.number().int().min(100).max(599).default(200),

  // API (of the account, not of the checkout)
  api: z
    .strictObject({
      /** User id and API key. Without them the API is off. */
      user: credential.optional(),
      key: credential.optional(),
      accountId: z
        .string()
        .regex(/^[\w-]{1,64}$/)
        .default('5a1b2c3d4e5f60718293a4b5'),
      /** Whether it is a business account, which has to be named in a header. */
      business: z.boolean().default(true),
      /** What is said of an invoice: only what public code reads, or amount, currency and payway too. */
      invoiceFields: z.enum(['full', 'seen']).default('full')
    })
    .refine(
      ({ user, key }) => (user === undefined) === (key === undefined),
      'expected user and key, or neither'
    )
    .prefault({}),

  // what the gateway keeps to itself
  /** Milliseconds before each further try at a notification; their number is the number of further tries. */
  retries: z.array(z.number().int().nonnegative()).default([15_000, 60_000, 300_000, 900_000, 3_600_000]),
  /** What the browser brings back: the set of a capture of 2015, or the four fields of a report of 2019. */
  returnFields: z.enum(['full', 'short']).default('short')
})

/** A checkout's settings as they are given: three are required, the others have defaults. */
export type EmulatorSettings = z.input<typeof cabinetSchema>

/** The settings with every default filled in. */
export type Cabinet = Readonly<z.output<typeof cabinetSchema>>

/** A payway as the cabinet lists it. */
export type CabinetPayway = Cabinet['payways'][number]

/** Reads the settings; throws `bad-options` with the name of what is wrong. */
export function parseSettings(settings: EmulatorSettings): Cabinet {
  const parsed = cabinetSchema.safeParse(settings)
  if (!parsed.success) throw new InterkassaError('bad-options', z.prettifyError(parsed.error))
  return parsed.data
}
