/**
 * Texts that formatters and fixers are known to have changed in what they say; the guard has to notice each.
 *
 * A folder holds `input.md` and `case.json`, which names the public issue. Those under `open` the Prettier that is
 * installed still loses something of; once it does not, the test fails until the folder is moved to `fixed`. Those under
 * `recorded` have an `output.md`, as the tool named in `case.json` printed it.
 */
import {existsSync, readFileSync, readdirSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {fileURLToPath} from 'node:url'
import * as prettier from 'prettier'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import type {Loss} from '../../src/format/loss-check.ts'
import {findLoss, read} from '../../src/format/loss-check.ts'
import {processBank} from '../support/bank.ts'

/** What `case.json` says. */
interface Case {
  /** Where it is known; without it, it was found here. */
  readonly issue?: string
  readonly tool: string
  readonly options?: prettier.Options
  /** How the case differs from the one in the issue. */
  readonly note?: string
}

const root = dirname(fileURLToPath(import.meta.url))

function readCases(group: string): [path: string, details: Case][] {
  const folder = join(root, group)
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .sort()
    .map((name) => {
      const path = join(folder, name)
      const details = readFileSync(join(path, 'case.json'), 'utf8')
      return [path, JSON.parse(details) as Case]
    })
}

function readInput(path: string): string {
  return readFileSync(join(path, 'input.md'), 'utf8')
}

/** What Prettier loses of a text, once it converges or has run four times. */
async function findPrettierLoss(
  input: string,
  given: prettier.Options = {}
): Promise<Loss | undefined> {
  const options = {...given, parser: 'markdown'}
  let text = input
  for (let times = 0; times < 4; times++) {
    text = await prettier.format(text, options)
  }

  return findLoss(read(input), read(text), options)
}

const open = suite('losses of the Prettier that is installed')

for (const [path, {issue, options}] of readCases('open')) {
  const name = path.slice(root.length + 1)
  open(`${name} is still lost`, async () => {
    assert.ok(
      await findPrettierLoss(readInput(path), options),
      `Prettier ${prettier.version} keeps it now (${issue ?? path}): move ${name} to fixed/`
    )
  })

  open(
    `${name} is kept by the guard, and the next card is formatted`,
    async () => {
      const input = readInput(path)
      const bank = `# Bread\n\n## Rye\n\n### Q: One?\n\n${input}\n### Q: Two?\n\n* a\n* b\n`
      const {value, remaining} = await processBank(bank, {
        ...(options && {prettierOptions: options})
      })
      assert.ok(value.includes(input.trimEnd()), value)
      assert.ok(value.endsWith('### Q: Two?\n\n- a\n- b\n'), value)
      const told = remaining.filter(({ruleId}) => ruleId === 'format-guard')
      assert.equal(
        told.map(({fatal}) => fatal),
        [false]
      )
      // At what is lost, in the card's text.
      const line = told[0]?.line ?? 0
      const last = bank.slice(0, bank.indexOf('\n### Q: Two?')).split('\n')
      assert.ok(line >= 7 && line <= last.length, `${line}`)
    }
  )
}

open.run()

const fixed = suite('what Prettier has lost once')

for (const [path, {issue, options}] of readCases('fixed')) {
  const name = path.slice(root.length + 1)
  fixed(`${name} is kept`, async () => {
    assert.is(
      await findPrettierLoss(readInput(path), options),
      undefined,
      issue
    )
  })
}

if (readCases('fixed').length > 0) fixed.run()

const recorded = suite('what tools have been seen to print')

for (const [path, {issue, tool, options = {}}] of readCases('recorded')) {
  const name = path.slice(root.length + 1)
  recorded(`${name} is noticed`, async () => {
    const output = readFileSync(join(path, 'output.md'), 'utf8')
    assert.ok(
      await findLoss(read(readInput(path)), read(output), options),
      `${tool}, ${issue ?? path}`
    )
  })

  recorded(`${name} is not noticed where nothing is changed`, async () => {
    const input = read(readInput(path))
    assert.is(await findLoss(input, input, options), undefined)
  })
}

recorded.run()
