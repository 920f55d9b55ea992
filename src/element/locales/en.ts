/** What the payer reads, in English. What stands in braces is put in by the element. */
export const en = {
  payment: 'Payment',
  testMode: 'Test mode. No money will move.',
  loading: 'Loading the ways to pay…',

  choose: 'How would you like to pay?',
  find: 'Find a way to pay',
  found: { one: '{count} way to pay found', other: '{count} ways to pay found' },
  lastUsed: 'Used last time',
  card: 'Cards',
  bank: 'Banks',
  wallet: 'Wallets',
  cash: 'Cash',
  mobile: 'Mobile phone',
  crypto: 'Cryptocurrency',
  test: 'Test',
  others: 'Others',
  atLeast: 'From {amount}',
  atMost: 'Up to {amount}',
  pay: 'Pay {amount}',
  opening: 'Opening the payment page…',
  hostedPage: 'Other ways to pay',
  hint: 'You pay on Interkassa’s secure page and then come back here.',
  minutesLeft: {
    one: 'The price is held for {count} more minute.',
    other: 'The price is held for {count} more minutes.'
  },

  tryAgain: 'Try again',
  tryAgainAfter: 'You can try again after {moment}.',
  checkAgain: 'Check again',
  doNotPayAgain: 'Please do not pay again.',
  payAnotherWay: 'Pay another way',
  reference: 'Reference',
  order: 'Order',
  copy: 'Copy',
  copied: 'Copied',
  print: 'Print',

  failedTitle: 'You cannot pay right now',
  offline: 'There is no connection to the shop. Check your internet connection.',
  failedLater: 'The shop does not answer right now. If you have paid already, please do not pay again.',
  failedFinal: 'Paying is not possible here. Please contact the shop.',
  orderUnknown: 'The shop does not know this order. Sign in again or contact the shop.',
  orderPaid: 'The shop says that this order is already paid.',
  tooOften: 'This order was opened too often in a short time.',
  framed: 'For your safety you can pay only on the shop’s own page.',
  openPage: 'Open the shop’s page',
  expiredTitle: 'Time is up',
  expiredText: 'The price was held for a limited time. Start the payment again.',
  blocked: 'This page does not let the payment page open. Please contact the shop.',
  slow: 'The payment page did not open. You can try again.',
  refused: 'The shop could not prepare the payment. You can try again.',

  lockedTitle: 'You have started to pay already',
  lockedAsking: 'We are checking how that went…',
  lockedPending: 'That payment is still on its way. If you pay once more, you may pay twice.',
  lockedUnknown:
    'We do not know yet whether that payment went through. If you pay once more, you may pay twice.',
  elsewhereTitle: 'This order is being paid in another tab',
  elsewhereText: 'Please finish there. If you pay here as well, you may pay twice.',

  verifyingTitle: 'Checking your payment…',
  verifyingText: 'This usually takes a few seconds.',
  paidTitle: 'Payment received',
  paidText: 'Thank you. Your payment has reached the shop.',
  paidAmount: 'Amount',
  paidWith: 'Paid with',
  paidAt: 'Date',
  pendingTitle: 'Your payment is on its way',
  pendingText: 'Some payments take a while. You may close this page: the shop will hear of it.',
  declined: 'The payment did not go through',
  canceled: 'The payment was canceled',
  expired: 'The time to pay has run out',
  unpaidText: 'The shop has received no money. You can try again or choose another way to pay.',
  unverifiedTitle: 'We cannot confirm your payment yet',
  unverifiedText: 'The shop does not know yet how it ended.',
  noToken: 'We cannot see the payment from here. If you have paid, the shop will hear of it.',
  confirmingTitle: 'Your payment is being confirmed',
  confirmingText: 'The shop will hear how it ended. You may close this page.'
}

/** A text for each way in which a language counts, by the names of `Intl.PluralRules`. */
export type Plural = { readonly other: string } & { readonly [form in Intl.LDMLPluralRule]?: string }

/** The name of a text. */
export type TextKey = keyof typeof en

/** The texts of one language: every language has the same. */
export type Messages = {
  readonly [Key in TextKey]: (typeof en)[Key] extends string ? string : Plural
}
