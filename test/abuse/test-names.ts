import { readdirSync, readFileSync } from 'node:fs'
import ts from 'typescript'

const root = new URL('../', import.meta.url)

/** Files that define tests. */
const isTestFile = (name: string) => /\.(?:test|spec)\.ts$|journeys\.ts$/.test(name)

let names: readonly string[] | undefined

/** Every text in the files that define tests, outside of comments: among them is the name of each test. */
export function testNames(): readonly string[] {
  names ??= readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter(isTestFile)
    .flatMap((name) => textsOf(readFileSync(new URL(name.replaceAll('\\', '/'), root), 'utf8')))
  return names
}

/** The literal texts of a source; of a template what stands before its first hole. */
export function textsOf(source: string): string[] {
  const texts: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || node.kind === ts.SyntaxKind.TemplateHead) {
      texts.push((node as ts.LiteralLikeNode).text)
    }
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile('test.ts', source, ts.ScriptTarget.Latest))
  return texts
}
