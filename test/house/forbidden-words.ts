const forbidden = [
  'createHash',
  'timingSafeEqual',
  'secretKey',
  'testSecretKey',
  'node:crypto',
  'process.env',
  'zod'
]

/** The words of signing and validating code that a script for the browser holds, and must not. */
export function forbiddenWords(script: string): string[] {
  const lower = script.toLowerCase()
  return forbidden.filter((word) => lower.includes(word.toLowerCase()))
}
