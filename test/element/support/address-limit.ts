import { engine } from './engine.js'

/*
 * WebKit lets a page change its address 100 times in ten seconds. A payer's page does it twice, a file of tests for each
 * of its tests: here they wait until enough of that is over.
 */
const SPAN = 11_000
const ENOUGH = 50

const changes: number[] = []

if (engine === 'webkit') {
  const replaceState = history.replaceState.bind(history)
  const now = performance.now.bind(performance)
  const pause = window.setTimeout.bind(window)

  history.replaceState = (...all) => {
    changes.push(now())
    replaceState(...all)
  }

  beforeEach(async function () {
    this.timeout(2 * SPAN)
    const earliest = changes.at(-ENOUGH)
    if (earliest === undefined) return
    await new Promise((resolve) => pause(resolve, earliest + SPAN - now()))
  })
}
