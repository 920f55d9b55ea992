import { readdirSync } from 'node:fs'
import { basename } from 'node:path'
import type { Messages } from '../../src/element/locales/en.js'

const folder = new URL('../../src/element/locales/', import.meta.url)

/** Every language beside English, by its tag, which is also the name of its file and of what that exports. */
export const PACKS: ReadonlyMap<string, Messages> = new Map(
  await Promise.all(
    readdirSync(folder)
      .map((file) => basename(file, '.ts'))
      .filter((tag) => tag !== 'en')
      .map(async (tag) => {
        const pack = (await import(new URL(`${tag}.ts`, folder).href)) as Readonly<Record<string, Messages>>
        const messages = pack[tag]
        if (!messages) throw new Error(`${tag}.ts exports no ${tag}`)
        return [tag, messages] as const
      })
  )
)
