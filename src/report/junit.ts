/**
 * JUnit's XML, as test servers read it: a file is a suite, and a card a test that fails if there is an error in it.
 * What is about no card is a test of the file's own name.
 */
import type {Element} from 'xast'
import {toXml} from 'xast-util-to-xml'
import {x} from 'xastscript'
import {reportTexts} from './texts.ts'
import {clean} from '../text/clean.ts'
import type {ReportFile, Reporter, ReportOptions} from './report.ts'
import type {MessageView} from './message-view.ts'
import {
  cardTitleOf,
  getJudged,
  nameOf,
  pathInRepository,
  viewMessages
} from './message-view.ts'

export const junit: Reporter = (files, options) => {
  const suites = files.map((file) => toSuite(file, options))
  const sum = (name: string): number =>
    suites.reduce((total, {attributes}) => total + Number(attributes[name]), 0)
  const root = x(
    'testsuites',
    {name: 'qbank', tests: sum('tests'), failures: sum('failures'), errors: 0},
    onLines(suites)
  )
  return `<?xml version="1.0" encoding="UTF-8"?>\n${toXml(root, {closeEmptyElements: true})}\n`
}

function toSuite(file: ReportFile, options: ReportOptions): Element {
  const path = clean(pathInRepository(file, options))
  const views = groupByCard(viewMessages(file, options))
  const cards = getJudged(file)
  const tests = [undefined, ...cards].map((card) => {
    const title = cardTitleOf(file, {card})
    return toTest(title ?? path, path, views.get(card) ?? [])
  })
  const failures = tests.filter(({children}) =>
    children.some((child) => 'name' in child && child.name === 'failure')
  )
  return x(
    'testsuite',
    {
      name: path,
      tests: tests.length,
      failures: failures.length,
      errors: 0,
      skipped: 0
    },
    onLines(tests)
  )
}

function groupByCard(
  views: readonly MessageView[]
): Map<MessageView['card'], MessageView[]> {
  const groups = new Map<MessageView['card'], MessageView[]>()
  for (const view of views) {
    const group = groups.get(view.card)
    if (group) group.push(view)
    else groups.set(view.card, [view])
  }

  return groups
}

function toTest(
  name: string,
  path: string,
  views: readonly MessageView[]
): Element {
  const errors = views.filter(({severity}) => severity === 'error')
  const warnings = views.filter(({severity}) => severity === 'warning')
  const [first, ...others] = errors
  return x(
    'testcase',
    {name, classname: path, file: path},
    first &&
      x(
        'failure',
        {
          message: reportTexts.firstOf(first.text, others.length),
          type: nameOf(first)
        },
        toLines(errors, path)
      ),
    // Most readers of the format know no other place for what is no failure.
    warnings.length > 0 ? x('system-out', toLines(warnings, path)) : undefined
  )
}

function toLines(views: readonly MessageView[], path: string): string {
  return (
    views
      .flatMap(({line, column, severity, text, note, ...names}) => [
        `${path}:${line}:${column} ${severity} ${text} (${nameOf(names)})`,
        ...(note === undefined ? [] : [`  ${note}`])
      ])
      .join('\n')
      // The end of a CDATA section may not stand outside of one either (XML 1.0, 2.4), and the serializer lets it pass.
      .replaceAll(']]>', ']] >')
  )
}

function onLines(elements: readonly Element[]): (Element | string)[] {
  return [...elements.flatMap((element) => ['\n', element]), '\n']
}
