import { fileURLToPath } from 'node:url'

/** The project's folder, with a closing separator. */
export const root = fileURLToPath(new URL('../', import.meta.url))
