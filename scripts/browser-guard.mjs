import { relative } from 'node:path'

// vite puts its own empty module in the place of everything from Node
const node = '__vite-browser-external'

const forbidden = [
  /^(src|dist)\/(server|api|emulator)\//,
  /^(src|dist)\/protocol\/schemas\./,
  /(^|\/)node_modules\/zod\//,
  new RegExp(node)
]

/** @param {string} name */
const isForbidden = (name) => forbidden.some((pattern) => pattern.test(name))

/**
 * Fails a build for the browser whose module graph holds what belongs to the server: signing code, the client of the
 * API, the emulator, the zod schemas, or anything of Node.
 *
 * @returns {import('vite').Plugin}
 */
export function browserGuard() {
  let root = ''
  const nameOf = (/** @type {string} */ id) =>
    id.startsWith(node) ? node : relative(root, id).replaceAll('\\', '/')

  return {
    name: 'browser-guard',
    apply: 'build',
    configResolved(config) {
      root = config.root
    },
    buildEnd() {
      const crossings = [...this.getModuleIds()].flatMap((id) => {
        const module = this.getModuleInfo(id)
        const name = nameOf(id)
        if (!module || !isForbidden(name)) return []
        if (module.isEntry) return [`${name} is an entry`]
        return [...module.importers, ...module.dynamicImporters]
          .map(nameOf)
          .filter((importer) => !isForbidden(importer))
          .map((importer) => `${importer} imports ${name}`)
      })
      if (crossings.length > 0) this.error(`server code must not reach the browser:\n${crossings.join('\n')}`)
    }
  }
}
