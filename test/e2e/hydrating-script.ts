import { fileURLToPath } from 'node:url'
import { build, type Rolldown } from 'vite'

/** The script of an application that hydrates what its server has rendered, in one bundle with the element. */
export async function hydratingScript(): Promise<string> {
  const input = fileURLToPath(new URL('hydrating-app.ts', import.meta.url))
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, rolldownOptions: { input } }
  })
  const { output } = built as Rolldown.RolldownOutput
  return output[0].code
}
