import type { Messages } from './en.js'

/** What the payer reads, in Polish. */
export const pl: Messages = {
  payment: 'Płatność',
  testMode: 'Tryb testowy. Pieniądze nie zostaną pobrane.',
  loading: 'Wczytujemy metody płatności…',

  choose: 'Jak chcą Państwo zapłacić?',
  find: 'Znajdź metodę płatności',
  found: {
    one: 'Znaleziono {count} metodę płatności',
    few: 'Znaleziono {count} metody płatności',
    many: 'Znaleziono {count} metod płatności',
    other: 'Znaleziono {count} metody płatności'
  },
  lastUsed: 'Ostatnio używana',
  card: 'Karty',
  bank: 'Banki',
  wallet: 'Portfele cyfrowe',
  cash: 'Gotówka',
  mobile: 'Telefon komórkowy',
  crypto: 'Kryptowaluty',
  test: 'Testowe',
  others: 'Inne',
  atLeast: 'Od {amount}',
  atMost: 'Do {amount}',
  pay: 'Zapłać {amount}',
  opening: 'Otwieramy stronę płatności…',
  hostedPage: 'Inne metody płatności',
  hint: 'Zapłacą Państwo na bezpiecznej stronie Interkassa, a następnie wrócą tutaj.',
  minutesLeft: {
    one: 'Cena obowiązuje jeszcze przez {count} minutę.',
    few: 'Cena obowiązuje jeszcze przez {count} minuty.',
    many: 'Cena obowiązuje jeszcze przez {count} minut.',
    other: 'Cena obowiązuje jeszcze przez {count} minuty.'
  },

  tryAgain: 'Spróbuj ponownie',
  tryAgainAfter: 'Ponowna próba będzie możliwa po {moment}.',
  checkAgain: 'Sprawdź ponownie',
  doNotPayAgain: 'Prosimy nie płacić ponownie.',
  payAnotherWay: 'Zapłać w inny sposób',
  reference: 'Numer płatności',
  order: 'Zamówienie',
  copy: 'Kopiuj',
  copied: 'Skopiowano',
  print: 'Drukuj',

  failedTitle: 'Teraz nie można zapłacić',
  offline: 'Brak połączenia ze sklepem. Prosimy sprawdzić połączenie z internetem.',
  failedLater: 'Sklep w tej chwili nie odpowiada. Jeśli już Państwo zapłacili, prosimy nie płacić ponownie.',
  failedFinal: 'Tutaj nie można zapłacić. Prosimy skontaktować się ze sklepem.',
  orderUnknown:
    'Sklep nie może znaleźć tego zamówienia. Prosimy zalogować się ponownie lub skontaktować się ze sklepem.',
  orderPaid: 'Według sklepu to zamówienie jest już opłacone.',
  tooOften: 'To zamówienie otwierano zbyt często w krótkim czasie.',
  framed: 'Ze względów bezpieczeństwa zapłacić można tylko na stronie samego sklepu.',
  openPage: 'Otwórz stronę sklepu',
  expiredTitle: 'Czas minął',
  expiredText: 'Cena obowiązywała przez ograniczony czas. Aby zapłacić, prosimy otworzyć płatność ponownie.',
  blocked:
    'Nie udało się otworzyć strony płatności: ta witryna na to nie pozwala. Prosimy skontaktować się ze sklepem.',
  slow: 'Strona płatności się nie otworzyła. Prosimy spróbować ponownie.',
  refused: 'Sklep nie mógł przygotować płatności. Prosimy spróbować ponownie.',

  lockedTitle: 'Płatność została już rozpoczęta',
  lockedAsking: 'Sprawdzamy, jak się zakończyła…',
  lockedPending:
    'Tamta płatność jest jeszcze przetwarzana. Jeśli zapłacą Państwo ponownie, pieniądze mogą zostać pobrane dwukrotnie.',
  lockedUnknown:
    'Nie wiadomo jeszcze, czy tamta płatność doszła do skutku. Jeśli zapłacą Państwo ponownie, pieniądze mogą zostać pobrane dwukrotnie.',
  elsewhereTitle: 'To zamówienie jest opłacane w innej karcie przeglądarki',
  elsewhereText:
    'Prosimy dokończyć tam. Jeśli zapłacą Państwo także tutaj, pieniądze mogą zostać pobrane dwukrotnie.',

  verifyingTitle: 'Sprawdzamy płatność…',
  verifyingText: 'Zwykle trwa to kilka sekund.',
  paidTitle: 'Płatność otrzymana',
  paidText: 'Dziękujemy. Płatność dotarła do sklepu.',
  paidAmount: 'Kwota',
  paidWith: 'Metoda płatności',
  paidAt: 'Data i godzina',
  pendingTitle: 'Płatność jest przetwarzana',
  pendingText: 'Niektóre płatności trwają dłużej. Tę stronę można zamknąć: sklep dowie się o wyniku.',
  declined: 'Płatność nie powiodła się',
  canceled: 'Płatność została anulowana',
  expired: 'Minął czas na płatność',
  unpaidText: 'Sklep nie otrzymał pieniędzy. Prosimy spróbować ponownie lub wybrać inną metodę płatności.',
  unverifiedTitle: 'Nie możemy jeszcze potwierdzić płatności',
  unverifiedText: 'Sklep jeszcze nie wie, jak się zakończyła.',
  noToken: 'Stąd nie widzimy tej płatności. Jeśli Państwo zapłacili, sklep się o tym dowie.',
  confirmingTitle: 'Płatność jest potwierdzana',
  confirmingText: 'Sklep dowie się o wyniku. Tę stronę można zamknąć.'
}
