import { en, type Messages, type TextKey } from '../../src/element/locales/en.js'
import { placeholdersOf, textsOf, wordsOf, type Text } from './texts.js'

/** Names the texts of a pack that break a rule. */
export type Rule = (pack: Messages, tag: string) => string[]

/** What every pack is held to. */
export const RULES = {
  'has every text that English has, and no other': (pack) => {
    const keys = new Set([...Object.keys(en), ...Object.keys(pack)])
    return [...keys].filter((key) => !(key in en && key in pack))
  },

  'counts by the forms of its language, where English counts': (pack, tag) => {
    const forms = new Intl.PluralRules(tag).resolvedOptions().pluralCategories.slice().sort().join()
    return (Object.keys(en) as TextKey[]).filter((key) => {
      const text: unknown = pack[key]
      return formsOf(text) !== (formsOf(en[key]) === '' ? '' : forms)
    })
  },

  'keeps the placeholders': breaks(({ text, english, form }, tag) => {
    const kept = placeholdersOf(text).join()
    const mayBeLeftOut = kept === '' && form !== null && isOneNumber(form, tag)
    return kept !== placeholdersOf(english).join() && !mayBeLeftOut
  }),

  'leaves nothing in English': breaks(({ text, english }) => text === english),

  'is written in the script of its language': breaks(({ text }, tag) => {
    const { script = 'Latn' } = new Intl.Locale(tag).maximize()
    const letters = wordsOf(text).match(/\p{L}/gu) ?? []
    return letters.some((letter) => !new RegExp(`\\p{Script_Extensions=${script}}`, 'u').test(letter))
  }),

  'has no letter of a neighbour': breaks(({ text }, tag) => NEIGHBOURS[tag]?.test(wordsOf(text)) ?? false),

  'has no typewriter signs and no stray spaces': breaks(({ text }) =>
    /['"`´]|\.\.|--| [-–,.:;?!…،؛؟]|^\s|\s$|\s\s|[\t\r\n]/.test(text)
  ),

  'has no invisible signs': breaks(({ text }) => /[\p{Cf}\p{Cc}]/u.test(text)),

  'is composed (NFC)': breaks(({ text }) => text !== text.normalize('NFC')),

  'ends as the English does: a sentence, a question, or a label': breaks(
    ({ text, english }) => endingOf(text) !== endingOf(english)
  ),

  'has the punctuation of its script': breaks(({ text }, tag) =>
    (new Intl.Locale(tag).maximize().script === 'Arab' ? /[,;?]/ : /[،؛؟]/).test(text)
  ),

  'leaves the layout its room': breaks(({ text, english, key }) => {
    const factor = BUTTONS.has(key) ? 2.2 : 1.8
    return lengthOf(text) > Math.max(factor * lengthOf(english), FITS_ANYWHERE)
  }),

  'warns of paying twice in one and the same sentence': ({ lockedPending, lockedUnknown }) =>
    lastSentence(lockedPending) === lastSentence(lockedUnknown) ? [] : ['lockedPending', 'lockedUnknown']
} satisfies Record<string, Rule>

const BUTTONS: ReadonlySet<TextKey> = new Set([
  'pay',
  'opening',
  'hostedPage',
  'tryAgain',
  'checkAgain',
  'payAnotherWay',
  'openPage',
  'copy',
  'copied',
  'print'
])

/** So many letters stand in one line of the narrowest layout; English has words of four letters that nobody else has. */
const FITS_ANYWHERE = 20

/** Letters that look right and are none of the language: a neighbour's keyboard, or a neighbour's word. */
const NEIGHBOURS: Readonly<Record<string, RegExp>> = {
  uk: /[ыэъё]/i,
  ru: /[іїєґў]/i,
  pl: /[qvx]/i,
  tr: /[qwx]/i,
  // Persian kaf and yeh, and the sign that only stretches a word
  ar: /[\u06a9\u06cc\u0640]/
}

function breaks(isBroken: (text: Text, tag: string) => boolean): Rule {
  return (pack, tag) =>
    textsOf(pack)
      .filter((text) => isBroken(text, tag))
      .map(({ name, text }) => `${name}: ${text}`)
}

const formsOf = (text: unknown) =>
  typeof text === 'object' && text !== null ? Object.keys(text).sort().join() : ''

/** Whether a form is for one number alone, which may then be said in words. */
function isOneNumber(form: Intl.LDMLPluralRule, tag: string): boolean {
  const rules = new Intl.PluralRules(tag)
  return (
    Array.from({ length: 200 }, (_, number) => rules.select(number)).filter((each) => each === form)
      .length === 1
  )
}

function endingOf(text: string): string {
  if (text.endsWith('…')) return 'goes on'
  if (/[?؟]$/.test(text)) return 'question'
  return /[.!]$/.test(text) ? 'sentence' : 'label'
}

const lengthOf = (text: string) => wordsOf(text).length

const lastSentence = (text: string) => text.split('. ').at(-1)
