import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { startBound } from './bound-process.mjs'
import { root } from './root.mjs'

/** @typedef {Awaited<ReturnType<typeof startWebkit>>} WebkitSession */

const home = `${root}.cache/webkit`

// the window's own parts would not let it become narrower than 334 px
const slim = '* { font-size: 1px; min-width: 0; min-height: 0; margin: 0; padding: 0; border-width: 0 }\n'

/** Where the pointer of the display stands. Without a window manager, the window beneath it is the active one. */
export const POINTER = { x: 2000, y: 1500 }

/**
 * Starts WebKit's small browser on a display of its own, and takes WebDriver commands for it.
 *
 * @param {import('./find-webkit.mjs').Webkit} webkit
 */
export async function startWebkit({ driver, browser, display }) {
  const env = quietEnvironment()
  const screen = `${2 * POINTER.x}x${2 * POINTER.y}x24`
  const shown = startBound(display, ['-screen', '0', screen, '-nolisten', 'tcp', '-displayfd', '3'], env)
  const number = await wholeOutput(shown.output)
  if (!number) throw new Error('WebKit has no display: Xvfb did not start')

  const port = await freePort()
  const driven = startBound(driver, [`--port=${port}`], { ...env, DISPLAY: `:${number}` })
  const address = `http://127.0.0.1:${port}`
  await untilAnswering(`${address}/status`)

  const { sessionId } = await send('POST', `${address}/session`, {
    capabilities: {
      alwaysMatch: {
        pageLoadStrategy: 'none',
        // full screen has no tool bar
        'webkitgtk:browserOptions': { binary: browser, args: ['--automation', '--full-screen'] }
      }
    }
  })
  const session = `${address}/session/${sessionId}`

  return {
    /**
     * @param {'GET' | 'POST' | 'DELETE'} method
     * @param {string} path
     * @param {object} [body]
     */
    send: (method, path, body) => send(method, session + path, body),
    end: async () => {
      await send('DELETE', session)
      await driven.end()
      await shown.end()
    }
  }
}

/** The driver's answer to a command that it could not carry out. */
export class WebkitError extends Error {
  /**
   * @param {string} code a name of WebDriver's, such as `no such frame`
   * @param {string} message
   */
  constructor(code, message) {
    super(`WebKit: ${code}: ${message}`)
    this.code = code
  }
}

/** Nothing of whose computer it is: theme, language, desktop, accessibility bus. The pages are our own, on loopback. */
function quietEnvironment() {
  mkdirSync(`${home}/.config/gtk-3.0`, { recursive: true })
  writeFileSync(`${home}/.config/gtk-3.0/gtk.css`, slim)
  const { PATH, TZ } = process.env
  return {
    PATH,
    TZ,
    HOME: home,
    LANG: 'en_US.UTF-8',
    GDK_BACKEND: 'x11',
    GSETTINGS_BACKEND: 'memory',
    LIBGL_ALWAYS_SOFTWARE: '1',
    NO_AT_BRIDGE: '1',
    DBUS_SESSION_BUS_ADDRESS: 'disabled:',
    // root cannot have one
    WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1'
  }
}

/**
 * All that a program says; a display that cannot say it to the end stops.
 *
 * @param {import('node:stream').Readable} output
 */
async function wholeOutput(output) {
  const chunks = await output.toArray()
  return chunks.join('').trim()
}

/** @returns {Promise<number>} */
async function freePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (typeof address !== 'object' || !address) throw new Error('a server on TCP has a port')
  return address.port
}

/** @param {string} address */
async function untilAnswering(address) {
  for (let tries = 0; tries < 200; tries++) {
    if (await fetch(address).catch(() => undefined)) return
    await pause(50)
  }
  throw new Error('the driver of WebKit does not answer')
}

/**
 * @param {string} method
 * @param {string} address
 * @param {object} [body]
 * @returns {Promise<any>}
 */
async function send(method, address, body) {
  const init = { method, ...(body && { body: JSON.stringify(body) }), signal: AbortSignal.timeout(20_000) }
  const response = await fetch(address, init)
  const { value } = /** @type {{ value: any }} */ (await response.json())
  if (!response.ok) throw new WebkitError(value.error, value.message)
  return value
}
