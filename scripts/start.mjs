import { pathToFileURL } from 'node:url'
import { buildShop } from './build-shop.mjs'
import { endWithNpm } from './end-with-npm.mjs'
import { ensureInstall } from './ensure-install.mjs'
import { root } from './root.mjs'

const shop = `${root}demo/start.ts`

ensureInstall()

const code = await buildShop()
if (code !== 0) process.exit(code)

// the shop runs in this process, so arguments, signals and exit code are its own
const { register } = await import('tsx/esm/api')
register()
process.argv[1] = shop
endWithNpm()
await import(pathToFileURL(shop).href)
