/** A README on disk: read, checked, written. */
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {createDisk} from '../../src/files/text-store.ts'
import type {ReadmeJob, ReadmeUpdate} from '../../src/readme/update-readme.ts'
import {updateReadme} from '../../src/readme/update-readme.ts'
import {makeTempFolder, writeFiles} from '../support/temp.ts'
import {regenerate, toBank, toBankText, toReadme} from './readme-support.ts'

const test = suite('updateReadme')

const bankText = toBankText({Wheels: ['How is a tube changed?']})
const fresh = toReadme('bank-stats', 'bank-cards')

interface Tried extends ReadmeUpdate {
  readonly text: string
}

/** Writes a README into an empty folder and updates it. */
async function update(
  readme: string,
  mode: ReadmeJob['mode'],
  options: {bankPath?: string; files?: Record<string, string>} = {}
): Promise<Tried> {
  const cwd = makeTempFolder()
  const {bankPath = 'QUESTION_BANK.md', files = {}} = options
  writeFiles(cwd, {'README.md': readme, [bankPath]: bankText, ...files})
  const path = join(cwd, 'README.md')
  const result = await updateReadme({
    readme: path,
    bank: toBank(bankText),
    bankPath: join(cwd, bankPath),
    cwd,
    store: createDisk(cwd),
    mode
  })
  return {...result, text: readFileSync(path, 'utf8')}
}

test('writes what is stale', async () => {
  const {state, regenerated, report, text} = await update(fresh, 'write')
  assert.equal(
    [state, regenerated, report],
    ['current', ['bank-stats', 'bank-cards'], undefined]
  )
  assert.is(text, await regenerate(fresh, bankText))
})

test('only reports what is stale', async () => {
  const {state, report, text} = await update(fresh, 'check')
  assert.is(state, 'stale')
  assert.is(text, fresh)
  assert.equal(
    report?.messages.map(({line, column, ruleId, fatal}) => [
      line,
      column,
      ruleId,
      fatal
    ]),
    [
      [5, 1, 'readme-region', false],
      [9, 1, 'readme-region', false]
    ]
  )
  const quiet = await update(fresh, 'edits')
  assert.equal(
    [quiet.state, quiet.report, quiet.text],
    ['stale', undefined, fresh]
  )
})

test('refuses to write over an edit, and says where it is', async () => {
  const current = await regenerate(fresh, bankText)
  const edited = current.replace('- Pinching the tube.', '- Pinching it.')
  const line = edited.split('\n').indexOf('- Pinching it.') + 1
  for (const mode of ['write', 'check', 'edits'] as const) {
    for (const readme of [edited, `\uFEFF${edited.replaceAll('\n', '\r\n')}`]) {
      const {state, regenerated, report, text} = await update(readme, mode)
      if (mode === 'edits') {
        // Outside of git, it need not be one.
        assert.equal([state, report, text], ['stale', undefined, readme])
        continue
      }

      assert.equal([state, regenerated, text], ['refused', [], readme])
      assert.is(report?.path, 'README.md')
      assert.equal(
        report?.messages.map(({line, column}) => [line, column]),
        [[line, 1]]
      )
    }
  }
})

test('keeps a byte order mark and CRLF', async () => {
  const windows = `\uFEFF${fresh.replaceAll('\n', '\r\n')}`
  const {text} = await update(windows, 'write')
  const current = await regenerate(fresh, bankText)
  assert.is(text, `\uFEFF${current.replaceAll('\n', '\r\n')}`)
  assert.is((await update(text, 'check')).state, 'current')
})

test('links to a bank in another folder', async () => {
  const {text} = await update(toReadme('bank-contents'), 'write', {
    bankPath: 'docs/my bank.md'
  })
  assert.ok(text.includes('- [Wheels](docs/my%20bank.md#wheels)\n'), text)
})

test('writes in the form that the project asks for', async () => {
  const {text} = await update(toReadme('bank-contents'), 'write', {
    files: {'.prettierrc': '{"useTabs": true, "tabWidth": 4}'}
  })
  assert.is(
    text,
    await regenerate(toReadme('bank-contents'), bankText, {
      prettierOptions: {useTabs: true, tabWidth: 4}
    })
  )
})

test('leaves a README without regions, or none, alone', async () => {
  const {state, report, text} = await update('# Our bank\n', 'write')
  assert.equal([state, report, text], ['no-regions', undefined, '# Our bank\n'])
  const cwd = makeTempFolder()
  const missing = await updateReadme({
    readme: join(cwd, 'README.md'),
    bank: toBank(bankText),
    bankPath: join(cwd, 'QUESTION_BANK.md'),
    cwd,
    store: createDisk(cwd),
    mode: 'write'
  })
  assert.is(missing.state, 'missing')
})

test.run()
