import { fileURLToPath } from 'node:url'

const cache = fileURLToPath(new URL('../../.cache/', import.meta.url))

/** Where Stryker works, and leaves what it has found: for everything but PostgreSQL, and for PostgreSQL. */
export const WORKSHOPS = { others: `${cache}mutation`, postgres: `${cache}mutation-postgres` }
