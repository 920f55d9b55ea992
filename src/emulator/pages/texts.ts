import type { InvoiceState, Outcome } from '../invoice.js'

/** What the pages say, in one language. */
export interface Texts {
  readonly language: string
  readonly emulator: string
  readonly noMoney: string
  readonly payment: string
  readonly number: string
  readonly chooseWay: string
  readonly otherWay: string
  readonly payway: string
  readonly toPay: string
  readonly chooseEnd: string
  readonly outcomes: Readonly<Record<Outcome, string>>
  readonly waiting: string
  readonly failed: string
  readonly canceled: string
  readonly states: Readonly<Record<InvoiceState, string>>
  readonly back: string
  readonly returning: string
  readonly noAddress: string
  readonly details: string
  readonly notified: string
  readonly nobody: string
  readonly cabinet: string
  readonly request: string
}

const en: Texts = {
  language: 'en',
  emulator: 'Local emulator.',
  noMoney: 'No money moves.',
  payment: 'Payment',
  number: 'Payment number',
  chooseWay: 'Choose how to pay',
  otherWay: 'Another way to pay',
  payway: 'Payway',
  toPay: 'With the fee',
  chooseEnd: 'How should this payment end?',
  outcomes: {
    success: 'Succeed',
    'pending-success': 'Wait, then succeed',
    'pending-fail': 'Wait, then fail',
    fail: 'Fail',
    cancel: 'Cancel'
  },
  waiting: 'The last try is still being processed.',
  failed: 'The last try failed. You can try again.',
  canceled: 'The last try was canceled. You can try again.',
  states: {
    new: 'Not paid',
    waitAccept: 'Being processed',
    success: 'Paid',
    canceled: 'Canceled',
    fail: 'Not paid'
  },
  back: 'Back to the shop',
  returning: 'Taking you back to the shop…',
  noAddress: 'The shop has set no address for the way back.',
  details: 'What the shop will hear',
  notified: 'Notification',
  nobody: 'no address is set: the shop hears nothing',
  cabinet: 'from the cabinet',
  request: 'from the form'
}

const uk: Texts = {
  language: 'uk',
  emulator: 'Локальний емулятор.',
  noMoney: 'Гроші не переказуються.',
  payment: 'Платіж',
  number: 'Номер платежу',
  chooseWay: 'Оберіть спосіб оплати',
  otherWay: 'Інший спосіб оплати',
  payway: 'Спосіб оплати',
  toPay: 'З комісією',
  chooseEnd: 'Чим має закінчитися цей платіж?',
  outcomes: {
    success: 'Успіх',
    'pending-success': 'Очікування, потім успіх',
    'pending-fail': 'Очікування, потім відмова',
    fail: 'Відмова',
    cancel: 'Скасувати'
  },
  waiting: 'Остання спроба ще обробляється.',
  failed: 'Остання спроба не вдалася. Можна спробувати ще раз.',
  canceled: 'Останню спробу скасовано. Можна спробувати ще раз.',
  states: {
    new: 'Не сплачено',
    waitAccept: 'Обробляється',
    success: 'Сплачено',
    canceled: 'Скасовано',
    fail: 'Не сплачено'
  },
  back: 'Повернутися до магазину',
  returning: 'Повертаємо вас до магазину…',
  noAddress: 'Магазин не вказав адреси для повернення.',
  details: 'Що почує магазин',
  notified: 'Сповіщення',
  nobody: 'адреси не вказано: магазин не почує нічого',
  cabinet: 'з кабінету',
  request: 'з форми'
}

/** The language that the form asks for, else the browser's, else English. */
export function textsFor(locale: string | null, request: Request): Texts {
  const wanted = locale ?? request.headers.get('accept-language') ?? ''
  return /^(?:uk|ua)\b|^(?:uk|ua)_/i.test(wanted) ? uk : en
}

/** For pages that only a developer sees. */
export const english: Texts = en
