import { mkdirSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { after } from 'node:test'
import { build } from 'vite'

const folder = fileURLToPath(new URL(`../../.cache/chaos-${process.pid}`, import.meta.url))
after(() => rmSync(folder, { recursive: true, force: true }))

let built: Promise<string> | undefined

/** The server's process as one file, which starts three times as fast as its sources: hundreds of it are killed. */
export function serverProgram(): Promise<string> {
  return (built ??= bundle())
}

async function bundle(): Promise<string> {
  mkdirSync(folder, { recursive: true })
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: fileURLToPath(new URL('server-process.ts', import.meta.url)),
      outDir: folder,
      target: 'node20',
      minify: false,
      rolldownOptions: { output: { entryFileNames: 'server.mjs' } }
    },
    ssr: { noExternal: ['zod', 'pg', 'postgres'] }
  })
  return `${folder}/server.mjs`
}
