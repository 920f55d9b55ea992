import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium, type LaunchOptions } from '@playwright/test'
import { built, EMPTY, root } from './build.js'
import type { Contestant } from './contestants.js'
import type { Bench } from './page/bench.js'
import { FILES } from './serve.js'
import { sessionOf } from './sessions.js'

/** Choices that are measured together, after a few that only warm up. */
const PICKS = 20
const WARM_UP = 3

export interface Lab {
  readonly browser: string
  /** CPU milliseconds from making it to the painted frame, on a fresh page. Leaves the page as it is then. */
  readonly show: (who: Contestant, size: number) => Promise<number>
  /** CPU milliseconds of one choice on that page. */
  readonly choose: (who: Contestant) => Promise<number>
  /** CPU milliseconds from the script's start to its end, by when everything is defined; parsing it is part of that. */
  readonly define: (who: Contestant) => Promise<number>
  /** The same of a script file, as a page loads it: the browser parses and compiles much of that on other threads. */
  readonly load: (who: Contestant) => Promise<number>
  readonly close: () => Promise<void>
}

/**
 * One browser with one page. CPU is the time that its main thread has been running by the processor's own count
 * (`ThreadTime`), which other programs on the same computer do not lengthen; what the driver itself costs is in every
 * figure alike, and taken off with those of the empty page.
 */
export async function openLab(origin: string): Promise<Lab> {
  const browser = await chromium.launch(await launchOptions())
  const page = await browser.newPage()
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' })
  let visits = 0

  async function visit(who: Contestant): Promise<void> {
    await page.goto(`${origin}/?who=${encodeURIComponent(who)}&fresh=${++visits}`)
  }

  async function run(expression: string): Promise<void> {
    const { exceptionDetails } = await devtools.send('Runtime.evaluate', { expression, awaitPromise: true })
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
  }

  async function threadTime(): Promise<number> {
    const { metrics } = await devtools.send('Performance.getMetrics')
    return 1000 * (metrics.find(({ name }) => name === 'ThreadTime')?.value ?? NaN)
  }

  async function cpuOf(what: keyof Bench, ...args: readonly unknown[]): Promise<number> {
    await run(`globalThis.args = ${JSON.stringify(args)}`)
    await devtools.send('HeapProfiler.collectGarbage')
    const before = await threadTime()
    await run(`bench.${what}(...args)`)
    return (await threadTime()) - before
  }

  const sessions = new Map([12, 100].map((size) => [size, sessionOf(size)]))
  return {
    browser: browser.version(),
    async show(who, size) {
      await visit(who)
      const cpu = await cpuOf('show', who, sessions.get(size))
      await run(`bench.check(...args)`)
      return cpu
    },
    async choose(who) {
      await cpuOf('choose', who, sessions.get(100), WARM_UP)
      return (await cpuOf('choose', who, sessions.get(100), PICKS)) / PICKS
    },
    async define(who) {
      await visit('nothing')
      const text = readFileSync(join(built, scriptOf(who)), 'utf8')
      return cpuOf('define', who, `${text}\n// ${visits}`)
    },
    async load(who) {
      await visit('nothing')
      return cpuOf('load', who, `/${scriptOf(who)}?${visits}`)
    },
    close: () => browser.close()
  }
}

const scriptOf = (who: Contestant) => FILES[who][0] ?? EMPTY

/** A browser of this computer, to which nothing but this computer exists. */
async function launchOptions(): Promise<LaunchOptions> {
  const { findBrowser } = (await script('find-browser.mjs')) as {
    findBrowser: () => Promise<LaunchOptions | undefined>
  }
  const found = await findBrowser()
  if (!found) throw new Error('no Chromium-like browser was found; name one in CHROME_PATH')
  const offline = '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'
  return { ...found, args: [...(found.args ?? []), offline] }
}

/** The scripts are JavaScript, which tsc reads in a project of their own. */
const script = (name: string): Promise<unknown> => import(pathToFileURL(join(root, 'scripts', name)).href)
