import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/**
 * The first of these programs that is on the PATH, or else in one of these places.
 *
 * @param {string[]} names
 * @param {string[]} [places]
 * @returns {string | undefined}
 */
export function findProgram(names, places = []) {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean)
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)))
  return [...onPath, ...places].find(isExecutable)
}

/**
 * The program that an environment variable names; a mistake in it is not passed over.
 *
 * @param {string} variable
 * @returns {string | undefined}
 */
export function chosenProgram(variable) {
  const chosen = process.env[variable]
  if (chosen && !isExecutable(chosen)) throw new Error(`${variable} is no program that can be run: ${chosen}`)
  return chosen || undefined
}

/**
 * Where Windows keeps these programs, given below its folders for programs.
 *
 * @param {string[]} programs
 */
export function onWindows(programs) {
  const folders = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap(
    (key) => process.env[key] ?? []
  )
  return folders.flatMap((folder) => programs.map((program) => join(folder, program)))
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
