/**
 * JUnit's XML, as test servers read it. A file is a suite; a card is a test, which fails if it has an error. Problems
 * outside of cards are in a test with the file's name.
 */
import type {Element} from 'xast'
import {toXml} from 'xast-util-to-xml'
import {x} from 'xastscript'
import {reportTexts} from './texts.ts'
import {clean} from '../text/clean.ts'
import type {ReportFile, ReportOptions, StreamedReporter} from './report.ts'
import type {MessageView} from './message-view.ts'
import {
  cardTitleOf,
  getCheckedCards,
  nameOf,
  pathInRepository,
  sketchMessages,
  viewMessages
} from './message-view.ts'

/** In parts, since a report on many cards is longer than a string can be. */
export const junit: StreamedReporter = function* (files, options) {
  const suites = files.map((file) => countTests(file, options))
  const sum = (name: 'tests' | 'failures'): number =>
    suites.reduce((total, suite) => total + suite[name], 0)
  const [open, close] = divide(
    x('testsuites', {
      name: 'qbank',
      tests: sum('tests'),
      failures: sum('failures'),
      errors: 0
    })
  )
  yield `<?xml version="1.0" encoding="UTF-8"?>\n${open}\n`
  for (const file of files) yield* renderSuite(file, options)
  yield `${close}\n`
}

/** How many tests a file has, and how many fail. */
interface Counts {
  readonly tests: number
  readonly failures: number
}

function countTests(file: ReportFile, options: ReportOptions): Counts {
  const checkedCards = new Set<MessageView['card']>(getCheckedCards(file)).add(
    undefined
  )
  const failed = new Set(
    sketchMessages(file, options)
      .filter(({severity}) => severity === 'error')
      .map(({card}) => card)
  )
  const failures = [...failed].filter((card) => checkedCards.has(card)).length
  return {tests: checkedCards.size, failures}
}

function* renderSuite(
  file: ReportFile,
  options: ReportOptions
): Iterable<string> {
  const path = clean(pathInRepository(file, options))
  const views = groupByCard(viewMessages(file, options))
  const counts = countTests(file, options)
  const [open, close] = divide(
    x('testsuite', {name: path, ...counts, errors: 0, skipped: 0})
  )
  yield `${open}\n`
  for (const card of [undefined, ...getCheckedCards(file)]) {
    const title = cardTitleOf(file, {card})
    const test = toTest(title ?? path, path, views.get(card) ?? [])
    yield `${toXml(test, {closeEmptyElements: true})}\n`
  }

  yield `${close}\n`
}

/** @returns the opening and closing tag of an element without content */
function divide(element: Element): [open: string, close: string] {
  const xml = toXml(element)
  const at = xml.lastIndexOf('</')
  return [xml.slice(0, at), xml.slice(at)]
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
    // Most readers of the format have no other place for messages that are not failures.
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
      // The end of a CDATA section may not be outside of one either (XML 1.0, 2.4), and the serializer lets it pass.
      .replaceAll(']]>', ']] >')
  )
}
