/** What WebDriver calls the keys that write nothing. */
const keys = {
  Backspace: '\uE003',
  Tab: '\uE004',
  Enter: '\uE007',
  Shift: '\uE008',
  Control: '\uE009',
  Alt: '\uE00A',
  Escape: '\uE00C',
  PageUp: '\uE00E',
  PageDown: '\uE00F',
  End: '\uE010',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
  Delete: '\uE017',
  Meta: '\uE03D'
}

/**
 * A key as WebDriver takes it: by its name, or by what it writes.
 *
 * @param {string} name
 * @returns {string}
 */
export function webkitKey(name) {
  const key = Object.hasOwn(keys, name) ? keys[/** @type {keyof typeof keys} */ (name)] : name
  if ([...key].length !== 1) throw new Error(`Unknown key: "${name}"`)
  return key
}
