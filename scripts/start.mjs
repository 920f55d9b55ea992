import { pathToFileURL } from 'node:url'
import { ensureInstall } from './ensure-install.mjs'
import { isStale } from './is-stale.mjs'
import { root } from './root.mjs'
import { run } from './run.mjs'

const sources = ['index.html', 'demo', 'src', 'vite.config.ts', 'package-lock.json']
const shop = `${root}demo/start.ts`

ensureInstall()

if (isStale(sources, 'demo/.dist/index.html')) {
  const code = await run('vite', ['build', '--logLevel', 'warn'])
  if (code !== 0) process.exit(code)
}

// the shop runs in this process, so signals, arguments and the exit code are its own
const { register } = await import('tsx/esm/api')
register()
process.argv[1] = shop
await import(pathToFileURL(shop).href)
