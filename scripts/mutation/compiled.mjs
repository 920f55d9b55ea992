/** Where the scripts are, below Stryker's copy of the project. */
export const COMPILED = 'compiled'

/** A script cannot wait at its top: the tests get a PostgreSQL that is running already. */
export const TOP_LEVEL_AWAIT = '= await createCluster()'
