/** What holds for the reports of every fixture. */
import * as assert from 'uvu/assert'
import {visit} from 'unist-util-visit'
import {fromXml} from 'xast-util-from-xml'
import {viewForPeople} from '../../src/report/condense.ts'
import type {ReportFile} from '../../src/report/report.ts'
import {parseReport, parseSarif, render} from './support.ts'

/** Whether reports of fixtures, each a file of its own, are as the schemas say, and hold all that is to be said. */
export async function assertReports(
  files: readonly ReportFile[]
): Promise<void> {
  const messages = files.flatMap((file) => file.messages)
  assert.ok(files.length > 100)
  const report = parseReport(await render('json', files))
  const log = parseSarif(await render('sarif', files))
  const {tool, results = []} = log.runs[0] ?? {}
  assert.is(
    report.files.flatMap(({messages}) => messages).length,
    messages.length
  )
  // As people are shown them.
  const shown = files.flatMap((file) =>
    viewForPeople(file, {color: false, quiet: false})
  )
  assert.ok(shown.length > messages.length / 2)
  assert.is(results.length, shown.length)
  const rules = tool?.driver.rules ?? []
  assert.ok(rules.length > 20)
  let fixes = 0
  for (const {ruleId, ruleIndex = -1, locations = [], ...result} of results) {
    assert.is(rules[ruleIndex]?.id, ruleId)
    const place = locations[0]?.physicalLocation
    for (const {artifactChanges} of result.fixes ?? []) {
      const [change] = artifactChanges
      assert.equal(change?.artifactLocation, place?.artifactLocation)
      assert.equal(change?.replacements[0]?.deletedRegion, place?.region)
      assert.type(change?.replacements[0]?.insertedContent?.text, 'string')
      fixes++
    }
  }

  assert.is(fixes, shown.flatMap(({expected}) => expected).length)
  for (const {id, shortDescription, helpUri, help} of rules) {
    // Rules of other packages are documented there.
    if (id.includes(':')) continue
    assert.match(helpUri ?? '', new RegExp(`rules/docs/${id}\\.md$`))
    if (id === 'lint-directive') continue
    assert.match(shortDescription?.text ?? '', /^[A-Z]\w+ /)
    assert.match(help?.text ?? '', `qbank rules ${id}`)
  }

  assertSuites(await render('junit', files), files)
}

/** A test for each card, and one for what is about no card. */
function assertSuites(report: string, files: readonly ReportFile[]): void {
  const counts: Record<string, number> = {}
  const reported: Record<string, number> = {}
  visit(fromXml(report), 'element', ({name, attributes}) => {
    counts[name] = (counts[name] ?? 0) + 1
    if (name !== 'testsuites') return
    reported['testcase'] = Number(attributes['tests'])
    reported['failure'] = Number(attributes['failures'])
  })
  const cards = files.flatMap(({bank}) => bank?.cards ?? [])
  assert.is(counts['testcase'], cards.length + files.length)
  assert.is(counts['testcase'], reported['testcase'])
  assert.is(counts['failure'], reported['failure'])
}
