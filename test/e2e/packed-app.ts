import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)
const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const SOURCES = fileURLToPath(new URL('packed-app/', import.meta.url))
const VITE = join(ROOT, 'node_modules/vite/bin/vite.js')
const TSC = join(ROOT, 'node_modules/typescript/bin/tsc')

/** A single-page shop that knows the project by its packed tarball alone. */
export interface PackedApp {
  readonly url: string
  /** What its server has said since, one object a line. */
  readonly said: readonly unknown[]
  /** Checks its page against the types in the tarball; gives what the compiler says against it. */
  typecheck(): Promise<string>
  close(): Promise<void>
}

/** Packs the project, installs it into an empty folder, bundles the pages there and starts the server. */
export async function openPackedApp(): Promise<PackedApp> {
  mkdirSync(join(ROOT, '.cache'), { recursive: true })
  const folder = mkdtempSync(join(ROOT, '.cache/packed-app-'))
  cpSync(SOURCES, folder, { recursive: true })
  const packed = await npm(ROOT, 'pack', '--json', '--pack-destination', folder)
  const [{ filename }] = JSON.parse(packed) as [{ filename: string }]
  await npm(folder, 'install', '--prefer-offline', '--no-audit', '--no-fund', `./${filename}`)
  await run(process.execPath, [VITE, 'build', '--logLevel', 'warn'], { cwd: folder })

  const server = spawn(process.execPath, ['server.js'], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] })
  const lines = createInterface(server.stdout)
  const [first] = (await once(lines, 'line')) as [string]
  const { url } = JSON.parse(first) as { url: string }
  const said: unknown[] = []
  lines.on('line', (line) => said.push(JSON.parse(line)))
  return {
    url,
    said,
    async typecheck() {
      const options = '--ignoreConfig --noEmit --checkJs --strict --module nodenext --target es2022'.split(
        ' '
      )
      const compiler = spawn(process.execPath, [TSC, ...options, 'main.js'], { cwd: folder })
      const [complaints] = await Promise.all([text(compiler.stdout), once(compiler, 'exit')])
      return complaints
    },
    async close() {
      server.kill()
      await once(server, 'exit')
      rmSync(folder, { recursive: true })
    }
  }
}

async function npm(cwd: string, ...args: string[]): Promise<string> {
  // npm is a .cmd file on Windows, which only a shell can start
  const { stdout } = await run('npm', args, { cwd, shell: process.platform === 'win32' })
  return stdout
}
