/** Where the scripts are, below Stryker's copy of the project. */
export const COMPILED = 'compiled'
