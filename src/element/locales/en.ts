/** What the payer reads, in English. */
export const en = {
  payment: 'Payment',
  testMode: 'Test mode. No money will move.',
  loading: 'Loading the ways to pay…',

  choose: 'How would you like to pay?',
  atLeast: (amount: string) => `From ${amount}`,
  atMost: (amount: string) => `Up to ${amount}`,
  pay: (amount: string) => `Pay ${amount}`,
  opening: 'Opening the payment page…',
  hostedPage: 'Other ways to pay',
  hint: 'You will pay on a secure page of Interkassa and then come back here.',

  tryAgain: 'Try again',
  tryAgainAfter: (moment: string) => `You can try again after ${moment}.`,
  checkAgain: 'Check again',
  doNotPayAgain: 'Please do not pay again.',
  payAnotherWay: 'Pay another way',
  reference: 'Reference',

  failed: {
    title: 'You cannot pay right now',
    offline: 'There is no connection to the shop. Check your internet connection.',
    later: 'The shop does not answer right now. If you have paid already, please do not pay again.',
    final: 'Paying is not possible here. Please contact the shop.',
    orderUnknown: 'The shop does not know this order. Sign in again or contact the shop.',
    orderPaid: 'The shop says that this order is already paid.',
    tooOften: 'This order was opened too often in a short time.'
  },
  expired: {
    title: 'Time is up',
    text: 'The price was held for a limited time. Open the payment anew to pay.'
  },
  notice: {
    blocked: 'The payment page could not be opened: this page does not allow it. Please contact the shop.',
    slow: 'The payment page did not open. You can try again.',
    refused: 'The shop could not prepare the payment. You can try again.'
  },
  locked: {
    title: 'You have started to pay already',
    asking: 'We are checking how that went…',
    pending: 'That payment is still on its way. If you pay once more, you may pay twice.',
    unknown: 'We do not know yet whether that payment went through. If you pay once more, you may pay twice.'
  },

  verifying: {
    title: 'Checking your payment…',
    text: 'This usually takes a few seconds.'
  },
  paid: {
    title: 'Payment received',
    text: 'Thank you. Your payment has reached the shop.',
    amount: 'Amount',
    payway: 'Paid with',
    time: 'Time'
  },
  pending: {
    title: 'Your payment is on its way',
    text: 'Some payments take a while. You may close this page: the shop will hear of it.'
  },
  unpaid: {
    declined: 'The payment did not go through',
    canceled: 'The payment was canceled',
    expired: 'The time to pay has run out',
    text: 'The shop has received no money. You can try again or choose another way to pay.'
  },
  unverified: {
    title: 'We cannot confirm your payment yet',
    text: 'The shop does not know yet how it ended.',
    noToken: 'We cannot see the payment from here. If you have paid, the shop will hear of it.',
    confirming: 'Your payment is being confirmed',
    confirmingText: 'The shop will hear how it ended. You may close this page.'
  }
}

/** The texts of one language: every language has the same. */
export type Messages = typeof en
