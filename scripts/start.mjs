import { pathToFileURL } from 'node:url'
import { buildShop } from './build-shop.mjs'
import { ensureInstall } from './ensure-install.mjs'
import { root } from './root.mjs'

const shop = `${root}demo/start.ts`

ensureInstall()

const code = await buildShop()
if (code !== 0) process.exit(code)

// the shop runs in this process, so its arguments, signals and exit code need no passing on
const { register } = await import('tsx/esm/api')
register()
process.argv[1] = shop
await import(pathToFileURL(shop).href)
