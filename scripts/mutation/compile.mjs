import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import ts from 'typescript'
import { COMPILED } from './compiled.mjs'

/*
 * Stryker runs it in its copy of the project, with the mutants in it: makes a script of every module, which can be
 * run anew for each mutant and leaves nothing behind.
 */
for (const folder of ['src', 'test', 'demo', 'scripts']) {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = `${folder}/${name.replaceAll('\\', '/')}`
    if (/\.(?:ts|mjs)$/.test(path) && !/^scripts\/mutation\/|^test\/e2e\//.test(path)) compile(path)
  }
}

/** @param {string} path */
function compile(path) {
  const url = JSON.stringify(pathToFileURL(resolve(path)).href)
  const source = readFileSync(path, 'utf8').replaceAll('import.meta.url', url)
  const { outputText } = ts.transpileModule(source, {
    // a module by its name would stay one
    fileName: path.replace(/mjs$/, 'ts'),
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.CommonJS,
      esModuleInterop: true
    }
  })
  const target = `${COMPILED}/${path.replace(/\.(?:ts|mjs)$/, '.js')}`
  mkdirSync(dirname(target), { recursive: true })
  writeFileSync(target, outputText)
}
