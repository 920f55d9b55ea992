import type { Scene } from '../scene.js'
import { choosing } from './choosing.js'
import { leaving } from './leaving.js'
import { returning } from './returning.js'
import { trouble } from './trouble.js'

/** Everything there is to see, in the order in which a payer may meet it. */
export const SCENES: readonly Scene[] = [...choosing, ...leaving, ...trouble, ...returning]
