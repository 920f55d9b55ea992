import type { CSSResult } from 'lit'
import { card } from './card.js'
import { choosing } from './choosing.js'
import { contrast } from './contrast.js'
import { controls } from './controls.js'
import { kinds } from './kinds.js'
import { message } from './message.js'
import { print } from './print.js'
import { rows } from './rows.js'
import { skeleton } from './skeleton.js'

/**
 * How the element looks. A page may set the `--interkassa-*` properties and style the parts, by which these rules go
 * themselves; names with an underscore are the element's own. Widths are asked of the container: WebKit forgets to apply
 * `@media` rules in a shadow tree whose viewport changed while it was away.
 */
export const styles: CSSResult[] = [card, choosing, rows, kinds, controls, message, skeleton, contrast, print]
