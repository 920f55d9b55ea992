/**
 * What the first render, a choice and the definition cost beside others, in one run: `npm run bench:render`. Everybody
 * takes a turn in every round, so that a computer which speeds up or slows down does so for all; only ratios mean
 * anything elsewhere. Prints, and fails nothing.
 */
import { buildAll } from './build.js'
import { CONTESTANTS, SCRIPTS } from './contestants.js'
import { Figures } from './figures.js'
import { openLab } from './lab.js'
import { report } from './report.js'
import { serve } from './serve.js'

const ROUNDS = 24
const LONGEST = 290_000

await buildAll()
const server = await serve()
const lab = await openLab(server.origin)
const figures = new Figures()
const start = Date.now()
let round = 0
try {
  // the first round only warms up
  for (; round <= ROUNDS && Date.now() - start < LONGEST; round++) await playRound()
  console.log(`Chromium ${lab.browser}, ${round - 1} rounds, main-thread CPU less that of an empty page`)
  report(figures)
} finally {
  await lab.close()
  server.close()
}

async function playRound(): Promise<void> {
  const note = round === 0 ? () => undefined : figures.add.bind(figures)
  for (const who of turned(CONTESTANTS)) {
    note('first render of 12 payways', who, await lab.show(who, 12))
    note('first render of 100 payways', who, await lab.show(who, 100))
    note('choosing one of 100', who, await lab.choose(who))
  }
  for (const who of turned(SCRIPTS)) {
    note('script start to defined', who, await lab.define(who))
    note('script file to defined', who, await lab.load(who))
  }
}

/** Somebody else comes first in each round. */
function turned<Item>(items: readonly Item[]): readonly Item[] {
  const first = round % items.length
  return [...items.slice(first), ...items.slice(0, first)]
}
