import { setTimeout as pause } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { webkitKey } from './webkit-keys.mjs'
import { POINTER, WebkitError } from './webkit-session.mjs'

const buttons = { left: 0, middle: 1, right: 2 }

/** @typedef {keyof typeof buttons} Button */

/** As much of a page of Puppeteer's as the test runner's own commands use. */
export class WebkitPage {
  #session

  /** @param {import('./webkit-session.mjs').WebkitSession} session */
  constructor(session) {
    this.#session = session
  }

  keyboard = {
    type: (/** @type {string} */ text) => this.#keys([...text].flatMap((key) => [down(key), up(key)])),
    press: (/** @type {string} */ key) => this.#keys([down(key), up(key)]),
    down: (/** @type {string} */ key) => this.#keys([down(key)]),
    up: (/** @type {string} */ key) => this.#keys([up(key)])
  }

  mouse = {
    move: (/** @type {number} */ x, /** @type {number} */ y) => this.#pointer([move(x, y)]),
    click: (/** @type {number} */ x, /** @type {number} */ y, /** @type {{ button?: Button }} */ options) =>
      this.#pointer([move(x, y), use('pointerDown', options), use('pointerUp', options)]),
    down: (/** @type {{ button?: Button }} */ options) => this.#pointer([use('pointerDown', options)]),
    up: (/** @type {{ button?: Button }} */ options) => this.#pointer([use('pointerUp', options)]),
    reset: async () => {
      await this.release()
      await this.#pointer([move(0, 0)])
    }
  }

  /** @param {string} url */
  async open(url) {
    await this.#session.send('POST', '/url', { url })
  }

  /** @returns {Promise<string>} */
  url() {
    return this.#session.send('GET', '/url')
  }

  /** @param {{ width: number, height: number }} size */
  async setViewport({ width, height }) {
    const near = { x: POINTER.x - 10, y: POINTER.y - 10 }
    await this.#session.send('POST', '/window/rect', { ...near, width, height })
    // the page hears of it a little later
    for (let tries = 0; tries < 100; tries++) {
      const size = await this.#run('return [innerWidth, innerHeight, document.hasFocus()]').catch(
        whileLeaving
      )
      if (isDeepStrictEqual(size, [width, height, true])) return
      await pause(20)
    }
    throw new Error(`the window of WebKit does not become ${width} × ${height}`)
  }

  /** Lets go of every key and button. */
  async release() {
    await this.#session.send('DELETE', '/actions')
  }

  /** @param {string} script */
  #run(script) {
    return this.#session.send('POST', '/execute/sync', { script, args: [] })
  }

  /** @param {object[]} actions */
  #keys(actions) {
    return this.#act({ type: 'key', id: 'keyboard', actions })
  }

  /** @param {object[]} actions */
  #pointer(actions) {
    return this.#act({ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions })
  }

  /** @param {object} source */
  async #act(source) {
    await this.#session.send('POST', '/actions', { actions: [source] })
  }
}

/**
 * A document that is being left, as the one of the test file before, answers no more; the next one will.
 *
 * @param {unknown} error
 */
function whileLeaving(error) {
  if (error instanceof WebkitError && error.code === 'no such frame') return undefined
  throw error
}

const down = (/** @type {string} */ key) => ({ type: 'keyDown', value: webkitKey(key) })
const up = (/** @type {string} */ key) => ({ type: 'keyUp', value: webkitKey(key) })

const move = (/** @type {number} */ x, /** @type {number} */ y) => ({
  type: 'pointerMove',
  x,
  y,
  duration: 0
})

/**
 * @param {'pointerDown' | 'pointerUp'} type
 * @param {{ button?: Button }} [options]
 */
const use = (type, { button = 'left' } = {}) => ({ type, button: buttons[button] })
