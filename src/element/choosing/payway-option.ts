/** A radio button, the row that it stands in, and the words by which it is found, its name first. */
export interface PaywayOption {
  readonly radio: HTMLInputElement
  readonly row: HTMLElement
  readonly words: string
}

/** Text as it is compared: without case, and without accents, which are not on every keyboard. */
export const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

/** The options that have every word of `query`. */
export function matching(options: readonly PaywayOption[], query: string): PaywayOption[] {
  const wanted = plain(query).split(/\s+/)
  return options.filter(({ words }) => wanted.every((word) => words.includes(word)))
}
