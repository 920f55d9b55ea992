import { byteLength, LIMITS } from '../../protocol/index.js'

/** Looks like a colon and separates nothing. */
const RATIO = '\u2236'

/**
 * A shop's description as it can be signed: control characters and line breaks become spaces, since a browser would
 * rewrite them in the form; colons become U+2236, since a colon separates signed values; what is longer than the
 * gateway takes is cut between two characters.
 */
export function normalizeDescription(description: string): string {
  const text = description
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/\p{Control}+/gu, ' ')
    .replaceAll(':', RATIO)
    .trim()
  let bytes = 0
  let kept = ''
  for (const character of text) {
    bytes += byteLength(character)
    if (bytes > LIMITS.descriptionBytes) break
    kept += character
  }
  return kept
}
