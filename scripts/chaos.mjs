import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { ensureInstall } from './ensure-install.mjs'
import { keepFigures } from './keep-figures.mjs'
import { root } from './root.mjs'
import { run } from './run.mjs'
import { testFiles } from './test-files.mjs'

ensureInstall()

// all of it, or `--share=0.1` of the counts, or only the files with one of the given words in their paths
const words = process.argv.slice(2)
const share = words.find((word) => word.startsWith('--share='))?.slice('--share='.length) ?? '1'
if (!(Number(share) > 0)) throw new Error(`expected a share of all that is done, found ${share}`)

mkdirSync(`${root}.cache`, { recursive: true })
const figures = `${root}.cache/chaos-figures-${process.pid}`
const files = testFiles(
  'chaos',
  words.filter((word) => !word.startsWith('--'))
)
writeFileSync(figures, '')
process.exitCode = await run(
  'node',
  ['--import', 'tsx', '--test', '--test-concurrency=1', '--test-reporter=spec', ...files],
  { CHAOS_SHARE: share, CHAOS_FIGURES: figures }
)

const document = `${root}docs/reliability.md`
const lines = readFileSync(figures, 'utf8').split('\n').filter(Boolean)
rmSync(figures)
writeFileSync(
  document,
  keepFigures(
    readFileSync(document, 'utf8'),
    lines.map((line) => JSON.parse(line))
  )
)
