/**
 * @typedef {{ isNewExpression(): boolean, isCallExpression(): boolean, node: Record<string, unknown>, parent?: Record<string, unknown> | null,
 *   listKey?: string, key?: string | number | null }} Path what Stryker has of a place in the source
 */

/** Leaves out what is only said to people: the message of an error, the text of a log line. Codes are not among it. */
class WordingIgnorer {
  /** @param {Path} path */
  shouldIgnore({ parent, listKey, key }) {
    if (listKey !== 'arguments' || !parent) return undefined
    const { type, callee } =
      /** @type {{ type: string, callee: { name?: string, object?: { name?: string } } }} */ (
        /** @type {unknown} */ (parent)
      )
    if (type === 'NewExpression') {
      const place =
        callee.name === 'InterkassaError' ? 1 : /^(?:Type|Range)?Error$/.test(callee.name ?? '') ? 0 : -1
      return key === place ? 'the message of an error' : undefined
    }
    return type === 'CallExpression' && callee.object?.name === 'console' ? 'a line of the log' : undefined
  }
}

export const strykerPlugins = [{ kind: 'Ignore', name: 'wording', injectableClass: WordingIgnorer }]
