/** Both doors in one, for those outside who have no page to keep small. */
export * from './index.js'
export * from './schemas.js'
