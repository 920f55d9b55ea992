import type { Language } from '../languages.js'

const en = {
  brand: 'Levada',
  languages: 'Language',
  demoNote: 'This is a demonstration: nothing is sold here and no money moves.',

  shopTitle: 'Levada: honey, herbs and clay from Opishne',
  shopHeading: 'Honey, herbs and clay',
  shopLead:
    'Three things we make by hand in Opishne, above the meadows of the Vorskla. Ordered today, sent tomorrow.',
  fewer: 'One fewer:',
  more: 'One more:',
  basket: 'Your basket',
  basketEmpty: 'Your basket is empty',
  checkOut: 'Check out',
  orderFailed: 'Your order did not reach us. Please try again.',
  shopNeedsScript: 'Please switch JavaScript on to fill the basket.',

  checkoutTitle: 'Checkout · Levada',
  checkoutHeading: 'Payment',
  order: 'Order',
  yourOrder: 'Your order',
  total: 'Total',

  thanksTitle: 'Your payment · Levada',
  thanksHeading: 'Your payment',
  thanksNeedsScript: 'Your payment is being confirmed. Switch JavaScript on to see what has become of it.',
  nextHeading: 'What happens next',
  next: 'We pack your parcel today and hand it to Nova Poshta tomorrow morning.',
  backToShop: 'Back to the shop',

  missingTitle: 'Not found · Levada',
  missingHeading: 'There is nothing here',
  missing:
    'We know no such page, or no such order of yours. Orders open only in the browser in which they were placed.'
}

export type Texts = Readonly<typeof en>

const uk: Texts = {
  brand: 'Левада',
  languages: 'Мова',
  demoNote: 'Це демонстрація: тут нічого не продають, і гроші нікуди не рухаються.',

  shopTitle: 'Левада: мед, трави та глина з Опішні',
  shopHeading: 'Мед, трави та глина',
  shopLead:
    'Три речі, які ми робимо власноруч в Опішні, над луками Ворскли. Замовите сьогодні — надішлемо завтра.',
  fewer: 'На одиницю менше:',
  more: 'На одиницю більше:',
  basket: 'Ваш кошик',
  basketEmpty: 'Ваш кошик порожній',
  checkOut: 'Оформити',
  orderFailed: 'Замовлення до нас не дійшло. Спробуйте ще раз, будь ласка.',
  shopNeedsScript: 'Щоб наповнити кошик, увімкніть, будь ласка, JavaScript.',

  checkoutTitle: 'Оформлення · Левада',
  checkoutHeading: 'Оплата',
  order: 'Замовлення',
  yourOrder: 'Ваше замовлення',
  total: 'Разом',

  thanksTitle: 'Ваш платіж · Левада',
  thanksHeading: 'Ваш платіж',
  thanksNeedsScript: 'Ваш платіж підтверджується. Щоб побачити, що з ним, увімкніть, будь ласка, JavaScript.',
  nextHeading: 'Що далі',
  next: 'Сьогодні пакуємо посилку, а завтра вранці передаємо її Новій пошті.',
  backToShop: 'Назад до крамниці',

  missingTitle: 'Не знайдено · Левада',
  missingHeading: 'Тут нічого немає',
  missing:
    'Такої сторінки або такого вашого замовлення ми не знаємо. Замовлення відкриваються лише в тому браузері, в якому їх зроблено.'
}

/** All words of the shop's pages. */
export const TEXTS: Readonly<Record<Language, Texts>> = { en, uk }
