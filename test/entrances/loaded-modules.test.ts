/** What a check of a clean bank loads: no Markdown parser, and no Prettier. */
import {readFileSync} from 'node:fs'
import process from 'node:process'
import {fileURLToPath, pathToFileURL} from 'node:url'
import {join} from 'node:path'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {cleanCard} from '../mistakes/catalogue.ts'
import {
  bin,
  makeTempFolder,
  run,
  runQbank,
  writeFiles
} from '../support/temp.ts'

const test = suite('loaded modules')

/** Tells the files that a process loads, by `import` or `require`, on standard error. */
const spy = `
import Module, {register} from 'node:module'
import {writeSync} from 'node:fs'
import vm from 'node:vm'
vm.Script = class extends vm.Script {
  constructor(code, options) {
    super(code, options)
    writeSync(2, 'loaded ' + options.filename + '\\n')
  }
}
const hooks = \`
  import {writeSync} from 'node:fs'
  export async function load(url, context, next) {
    writeSync(2, 'loaded ' + url + '\\\\n')
    return next(url, context)
  }\`
register('data:text/javascript,' + encodeURIComponent(hooks))
const load = Module._load
Module._load = function (request, parent, isMain) {
  const path = Module._resolveFilename(request, parent, isMain)
  writeSync(2, 'loaded ' + path + '\\n')
  return load.call(this, request, parent, isMain)
}
`

/** @returns the code of all files that a check loads in a project with a bank and other files */
function check(
  bank: string,
  files: Record<string, string> = {}
): {status: number | null; code: string} {
  const folder = makeTempFolder()
  writeFiles(folder, {...files, 'QUESTION_BANK.md': bank, 'spy.mjs': spy})
  if (files['README.md']) runQbank(folder, ['fix'])
  const {status, stderr} = run(folder, process.execPath, [
    '--import',
    pathToFileURL(join(folder, 'spy.mjs')).href,
    bin,
    'check'
  ])
  const code: string[] = []
  for (const [, name = ''] of stderr.matchAll(/^loaded (.+)$/gm)) {
    const path = name.startsWith('file:') ? fileURLToPath(name) : name
    if (/^\/|^[A-Z]:/.test(path))
      code.push(`${path}\n`, readFileSync(path, 'utf8'))
  }

  return {status, code: code.join('\n')}
}

/** A name that stands in the code of micromark alone. */
const micromark = /thematicBreakSequence/
const prettier = /node_modules.prettier./

const bank = `# Bicycles\n\n## Drivetrain\n\n${cleanCard}`

test('a check of a clean bank loads neither micromark nor Prettier', () => {
  const {status, code} = check(bank)
  assert.is(status, 0)
  assert.match(code, 'isPlainlyCanonical')
  assert.not.match(code, micromark)
  assert.not.match(code, prettier)
})

test('neither do front matter, simple options and a README', () => {
  const readme = `# Rides

A bank of questions.

<!--bank-stats start-->
<!--bank-stats end-->

<!--bank-contents start-->
<!--bank-contents end-->

## Questions

<!--bank-cards start-->
<!--bank-cards end-->
`
  const frontMatter = '---\nbank:\n  sections:\n    - Drivetrain\n---\n\n'
  const {status, code} = check(frontMatter + bank, {
    '.prettierrc': '{"singleQuote": true}\n',
    'package.json': '{"devDependencies": {"prettier": "3"}}\n',
    'README.md': readme
  })
  assert.is(status, 0)
  assert.not.match(code, micromark)
  assert.not.match(code, prettier)
})

test('what the scanner declines is read by micromark', () => {
  const {status, code} = check(bank.replace('Judging', 'Judging <b>hard</b>'))
  assert.is(status, 0)
  assert.match(code, micromark)
})

test.run()
