import { fileURLToPath } from 'node:url'
import { build, type Rolldown } from 'vite'

/** The script of an application that hydrates what its server has rendered, in one bundle with the element. */
export async function hydratingScript(): Promise<string> {
  const input = fileURLToPath(new URL('hydrating-app.ts', import.meta.url))
  // building puts the whole process into production, where no gateway of ours starts
  const { NODE_ENV } = process.env
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, rolldownOptions: { input } }
  })
  if (NODE_ENV === undefined) delete process.env['NODE_ENV']
  else process.env['NODE_ENV'] = NODE_ENV
  const { output } = built as Rolldown.RolldownOutput
  return output[0].code
}
