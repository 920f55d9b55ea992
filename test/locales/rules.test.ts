import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ar } from '../../src/element/locales/ar.js'
import type { Messages } from '../../src/element/locales/en.js'
import { ru } from '../../src/element/locales/ru.js'
import { tr } from '../../src/element/locales/tr.js'
import { uk } from '../../src/element/locales/uk.js'
import { RULES } from './rules.js'

type Change = readonly [what: string, tag: string, pack: unknown, finds: string]

const { choose, ...withoutChoose } = uk
const { few, ...withoutFew } = uk.found

/** For each rule what it must not let pass. */
const BROKEN: Readonly<Record<keyof typeof RULES, readonly Change[]>> = {
  'has every text that English has, and no other': [
    ['lacks a text', 'uk', withoutChoose, 'choose'],
    ['has a text of its own', 'uk', { ...uk, chose: choose }, 'chose']
  ],
  'counts by the forms of its language, where English counts': [
    ['lacks a form', 'uk', { ...uk, found: withoutFew }, 'found'],
    ['has a form too many', 'tr', { ...tr, found: { ...tr.found, few } }, 'found'],
    ['does not count', 'uk', { ...uk, found: 'Знайдено: {count}' }, 'found'],
    ['counts where nothing is counted', 'uk', { ...uk, choose: uk.found }, 'choose']
  ],
  'keeps the placeholders': [
    ['lost one', 'uk', { ...uk, pay: 'Сплатити' }, 'pay'],
    ['has one too many', 'uk', { ...uk, choose: 'Як {amount}?' }, 'choose'],
    ['translated one', 'uk', { ...uk, pay: 'Сплатити {сума}' }, 'pay'],
    ['broke one', 'uk', { ...uk, pay: 'Сплатити {amount' }, 'pay'],
    ['has one that English has elsewhere', 'uk', { ...uk, pay: 'Сплатити {count}' }, 'pay'],
    ['has one twice', 'uk', { ...uk, pay: '{amount} {amount}' }, 'pay'],
    ['says one number of many', 'uk', { ...uk, found: { ...uk.found, one: 'Знайдено один' } }, 'found.one'],
    ['says a few in words', 'ar', { ...ar, found: { ...ar.found, few: 'طرق' } }, 'found.few']
  ],
  'leaves nothing in English': [['was forgotten', 'tr', { ...tr, print: 'Print' }, 'print']],
  'is written in the script of its language': [
    ['has Latin letters', 'uk', { ...uk, choose: 'Як вам pay?' }, 'choose'],
    ['has a Latin letter that looks Cyrillic', 'uk', { ...uk, card: 'Kартки' }, 'card'],
    ['has Cyrillic letters', 'tr', { ...tr, card: 'Карты' }, 'card'],
    ['has Cyrillic letters', 'ar', { ...ar, card: 'Карты' }, 'card']
  ],
  'has no letter of a neighbour': [
    ['has a Russian letter', 'uk', { ...uk, card: 'Карты' }, 'card'],
    ['has a Ukrainian letter', 'ru', { ...ru, card: 'Карті' }, 'card'],
    ['has a Persian letter', 'ar', { ...ar, card: 'البطاقات البنکیة' }, 'card']
  ],
  'has no typewriter signs and no stray spaces': [
    ['has a straight apostrophe', 'uk', { ...uk, offline: "Немає з'єднання." }, 'offline'],
    ['has straight quotes', 'uk', { ...uk, card: '"Картки"' }, 'card'],
    ['has three dots', 'uk', { ...uk, loading: 'Завантажуємо...' }, 'loading'],
    ['ends with a space', 'uk', { ...uk, card: 'Картки ' }, 'card'],
    ['has two spaces', 'uk', { ...uk, find: 'Знайти  спосіб' }, 'find'],
    ['has a space before a comma', 'uk', { ...uk, hint: 'Тут , там.' }, 'hint']
  ],
  'has no invisible signs': [
    ['has a mark of direction', 'ar', { ...ar, card: '\u200fالبطاقات' }, 'card'],
    ['has a space of no width', 'uk', { ...uk, card: 'Кар\u200bтки' }, 'card']
  ],
  'is composed (NFC)': [
    ['is taken apart', 'uk', { ...uk, others: 'Інші'.normalize('NFD') + 'и\u0306' }, 'others']
  ],
  'ends as the English does: a sentence, a question, or a label': [
    ['lost its full stop', 'uk', { ...uk, hint: 'Ви повернетеся сюди' }, 'hint'],
    ['asks nothing', 'uk', { ...uk, choose: 'Виберіть спосіб' }, 'choose'],
    ['does not go on', 'uk', { ...uk, loading: 'Завантажуємо.' }, 'loading'],
    ['is a sentence', 'uk', { ...uk, card: 'Картки.' }, 'card']
  ],
  'has the punctuation of its script': [
    ['has a Latin comma', 'ar', { ...ar, framed: 'حرصًا, لا.' }, 'framed'],
    ['has a Latin question mark', 'ar', { ...ar, choose: 'كيف?' }, 'choose'],
    ['has an Arabic comma', 'uk', { ...uk, hint: 'Тут، там.' }, 'hint']
  ],
  'leaves the layout its room': [
    ['is a sentence of twice the length', 'uk', { ...uk, hint: uk.hint.repeat(2) }, 'hint'],
    ['is a long button', 'uk', { ...uk, tryAgain: 'Спробувати заплатити ще раз' }, 'tryAgain'],
    ['is a long label', 'uk', { ...uk, wallet: 'Електронні гаманці та подібне' }, 'wallet']
  ],
  'warns of paying twice in one and the same sentence': [
    ['warns of half', 'uk', { ...uk, lockedUnknown: 'Ще невідомо, чи пройшов той платіж.' }, 'lockedUnknown']
  ]
}

for (const [rule, changes] of Object.entries(BROKEN) as [keyof typeof RULES, readonly Change[]][]) {
  describe(`the rule that a language ${rule}`, () => {
    for (const [what, tag, pack, finds] of changes) {
      it(`finds out one that ${what} (${tag})`, () => {
        const found = RULES[rule](pack as Messages, tag)

        assert.ok(
          found.some((each) => each === finds || each.startsWith(`${finds}:`)),
          `found ${found.join('; ') || 'nothing'}`
        )
      })
    }
  })
}
