/**
 * Writes the types of the HTTP contract from the server's own document.
 *
 *   callout openapi > frontends/shared/openapi.json
 *   npm run api            writes frontends/shared/src/api/generated.ts
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import openapi, { astToString } from 'openapi-typescript'

const shared = resolve(dirname(fileURLToPath(import.meta.url)), '../../shared')
const DOCUMENT = resolve(shared, 'openapi.json')
export const GENERATED = resolve(shared, 'src/api/generated.ts')

const HEAD = '/* Made by `npm run api` from openapi.json; a test fails when it is stale. */\n/* eslint-disable */\n\n'

/** Only the schemas: paths are called by the typed endpoints in `client/`. */
export async function generatedTypes() {
  const document = JSON.parse(readFileSync(DOCUMENT, 'utf-8'))
  const tree = await openapi({ ...document, paths: {} }, { immutable: true })
  return HEAD + astToString(tree)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(GENERATED, await generatedTypes())
