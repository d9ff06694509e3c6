// Writes src/api/schema.gen.ts from api/openapi.yaml; with --check compares instead.
import fs from 'node:fs'
import openapiTS, {astToString} from 'openapi-typescript'

const target = new URL('../src/api/schema.gen.ts', import.meta.url)
const contract = new URL('../../api/openapi.yaml', import.meta.url)
const head = '// Written by `npm run generate` from api/openapi.yaml; do not edit.\n'
const text = head + astToString(await openapiTS(contract, {alphabetize: false, enumValues: true}))
if (process.argv.includes('--check')) {
  if (fs.existsSync(target) && fs.readFileSync(target, 'utf8') === text) process.exit(0)
  console.error('web/src/api/schema.gen.ts is not what api/openapi.yaml gives; run `npm run generate` in web/')
  process.exit(1)
}
fs.writeFileSync(target, text)
