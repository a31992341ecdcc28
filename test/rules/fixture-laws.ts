/**
 * What every fixture is tested for: its messages and its fixed text are as expected, and the invariants of a fix hold.
 * The rules are spread over several test files, which run side by side.
 */
import {env} from 'node:process'
import remarkParse from 'remark-parse'
import {unified} from 'unified'
import {visit} from 'unist-util-visit'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {VFile} from 'vfile'
import type {VFileMessage} from 'vfile-message'
import {allRules, format} from '../../rules/index.ts'
import {toSafeEdit} from '../../src/message/edits.ts'
import type {ReportFile} from '../../src/report/report.ts'
import {assertReports} from '../report/fixture-reports.ts'
import type {Processed} from '../support/bank.ts'
import {checkBank, processBank} from '../support/bank.ts'
import {
  expectFixtureFile,
  formatFrames,
  readFixtures
} from '../support/fixtures.ts'
import {printBank} from '../support/prettier.ts'
import {expectMessages} from './message-laws.ts'

const fixtures = readFixtures()
const all = allRules

/** With `format` switched off, text stays as Prettier would not have it. */
const unformatted = new Set([
  'bullet-style/options-glued-without-a-space',
  'format/suppressed',
  'front-matter/cards-that-are-bold',
  'front-matter/cards-that-are-details',
  'front-matter/cards-that-are-items',
  'lint-directive/all-rules-say-nothing',
  'lint-directive/format-waits-for-another-fix',
  'no-conflict-marker/marker-left-over',
  'no-conflict-marker/one-side-is-empty',
  'no-conflict-marker/two-conflicts',
  'no-conflict-marker/two-sides',
  'no-conflict-marker/whole-cards-with-their-base',
  'no-open-fence/closing-fence-glued-to-code',
  'no-open-fence/closing-fence-indented-too-far',
  'no-open-fence/closing-fence-too-short',
  'no-open-fence/code-on-the-line-of-the-fence',
  'no-open-fence/fence-after-text',
  'no-open-fence/fence-after-text-with-code',
  'no-open-fence/fence-indented-too-far',
  'no-open-fence/not-closed',
  'no-open-fence/not-closed-to-the-end',
  'no-open-fence/other-signs-at-the-end',
  'no-open-fence/short-runs-of-its-sign',
  'no-open-fence/stray-fence-takes-in-a-card',
  'no-unknown-field/glued-below-a-bullet'
])

/** Texts that a fix and plain Prettier leave alone, as has been tested: many fixtures have the same result. */
const repaired = new Set<string>()
const printed = new Set<string>()

/** What was said of the fixtures. */
const files: ReportFile[] = []

/** Runs the tests of the fixtures of the rules whose ids pass; with `RULES=a,b`, of those among them. */
export function testFixtures(isMeant: (id: string) => boolean): void {
  const wanted = env['RULES']?.split(',')
  for (const rule of all) {
    const {id} = rule.meta
    if (isMeant(id) && (wanted?.includes(id) ?? true)) testRule(rule)
  }

  if (wanted) return
  const reports = suite('reports')
  reports('hold all messages of all fixtures', async () => {
    await assertReports(files)
  })
  reports.run()
}

function testRule(rule: (typeof all)[number]): void {
  const {id} = rule.meta
  const test = suite(id)
  const own = fixtures.filter(({rule}) => rule === id)
  for (const [index, fixture] of own.entries()) {
    const {situation, input} = fixture
    let pending: Promise<Processed> | undefined
    // The result of the input is looked at from several sides.
    const process = (): Promise<Processed> => (pending ??= processBank(input))

    test(situation, async () => {
      const {messages, value, bank} = await process()
      expectMessages(messages)
      files.push({path: `fixture ${files.length}.md`, messages, bank})
      const own = messages.filter(({ruleId}) => ruleId === id)
      expectFixtureFile(
        fixture,
        'messages.txt',
        formatFrames(input, own),
        assert.is
      )
      expectFixtureFile(fixture, 'output.md', value, assert.is)
    })

    test(`${situation}: a second fix changes nothing`, async () => {
      const {value, remaining} = await process()
      assert.equal(
        remaining.filter((message) => toSafeEdit(message)),
        []
      )
      if (repaired.has(value)) return
      const again = value === input ? await process() : await processBank(value)
      assert.is(again.value, value)
      repaired.add(value)
    })

    if (!unformatted.has(`${id}/${situation}`)) {
      test(`${situation}: plain Prettier changes nothing more`, async () => {
        const {value} = await process()
        if (printed.has(value)) return
        assert.is(await printBank(value), value)
        printed.add(value)
      })

      test(`${situation}: CRLF and a byte order mark change nothing else`, async () => {
        const {messages, value} = await process()
        const windows = `\uFEFF${input.replaceAll('\n', '\r\n')}`
        const options = {prettierOptions: {endOfLine: 'auto'}} as const
        if (index > 0) {
          const other = await checkBank(windows, options)
          assert.equal(getPlaces(other.messages), getPlaces(messages))
          return
        }

        // The fixed text is also tested in the properties, for banks with all mistakes: here, once for each rule is
        // enough.
        const other = await processBank(windows, options)
        assert.is(other.value, `\uFEFF${value.replaceAll('\n', '\r\n')}`)
        assert.equal(getPlaces(other.messages), getPlaces(messages))
        // Prettier's `lf` changes every line, which is for `format` to report: once for each rule is enough.
        const converted = await processBank(windows)
        assert.is(converted.value, `\uFEFF${value}`)
        const isOther = ({ruleId}: VFileMessage): boolean =>
          ruleId !== format.meta.id
        assert.equal(
          getPlaces(converted.messages.filter(isOther)),
          getPlaces(messages.filter(isOther))
        )
      })
    }

    // The compiler knows that positions may be missing, so two situations a rule are enough. What Prettier would change is
    // seen in the text alone.
    if (index > 1 || rule === format) continue

    test(`${situation}: a tree without positions is survived`, async () => {
      const processor = unified().use(remarkParse).use(rule).freeze()
      const file = new VFile({path: 'QUESTION_BANK.md', value: input})
      const tree = processor.parse(file)
      visit(tree, (node) => {
        delete node.position
      })
      await processor.run(tree, file)
      assert.equal(file.messages.map(String), [])
    })
  }

  test.run()
}

/** What is reported, and where. */
function getPlaces(messages: readonly VFileMessage[]): unknown[] {
  return messages.map(({ruleId, line, column}) => [ruleId, line, column])
}
