/** The shop's languages, the first one for visitors who ask for neither. */
export const LANGUAGES = ['en', 'uk'] as const
export type Language = (typeof LANGUAGES)[number]

/** The language that a tag such as `uk-UA` means, if the shop speaks it. */
export function toLanguage(tag: string | null | undefined): Language | null {
  return LANGUAGES.find((language) => tag?.toLowerCase().startsWith(language)) ?? null
}
