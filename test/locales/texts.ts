import { en, type Messages, type TextKey } from '../../src/element/locales/en.js'

/** A text of a pack beside the English one that it stands for. */
export interface Text {
  /** Where it stands, such as `choose` or `found.few`. */
  readonly name: string
  readonly key: TextKey
  /** The plural form, if it is one of several. */
  readonly form: Intl.LDMLPluralRule | null
  readonly text: string
  readonly english: string
}

/** Every text of a pack, each plural form for itself. */
export function textsOf(pack: Messages): Text[] {
  return (Object.keys(en) as TextKey[])
    .filter((key) => key in pack)
    .flatMap((key): Text[] => {
      const texts = pack[key]
      if (typeof texts === 'string') {
        return [{ name: key, key, form: null, text: texts, english: englishOf(key, 'other') }]
      }
      return (Object.keys(texts) as Intl.LDMLPluralRule[]).map((form) => ({
        name: `${key}.${form}`,
        key,
        form,
        text: texts[form] ?? '',
        english: englishOf(key, form)
      }))
    })
}

function englishOf(key: TextKey, form: Intl.LDMLPluralRule): string {
  const english: Messages[TextKey] = en[key]
  return typeof english === 'string' ? english : (english[form] ?? english.other)
}

/** What the element puts values into, such as `{amount}`. */
export const placeholdersOf = (text: string): string[] => text.match(/\{\w*\}?/g) ?? []

/** The words of a text themselves: without placeholders, and without the one name that is written alike everywhere. */
export const wordsOf = (text: string): string => text.replace(/\{\w*\}/g, '').replaceAll('Interkassa', '')
