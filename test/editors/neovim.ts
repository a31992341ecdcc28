/**
 * A real editor: Neovim, without a screen, opens a broken bank, shows its diagnostics, takes a quick fix, formats, and
 * saves. The diagnostics are those of `qbank check`, the file is that of `qbank fix`, byte for byte.
 *
 * Usage: npm run test:neovim. Fails where Neovim (0.9 or newer) is not installed.
 */
import {existsSync, readFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import process from 'node:process'
import {fileURLToPath} from 'node:url'
import * as assert from 'uvu/assert'
import {broken, makeProject, read} from '../entrances/support.ts'
import {serverPath} from '../lsp/support/client.ts'
import {run, runQbank} from '../support/temp.ts'

interface Seen {
  readonly problem?: string
  readonly diagnostics: readonly {
    readonly line: number
    readonly column: number
    readonly code: string
    readonly severity: number
    readonly message: string
  }[]
  readonly line: string
  readonly modified: boolean
}

interface Report {
  readonly files: readonly {
    readonly messages: readonly {
      readonly line: number
      readonly column: number
      readonly ruleId: string
      readonly severity: string
      readonly message: string
    }[]
  }[]
}

const path = 'QUESTION_BANK.md'
const script = join(dirname(fileURLToPath(import.meta.url)), 'neovim.lua')
const folder = makeProject({[path]: broken})
const other = makeProject({[path]: broken})
const report = join(folder, 'seen.json')

const {error, status, stdout, stderr} = run(
  folder,
  'nvim',
  ['--clean', '--headless', '-n', '-c', `luafile ${script}`],
  {
    env: {
      QBANK_EDITOR: [process.execPath, serverPath, report].join('\n'),
      XDG_STATE_HOME: folder
    }
  }
)
if (error) {
  throw new Error(
    'Neovim cannot be started: install it (apt-get install neovim, brew install neovim) and run this again',
    {cause: error}
  )
}

assert.ok(existsSync(report), `${stdout}${stderr}`)
const seen = JSON.parse(readFileSync(report, 'utf8')) as Seen
assert.is(seen.problem, undefined, `${seen.problem ?? ''}\n${stderr}`)
assert.is(status, 0, stderr)

const check = JSON.parse(
  runQbank(other, ['check', '--reporter', 'json']).stdout
) as Report
const told = check.files.flatMap(({messages}) =>
  messages.map(({line, column, ruleId, severity, message}) =>
    [line, column, ruleId, severity, message].join(' ')
  )
)
const shown = seen.diagnostics.map(({line, column, code, severity, message}) =>
  // Neovim counts columns in bytes of UTF-8; before a place in these lines, each character is one byte.
  [line, column, code, ['', 'error', 'warning'][severity], message].join(' ')
)
assert.ok(shown.length > 5)
assert.equal(shown.sort(), told.sort())
assert.is(seen.line.trimEnd(), '**Difficulty:** Easy')
assert.is(seen.modified, false, 'formatting a second time changes nothing')

assert.is(runQbank(other, ['fix']).status, 0)
assert.is(read(folder, path), read(other, path))
const version = run(folder, 'nvim', ['--version']).stdout.split('\n')[0] ?? ''
process.stdout.write(
  `${version}: ${shown.length} diagnostics, a quick fix, and a formatted file as on the command line\n`
)
