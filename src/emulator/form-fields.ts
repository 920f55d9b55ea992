import { FIELDS, type FieldName } from '../protocol/index.js'
import type { SignedParams } from '../server/signing/signature.js'
import { Refusal } from './refusal.js'

/** The gateway's fields of a form, by wire name, in the order of their arrival. Of a repeated name the last stands. */
export type FormFields = ReadonlyMap<string, string>

/** Reads the query of a GET, or the urlencoded or multipart body of a POST. */
export async function readFields(request: Request): Promise<FormFields> {
  const pairs = request.method === 'POST' ? await readBody(request) : new URL(request.url).searchParams
  return new Map([...pairs].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])))
}

async function readBody(request: Request): Promise<Iterable<[string, unknown]>> {
  try {
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- discouraged for large uploads; these forms are small
    return await request.formData()
  } catch {
    throw new Refusal('unreadable-body', {
      found: request.headers.get('content-type') ?? 'a body without a content type',
      expected: 'application/x-www-form-urlencoded or multipart/form-data'
    })
  }
}

/** A field's value; empty and absent are the same. */
export function valueOf(fields: FormFields, name: FieldName): string | null {
  return fields.get(FIELDS[name].wire) || null
}

/** The merchant's own fields, which the gateway repeats to the shop. */
export function echoedFields(fields: FormFields): [string, string][] {
  return [...fields].filter(([name]) => /^_?ik_x_\w+$/.test(name))
}

type Tree = { [name: string]: string | Tree }
const emptyTree = () => Object.create(null) as Tree

/**
 * What takes part in a form's signature: names that begin with `ik_` or `_ik_`, whatever they are, with
 * `ik_payway_fields[name]` read as PHP reads it. Others are tolerated unsigned, as CMSInterkassa/ShopScript-WebASYST
 * sends them.
 */
export function signedFields(fields: FormFields): SignedParams {
  const root = emptyTree()
  for (const [name, value] of fields) {
    if (/^_?ik_/.test(name)) plant(root, name.replaceAll(']', '').split('['), value)
  }
  return root
}

function plant(tree: Tree, [name = '', ...rest]: readonly string[], value: string): void {
  if (rest.length === 0) {
    tree[name] = value
    return
  }
  const existing = tree[name]
  const branch = typeof existing === 'object' ? existing : emptyTree()
  tree[name] = branch
  plant(branch, rest, value)
}
