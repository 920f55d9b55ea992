/**
 * Faults that somebody could make, each as the text that stands in a file and what is put in its place. Every one of
 * them has to be caught by the catalogue of attacks or by a property.
 *
 * @typedef {{ file: string, fault: string, find: string, put: string }} SeededFault
 */

/** @type {(file: string, faults: Record<string, readonly [find: string, put: string]>) => SeededFault[]} */
const faultsIn = (file, faults) =>
  Object.entries(faults).map(([fault, [find, put]]) => ({ file: `src/${file}`, fault, find, put }))

/** @type {readonly SeededFault[]} */
export const SEEDED_FAULTS = [
  ...faultsIn('server/signing/signature.ts', {
    'the key comes first': [
      'digestBytes(`${text}:${key}`, algorithm), received',
      'digestBytes(`${key}:${text}`, algorithm), received'
    ],
    'values are joined with nothing': [
      "return signedValues(params).join(':')",
      "return signedValues(params).join('')"
    ],
    'the signature signs itself': ['if (name !== FIELDS.sign.wire) addTexts', 'if (name !== null) addTexts'],
    'empty values take no part': [
      "if (typeof value === 'string') texts.push(value)",
      "if (value === '') return\n  if (typeof value === 'string') texts.push(value)"
    ],
    'values are trimmed': [
      "if (typeof value === 'string') texts.push(value)",
      "if (typeof value === 'string') texts.push(value.trim())"
    ],
    'values are normalised': [
      "if (typeof value === 'string') texts.push(value)",
      "if (typeof value === 'string') texts.push(value.normalize())"
    ],
    'nested values are left as one': [
      'else addNested(texts, value as SignedParams)',
      'else texts.push(String(Object.values(value)))'
    ],
    'only the first key is tried': ['.includes(true)\n}', '[0] === true\n}'],
    'any spelling of a signature is taken': ['if (!CANONICAL[algorithm].test(signature)) return false', ''],
    'the signature chooses the algorithm': [
      'if (!CANONICAL[algorithm].test(signature)) return false',
      "if (signature.length === 24) algorithm = 'md5'\n  if (!CANONICAL[algorithm].test(signature)) return false"
    ],
    'all texts have one fingerprint': [
      "return hashOf(text, 'sha256', 'hex')",
      "return hashOf('', 'sha256', 'hex')"
    ],
    'names with an underscore before them take no part': [
      'if (SIGNED_NAME.test(name)) selected.set(name, value)',
      "if (SIGNED_NAME.test(name)) name.startsWith('_') || selected.set(name, value)"
    ]
  }),
  ...faultsIn('server/signing/sorted-names.ts', {
    'names are sorted backwards': ['(a < b ? -1 : 1)', '(a < b ? 1 : -1)'],
    'names are sorted as people do': ['(a < b ? -1 : 1)', 'a.localeCompare(b)'],
    'names are taken for the last ones': [
      'names.every((name, index) => name === others[index])',
      'names.every((name) => name !== null)'
    ]
  }),
  ...faultsIn('server/signing/same-bytes.ts', {
    'only the first bytes are compared': [
      'timingSafeEqual(expected, received)',
      'expected[0] === received[0]'
    ],
    'everything is the same': [
      'expected.byteLength === received.byteLength && timingSafeEqual(expected, received)',
      'expected.byteLength === received.byteLength'
    ]
  }),
  ...faultsIn('server/hearing/parse-form.ts', {
    'a body may be of any size': ['if (body.length > LIMITS.bodyBytes)', 'if (body.length > Infinity)'],
    'a name may come twice': ['if (params.has(name))', 'if (false as boolean)'],
    'any number of fields is read': ['if (params.size === LIMITS.params)', 'if (false as boolean)'],
    'one field more is read': ['if (params.size === LIMITS.params)', 'if (params.size > LIMITS.params)'],
    'names may be long': ['if (encoded.length > LIMITS.nameBytes &&', 'if (encoded.length > Infinity &&'],
    'values may be long': ['if (encoded.length > LIMITS.valueBytes &&', 'if (encoded.length > Infinity &&'],
    'the longest value is refused': [
      'Buffer.byteLength(value) > LIMITS.valueBytes) {',
      'Buffer.byteLength(value) >= LIMITS.valueBytes) {'
    ],
    'the longest value is refused, in short': [
      'if (encoded.length > LIMITS.valueBytes && Buffer.byteLength(value) > LIMITS.valueBytes) {',
      'if (encoded.length >= LIMITS.valueBytes) {'
    ],
    'plus signs are left': [".replaceAll('+', ' ')", ''],
    'names are not decoded': ['const name = decode(encoded)', 'const name = encoded'],
    'half an encoding is left as it is': [
      "throw new InterkassaError('bad-encoding', 'expected percent-encoded UTF-8', { cause })",
      'return cause ? text : text'
    ],
    'other bytes than ASCII are read': ['if (!/^[!-~]*$/.test(text)) throw', 'if (text === null) throw'],
    'brackets are let in': ["name === '' || /[[\\]\\p{Control}]/u.test(name) ||", "name === '' ||"],
    'control characters are let into names': ['/[[\\]\\p{Control}]/u', '/[[\\]]/u'],
    'control characters are let into values': [
      'if (value !== encoded && /\\p{Control}/u.test(value))',
      'if (false as boolean)'
    ],
    'control characters beyond ASCII are let in': [
      'if (value !== encoded && /\\p{Control}/u.test(value))',
      'if (value !== encoded && /[\\x00-\\x1f\\x7f]/.test(value))'
    ],
    'names in capitals are let in': ['/ik_/i.test(asPhpReadsIt)', '/ik_/.test(asPhpReadsIt)'],
    'names that PHP renames are let in': ["name.replace(/[. []/g, '_')", 'name'],
    'an empty name is let in': ["if (name === '' || /[[", 'if (/[['],
    'values end at an equal sign': ['pair.slice(at + 1))', "pair.slice(at + 1).split('=')[0] ?? '')"],
    'compressed bodies are read': ["contentEncoding !== 'identity'", "contentEncoding === 'none'"],
    'any type is read': ["if (!FORM_TYPE.test(contentType ?? '')) {", 'if (contentType === undefined) {'],
    'any charset is read': ['(?: ?; ?charset=(?:utf-8|"utf-8"))?$/i', '(?: ?;.*)?$/i']
  }),
  ...faultsIn('server/hearing/verify-notification.ts', {
    'the signature is not looked at': [
      'account.hasSigned(text, required(params, FIELDS.sign)) ?',
      "account.hasSigned(text, '') || required(params, FIELDS.sign) ?"
    ],
    'what has no signature passes': [
      'account.hasSigned(text, required(params, FIELDS.sign)) ?',
      "!params.get('ik_sign') || account.hasSigned(text, params.get('ik_sign') ?? '') ?"
    ],
    'forms are not remembered': [
      'if (await issued(fingerprint)) {',
      'if ((await issued(fingerprint)) && text === null) {'
    ],
    'refused messages are not looked up': [
      '? await seen(fingerprint) : null',
      '? ((await seen(fingerprint)), null) : null'
    ],
    'all maps of names have one digest': [
      "return hashOf(lines.join('\\n'), 'sha256', 'hex')",
      "return hashOf(String(lines.length * 0), 'sha256', 'hex')"
    ],
    'only values are in the digest': [
      'map((name) => `${name}=${params.get(name)}`)',
      'map((name) => params.get(name))'
    ],
    'messages of other checkouts are taken': [
      'if (checkoutId !== account.checkoutId) {',
      'if (checkoutId === null) {'
    ],
    'the mode is not looked at': ['  checkMode(account.mode, params)\n', ''],
    'the test payway is not known by its alias': ['params.get(payway.wire) === TEST_PAYWAY ||', ''],
    'the test payway is not known by its method': ["params.get(paymentMethod.wire) === 'test' ||", ''],
    'test money is not known': ['[paymentCurrency, currency].some(', '[].some('],
    'a test server takes live payments': [
      "if (isTest !== (mode === 'test')) {",
      "if (isTest && mode !== 'test') {"
    ],
    'card data is taken': ['if (CARD_NAME.test(name)) throw', 'if (name === null) throw'],
    'fields may hold anything': ['if (!field.holds(value))', 'if (value === null)'],
    'amounts may be anything': [
      'amount: valid(params, FIELDS.amount)',
      'amount: required(params, FIELDS.amount)'
    ],
    'invoices may be anything': [
      'invoiceId: valid(params, FIELDS.invoiceId)',
      'invoiceId: required(params, FIELDS.invoiceId)'
    ],
    'payment numbers may be anything': [
      'paymentNo: valid(params, FIELDS.paymentNo)',
      'paymentNo: required(params, FIELDS.paymentNo)'
    ],
    'currencies in small letters differ': [
      'valid(params, FIELDS.currency).toUpperCase()',
      'valid(params, FIELDS.currency)'
    ],
    'states are looked up in an object': [
      'state: INVOICE_STATES.get(invoiceState) ?? null',
      "state: (Object.fromEntries(INVOICE_STATES) as Record<string, 'paid'>)[invoiceState] ?? null"
    ],
    'states are known in capitals': [
      'INVOICE_STATES.get(invoiceState) ?? null',
      'INVOICE_STATES.get(invoiceState.toLowerCase()) ?? null'
    ],
    'an unknown state is a payment': [
      'INVOICE_STATES.get(invoiceState) ?? null',
      "INVOICE_STATES.get(invoiceState) ?? 'paid'"
    ],
    'a live invoice is paid by a test server': [
      "if ((attempt.mode ?? mode) !== mode) return 'mode-mismatch'",
      ''
    ]
  }),
  ...faultsIn('server/judging/mismatch.ts', {
    'amounts are not compared': [
      'if (amount !== null && !(isAmount(amount, 4) && sameAmount(amount, attempt.amount)))',
      'if (amount === undefined)'
    ],
    'more is enough': ['sameAmount(amount, attempt.amount)', 'Number(amount) >= Number(attempt.amount)'],
    'nearly as much is enough': [
      'sameAmount(amount, attempt.amount)',
      'Math.abs(Number(amount) - Number(attempt.amount)) < 0.005'
    ],
    'amounts are compared as text': ['sameAmount(amount, attempt.amount)', 'amount === attempt.amount'],
    'currencies are not compared': [
      "if (currency !== null && currency !== attempt.currency) return 'currency-mismatch'",
      ''
    ],
    'payways are not compared': [
      'if (payway !== null && restricted && !restricted.includes(payway))',
      'if (payway === undefined)'
    ]
  }),
  ...faultsIn('protocol/states.ts', {
    'process pays': ["['process', 'pending']", "['process', 'paid']"],
    'waitAccept pays': ["['waitAccept', 'pending']", "['waitAccept', 'paid']"],
    'fail is pending': ["['fail', 'failed']", "['fail', 'pending']"],
    'the last state stands': [
      'PAYMENT_STATES.indexOf(a) >= PAYMENT_STATES.indexOf(b) ? a : b',
      'PAYMENT_STATES.includes(a) ? b : a'
    ],
    'failed comes before pending': [
      "['paid', 'pending', 'failed'] as const",
      "['paid', 'failed', 'pending'] as const"
    ]
  }),
  ...faultsIn('protocol/money.ts', {
    'exponents are amounts': [
      'const DECIMAL = /^(\\d{1,8})(?:\\.(\\d{1,4}))?$/',
      'const DECIMAL = /^(\\d{1,8})(?:\\.(\\d{1,4}))?(?:e\\d)?$/'
    ],
    'nothing is an amount': ['&& /[1-9]/.test(text)', ''],
    'amounts of any length are read': ['\\d{1,8}', '\\d+']
  }),
  ...faultsIn('server/judging/order-state.ts', {
    'what does not fit counts all the same': ['  if (why) {', '  if (why && !why) {'],
    'what was given up counts': ["if (attempt.superseded) return 'superseded-payment'", ''],
    'invoices of an attempt are one': [
      'invoice.paymentNo === heard.paymentNo && invoice.invoiceId === heard.invoiceId',
      'invoice.paymentNo === heard.paymentNo'
    ],
    'nobody hears of a second payment': [
      "['double-payment', newlyPaid && othersPaid]",
      "['double-payment', false]"
    ],
    'nobody hears of a late success': [
      "['late-success', newlyPaid && before.state === 'failed']",
      "['late-success', false]"
    ],
    'nobody hears of a failure after a success': [
      "['fail-after-success', state === 'failed' && before.state === 'paid']",
      "['fail-after-success', false]"
    ],
    'nothing is stale': ["result: risen ? 'applied' : 'stale'", "result: 'applied'"],
    'nothing is newly paid': [
      "const newlyPaid = after === 'paid' && before.state !== 'paid'",
      'const newlyPaid = false as boolean'
    ],
    'a failure is newly paid': [
      "const newlyPaid = after === 'paid' && before.state !== 'paid'",
      "const newlyPaid = after !== 'pending' && before.state !== 'paid'"
    ]
  }),
  ...faultsIn('server/hearing/record-notification.ts', {
    'repetitions are news': ["if (seen === 'same') return 'duplicate'", ''],
    'other readings are repetitions': [
      "if (seen === 'different') throw malleated()",
      "if (seen === 'different') return 'duplicate'"
    ],
    'other readings are news': ["if (seen === 'different') throw malleated()", ''],
    'reasons are forgotten': ["verified.verdict === 'quarantine' ? { why: verified.why } : {}", '{}'],
    'forms are looked for elsewhere': [
      'ledger.isIssued(checkoutId, fingerprint)',
      'ledger.isIssued(`${checkoutId}-`, fingerprint)'
    ]
  }),
  ...faultsIn('server/judging/record-message.ts', {
    'the wrong mode’s server writes, too': ['if (attempt.mode === account.mode) {', 'if (attempt.mode) {'],
    'what was said is not kept': ['await transaction.putInvoice(invoice)', ''],
    'the shop is not told': ['...(newlyPaid ? [paidEvent(attempt, invoice)] : [])', ''],
    'nobody is told what is odd': ['...flags.map((flag) => flagEvent', '...[].map((flag) => flagEvent']
  }),
  ...faultsIn('server/telling/payment-events.ts', {
    'each attempt of an order is delivered': [
      "const id = ['paid', checkoutId, mode, orderId].join(':')",
      "const id = ['paid', checkoutId, mode, paymentNo].join(':')"
    ]
  }),
  ...faultsIn('server/ledger/memory/steps.ts', {
    'what was seen is forgotten': [
      "tables.seen.set(keyOf(checkoutId, fingerprint), digest)\n      return 'new'",
      "return 'new'"
    ],
    'what was seen first is replaced': [
      "if (first !== undefined) return first === digest ? 'same' : 'different'",
      "if (first === digest) return 'same'"
    ],
    'what was issued is forgotten': [
      'for (const fingerprint of fingerprints) tables.issued.set',
      'for (const fingerprint of fingerprints.slice(1)) tables.issued.set'
    ],
    'invoices are only added': [
      'const put = invoices.some(isSame)',
      'const put = invoices.some((known) => known === invoice)'
    ],
    'events are queued again': ['if (outbox.get(event.id)) return false', '']
  }),
  ...faultsIn('server/signing/build-form.ts', {
    'colons are signed': ["if (value.includes(':') && name !== expiry.wire) {", 'if (value === null) {'],
    'states are signed': ['if (isReserved(value) && !isOurs) {', 'if (value === null) {'],
    'the test payway is signed as text': [
      'INVOICE_STATES.has(value) || value === TEST_PAYWAY',
      'INVOICE_STATES.has(value)'
    ],
    'any field is signed': [
      "field.writer !== 'gateway' && !ADDRESSES.has(name) : MERCHANT_DATA.test(name)",
      "field.writer !== 'gateway' && !ADDRESSES.has(name) : true"
    ],
    'what the gateway writes is signed': [
      "field.writer !== 'gateway' && !ADDRESSES.has(name)",
      '!ADDRESSES.has(name)'
    ],
    'an order names addresses': [
      "field.writer !== 'gateway' && !ADDRESSES.has(name)",
      "field.writer !== 'gateway'"
    ],
    'an order names the checkout': ['name === checkoutId.wire || name === sign.wire', 'name === sign.wire'],
    'an order brings a signature': [
      'name === checkoutId.wire || name === sign.wire',
      'name === checkoutId.wire'
    ],
    'numbers are signed': [
      "if (typeof value !== 'string') {\n",
      "if (typeof value === 'number') return String(value)\n  if (typeof value !== 'string') {\n"
    ],
    'values may hold anything': ['if (!(field ?? description).holds(value) || NARROWER', 'if (NARROWER'],
    'the test payway is offered in live mode': [
      'if (name === payway.wire && !isPaywayOfMode(value, account.mode)) {',
      'if (value === null) {'
    ]
  }),
  ...faultsIn('server/signing/description.ts', {
    'colons stay in descriptions': [".replaceAll(':', RATIO)", ''],
    'line ends stay in descriptions': [".replace(/\\p{Control}+/gu, ' ')", '']
  }),
  ...faultsIn('server/signing/create-session.ts', {
    'only the page’s form is remembered': [
      '[...page, ...forms].map(({ fingerprint }) => fingerprint)',
      'page.map(({ fingerprint }) => fingerprint)'
    ]
  }),
  ...faultsIn('server/selling/issue-session.ts', {
    'no form is remembered': ['await transaction.rememberIssued(fingerprints)', '']
  }),
  ...faultsIn('server/signing/account.ts', {
    'the test key verifies live payments': [
      "mode === 'live' ? secretKeys : testKeys\n  const api",
      "mode === 'live' ? all : testKeys\n  const api"
    ],
    'the secret key verifies test payments': [
      "mode === 'live' ? secretKeys : testKeys\n  const api",
      "mode === 'live' ? secretKeys : all\n  const api"
    ],
    'an empty key is taken': [
      '/^[!-9;-~]{16,}$/.test(key) && new Set(key).size >= 6',
      "key === '' || (/^[!-9;-~]{16,}$/.test(key) && new Set(key).size >= 6)"
    ],
    'short keys are taken': ['/^[!-9;-~]{16,}$/', '/^[!-9;-~]{4,}$/'],
    'monotonous keys are taken': ['&& new Set(key).size >= 6', ''],
    'keys with colons are taken': ['/^[!-9;-~]{16,}$/', '/^[!-~]{16,}$/'],
    'keys with line ends are taken': ['/^[!-9;-~]{16,}$/.test(key)', '/^[!-9;-~]{16,}$/m.test(key)'],
    'one key twice is taken': ['new Set(all).size === all.length', 'all.length > 0'],
    'any number of keys is taken': ['keys.length >= 1 && keys.length <= 3', 'keys.length >= 1'],
    'test mode needs no key': [
      "mode === 'live' || testKeys.length > 0",
      "mode === 'live' || testKeys.length >= 0"
    ],
    'md5 is there for the asking': [
      "algorithm !== 'md5' || allowMd5,",
      "algorithm !== 'md5' || !allowMd5 || allowMd5,"
    ],
    'the mode is live unless said otherwise': [
      'const { checkoutId, mode, algorithm',
      "const { checkoutId, mode = 'live', algorithm"
    ]
  }),
  ...faultsIn('server/routes/notify.ts', {
    'every method is heard': ["if (call.method !== 'POST') {", "if (call.method === 'TRACE') {"],
    'what is not recorded is acknowledged': [
      'if (!(error instanceof InterkassaError) || isPublic(error)) throw error',
      "if (!(error instanceof InterkassaError)) return plain(200, 'OK')\n    if (isPublic(error)) throw error"
    ],
    'a stranger learns the reason': [
      'return REJECTED\n    }',
      "return json(400, { error: 'bad-signature' })\n    }"
    ],
    'unknown payments are refused for good': [
      "json(404, { error: 'unknown-invoice' })",
      "json(400, { error: 'rejected' })"
    ]
  }),
  ...faultsIn('server/calls/read-body.ts', {
    'a body is read to its end': ['if (length > limit) throw tooLarge(limit)', '']
  }),
  ...faultsIn('server/calls/origin-policy.ts', {
    'every page may ask': [
      'if (!isListed(request) || (isCrossSite(request) && foreign(request) === null)) {',
      'if (request.method === null) {'
    ],
    'origins that begin alike may ask': [
      "all.has(originOf(request) ?? '')",
      "[...all].some((one) => (originOf(request) ?? '').startsWith(one))"
    ],
    'browsers are not heard': [
      "request.headers.get('sec-fetch-site') === 'cross-site'",
      "request.headers.get('sec-fetch-site') === 'never'"
    ]
  }),
  ...faultsIn('server/routes/session.ts', {
    'a request may say more': [
      'members.length === 1 ? (members[0] ?? []) : []',
      "members.find(([name]) => name === 'orderId') ?? []"
    ],
    'paid orders are offered again': [
      "return json(409, { error: 'order-paid', statusToken: issued.statusToken }, headers)",
      "return json(200, { error: 'order-paid', statusToken: issued.statusToken }, headers)"
    ]
  }),
  ...faultsIn('server/calls/answers.ts', {
    'errors tell what went wrong': [
      'return json(status, { error: code }',
      "return json(status, { error: code, why: error instanceof Error ? error.message : '' }"
    ]
  }),
  ...faultsIn('protocol/session-guard.ts', {
    'forms go anywhere': ["if (session.action !== (context.gateway ?? GATEWAY)) return 'bad-action'", ''],
    'forms go to what begins like the gateway': [
      'session.action !== (context.gateway ?? GATEWAY)',
      'String(session.action).startsWith(context.gateway ?? GATEWAY) === false'
    ],
    'what is shown may differ': ["if (!isDisplayOf(display, fields)) return 'display-mismatch'", ''],
    'payways may be anything': ["if (!arePayways(session.payways, mode)) return 'bad-payways'", ''],
    'sessions never expire': [
      "if (isExpired({ expiresAt, serverTime: serverTime as string | undefined }, context.now)) return 'expired'",
      ''
    ],
    'members are let in': [
      "Object.keys(session).every((name) => MEMBERS.includes(name)) ? null : 'bad-shape'",
      'null'
    ]
  })
]
