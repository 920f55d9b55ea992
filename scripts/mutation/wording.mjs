/** @typedef {{ node: { type: string }, parent?: object | null, listKey?: string, key?: string | number | null }} Path */
/** @typedef {{ name?: string, object?: { name?: string }, property?: { name?: string } }} Callee */
/** @typedef {{ type: string, callee: Callee, arguments: unknown[] }} Call */

/** Those of a schema that take what is said of a value that fails them. */
const CHECKS = new Set(['refine', 'regex', 'custom'])

/** Leaves out what is only said to people: the message of an error, the text of a log line. Codes are not among it. */
class WordingIgnorer {
  /** @param {Path} path */
  shouldIgnore({ node, parent, listKey, key }) {
    if (listKey !== 'arguments' || !parent) return undefined
    const { type, callee, arguments: given } = /** @type {Call} */ (/** @type {unknown} */ (parent))
    if (type === 'NewExpression') {
      const place =
        callee.name === 'InterkassaError' ? 1 : /^(?:Type|Range)?Error$/.test(callee.name ?? '') ? 0 : -1
      return key === place ? 'the message of an error' : undefined
    }
    if (type !== 'CallExpression') return undefined
    if (callee.object?.name === 'console') return 'a line of the log'
    if (callee.name === 'check' && key === 1) return 'the message of an error'
    const isSaid =
      callee.name === 'refuse'
        ? key === 0 && given.length > 1
        : CHECKS.has(callee.property?.name ?? '') && key === 1
    const isText = node.type === 'StringLiteral' || node.type === 'TemplateLiteral'
    return isSaid && isText ? 'what a schema says of a mistake' : undefined
  }
}

export const strykerPlugins = [{ kind: 'Ignore', name: 'wording', injectableClass: WordingIgnorer }]
