/** What `.gitattributes` and a clone's configuration say about the merge driver. */
import {join} from 'node:path'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {
  assignDriver,
  findDriverCommand,
  findUnassigned,
  readDriver,
  registerDriver
} from '../../src/merge/register-driver.ts'
import {call} from '../cli/support.ts'
import {git, makeTempFolder, writeFiles} from '../support/temp.ts'

const test = suite('registering the merge driver')

function makeClone(files: Readonly<Record<string, string>> = {}): string {
  const folder = makeTempFolder()
  git(folder, 'init', '--quiet', '--template=')
  writeFiles(folder, files)
  return folder
}

test('files that have a driver keep it; each other gets a line', () => {
  const names = [
    'QUESTION_BANK.md',
    'docs/a [1] "b".md',
    'docs/c*.md',
    'README.md'
  ]
  const before = 'README.md merge=union\ndocs/cd.md eol=lf'
  const root = makeClone({'.gitattributes': before})
  assert.equal(findUnassigned(root, names), names.slice(0, 3))
  const after = assignDriver(before, findUnassigned(root, names))
  assert.ok(after.startsWith(`${before}\n/QUESTION_BANK.md merge=qbank\n`))
  writeFiles(root, {'.gitattributes': after})
  assert.equal(findUnassigned(root, names), [])
  assert.equal(findUnassigned(root, ['docs/cd.md']), ['docs/cd.md'])
  assert.equal(findUnassigned(root, []), [])
})

test('without a file of attributes', () => {
  assert.is(assignDriver(undefined, ['a.md']), '/a.md merge=qbank\n')
})

test('the program is where packages are installed', () => {
  const root = makeClone({'tools 5%/node_modules/.bin/qbank': ''})
  const folder = join(root, 'tools 5%')
  const command = findDriverCommand({root, folder}) ?? ''
  const path = "'tools 5%%/node_modules/.bin/qbank'"
  assert.ok(command.includes(`if [ -f ${path} ]; then ${path} merge-driver --`))
})

test("with Yarn's Plug'n'Play, Yarn runs it", () => {
  const root = makeClone({'site/.pnp.cjs': ''})
  const command = findDriverCommand({root, folder: join(root, 'site')}) ?? ''
  assert.ok(
    command.includes(
      'if [ -f site/.pnp.cjs ]; then yarn --cwd site run qbank --cwd "$PWD" merge-driver --'
    )
  )
})

test('registered once; again where the program has moved', () => {
  const root = makeClone({'node_modules/.bin/qbank': ''})
  assert.is(readDriver(root), undefined)
  const clone = {root, folder: root}
  assert.is(registerDriver(clone), 'registered')
  assert.is(registerDriver(clone), 'current')
  assert.is(readDriver(root), findDriverCommand(clone))
  git(root, 'config', 'merge.qbank.driver', 'elsewhere %A')
  assert.is(registerDriver(clone), 'registered')
  assert.is(readDriver(root), findDriverCommand(clone))
})

test('nothing is registered that is not there', async () => {
  const root = makeClone()
  const {status, stderr} = await call(root, ['merge', '--register'])
  assert.match(stderr, /^Merge driver not registered: qbank is not installed/)
  assert.is(status, 1)
  assert.is(readDriver(root), undefined)
})

test('outside of git there is nothing to register, which is no failure', async () => {
  const {status, stderr} = await call(makeTempFolder(), ['merge', '--register'])
  assert.is(stderr, 'Merge driver not registered: this is not a clone\n')
  assert.is(status, 0)
})

test.run()
