import { isBaselinePlatform } from './baseline-platform.mjs'
import { buildShop } from './build-shop.mjs'
import { ensureInstall } from './ensure-install.mjs'
import { run } from './run.mjs'

/*
 * npm run baselines          takes the pictures in test/visual/baselines anew; look at them before they are committed
 * npm run baselines -- paid  those with this in their names
 */

ensureInstall()
if (!isBaselinePlatform()) throw new Error('baselines are taken on Linux, with the DejaVu fonts')

const words = process.argv.slice(2).flatMap((word) => ['--grep', word])
const code = await buildShop()
process.exitCode =
  code ||
  (await run('playwright', [
    'test',
    '--config=playwright.visual.config.ts',
    '--update-snapshots=all',
    'baselines.spec',
    ...words
  ]))
