/// <reference types="vite/client" />
import { addLanguage } from '../../src/element/define.js'
import type { Messages } from '../../src/element/index.js'

const modules = import.meta.glob<Readonly<Record<string, Messages>>>('../../src/element/locales/*.ts', {
  eager: true
})

const tables = Object.entries(modules).flatMap(([file, module]) => {
  const tag = /([^/]+)\.ts$/.exec(file)?.[1] ?? ''
  const messages = module[tag]
  return messages ? [[tag, messages] as const] : []
})

/** The tags of all languages that the element can be taught. */
export const LANGUAGES: readonly string[] = tables.map(([tag]) => tag)

/** Teaches them all. */
export function addLanguages(): void {
  for (const [tag, messages] of tables) addLanguage(tag, messages)
}

const FROM_RIGHT = ['ar', 'fa', 'he', 'ur']

/** Which way a language is written. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  return FROM_RIGHT.includes(language) ? 'rtl' : 'ltr'
}
