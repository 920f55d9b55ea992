import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { build, type InlineConfig } from 'vite'

const here = fileURLToPath(new URL('.', import.meta.url))

/** The project's folder. */
export const root = join(here, '../..')

/** Where the built scripts and sheets are. */
export const built = join(root, '.cache/bench-render')

/** A script that does nothing. */
export const EMPTY = 'empty.js'

/** Installs the rivals if they are not there, and builds everybody for production. */
export async function buildAll(): Promise<void> {
  if (!existsSync(join(here, 'node_modules/.package-lock.json'))) install()
  rmSync(built, { recursive: true, force: true })
  mkdirSync(built, { recursive: true })
  writeFileSync(join(built, EMPTY), ';')
  await buildOurs()
  await buildScript('shoelace', 'rivals/shoelace.js')
  await buildScript('adyen', 'rivals/adyen.js')
  await buildScript('by-hand', 'page/hand-made.ts')
  await buildScript('bench', 'page/bench.ts')
}

/** How many bytes a built file is, as a server sends it, or 0 if there is none. */
export function weightOf(name: string): number {
  const path = join(built, name)
  return existsSync(path) ? brotliCompressSync(readFileSync(path)).length : 0
}

function install(): void {
  console.log('npm ci in bench/render, this once')
  const { status } = spawnSync('npm ci', { cwd: here, stdio: 'inherit', shell: true })
  if (status !== 0) throw new Error('npm ci has failed')
}

/** By the project's own settings, as it goes into dist/cdn. */
const buildOurs = () =>
  build({
    configFile: join(root, 'vite.config.ts'),
    mode: 'cdn',
    logLevel: 'error',
    build: { outDir: built, emptyOutDir: false, sourcemap: false }
  })

function buildScript(name: string, entry: string) {
  const config: InlineConfig = {
    root: here,
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      target: 'es2022',
      outDir: built,
      emptyOutDir: false,
      minify: true,
      lib: { entry, name: 'Bundle', formats: ['iife'], fileName: () => `${name}.js`, cssFileName: name }
    }
  }
  return build(config)
}
