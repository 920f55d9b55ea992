// C0, DEL and C1: no name, value or text of the protocol may hold one.
// eslint-disable-next-line no-control-regex -- control characters are what this pattern is for
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/
const LONE_SURROGATE = /\p{Surrogate}/u
const INVISIBLE = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g

/** Whether `text` reaches the gateway as it is: browsers rewrite line breaks and lone surrogates in a form. */
export function isPlainText(text: string): boolean {
  return !CONTROL.test(text) && !LONE_SURROGATE.test(text)
}

/** `text` without zero-width and direction-changing characters, which could make one name look like another. */
export function visibleText(text: string): string {
  return text.replace(INVISIBLE, '').trim()
}

/** The length of `text` in bytes of UTF-8. */
export function byteLength(text: string): number {
  let bytes = 0
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
  }
  return bytes
}
