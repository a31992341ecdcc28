/**
 * SARIF 2.1.0, for code scanning and for editors that show it: rules with their descriptions, and each candidate of a
 * problem as a fix. GitHub shows 5,000 results of a run and accepts 25,000. People read them there, so the report is as
 * short as for people.
 */
import type {Fix, Location, Region, ReportingDescriptor, Result} from 'sarif'
import {allRules} from '../../rules/index.ts'
import {reportTexts} from './texts.ts'
import type {RuleMeta} from '../rule/define-rule.ts'
import {messageSource} from '../message/source.ts'
import {version} from '../text/version.ts'
import {toJsonParts} from '../text/json-parts.ts'
import {createFingerprint} from './fingerprint.ts'
import type {ReportFile, ReportOptions, StreamedReporter} from './report.ts'
import type {MessageView} from './message-view.ts'
import {viewForPeople} from './condense.ts'
import {nameOf, pathInRepository} from './message-view.ts'

/** Metadata of our rules; of other rules, only the messages are known. */
const metas = new Map<string, RuleMeta>(
  allRules.map(({meta}) => [meta.id, meta])
)

const rootId = '%SRCROOT%'

export const sarif: StreamedReporter = function* (files, options) {
  yield* toJsonParts({
    $schema:
      'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: eachRun(files, options)
  })
  yield '\n'
}

/** The only run. The descriptions of its rules come after the results, which name them. */
function* eachRun(
  files: readonly ReportFile[],
  options: ReportOptions
): Iterable<unknown> {
  const rules = new Map<string, ReportingDescriptor>()
  yield {
    columnKind: 'utf16CodeUnits',
    // In Markdown, a lone carriage return also ends a line.
    newlineSequences: ['\r\n', '\n', '\r'],
    originalUriBaseIds: {
      [rootId]: {description: {text: 'The root of the repository'}}
    },
    results: eachResult(files, options, rules),
    tool: () => ({driver: {name: 'qbank', version, rules: [...rules.values()]}})
  }
}

/** @param rules gets a descriptor of each rule with a result */
function* eachResult(
  files: readonly ReportFile[],
  options: ReportOptions,
  rules: Map<string, ReportingDescriptor>
): Iterable<Result> {
  const toFingerprint = createFingerprint(options)
  const indexes = new Map<string, number>()
  for (const file of files) {
    const uri = toUri(pathInRepository(file, options))
    for (const view of viewForPeople(file, options)) {
      const ruleId = nameOf(view) || messageSource
      const ruleIndex = indexes.get(ruleId) ?? indexes.size
      if (ruleIndex === indexes.size) {
        indexes.set(ruleId, ruleIndex)
        rules.set(ruleId, toDescriptor(ruleId, view))
      }

      yield {
        ruleId,
        ruleIndex,
        ...toResult(view, uri),
        partialFingerprints: {'problem/v1': toFingerprint(file, view)}
      }
    }
  }
}

function toDescriptor(
  id: string,
  {source, url}: MessageView
): ReportingDescriptor {
  const meta = source === messageSource ? metas.get(id) : undefined
  return {
    id,
    ...(meta && {
      shortDescription: {text: meta.description},
      fullDescription: {text: meta.description},
      help: {text: `${meta.description}. \`qbank rules ${id}\` explains it.`},
      defaultConfiguration: {level: meta.severity}
    }),
    ...(url !== undefined && URL.canParse(url) && {helpUri: url})
  }
}

function toResult(
  view: MessageView,
  uri: string
): Pick<
  Result,
  'level' | 'message' | 'locations' | 'relatedLocations' | 'fixes'
> {
  const artifactLocation = {uri, uriBaseId: rootId}
  const region = toRegion(view)
  const related = view.related.map((place, index): Location => ({
    id: index + 1,
    physicalLocation: {artifactLocation, region: toRegion(place)},
    message: {text: escapeMessage(place.text)}
  }))
  // Code scanning shows only those places that the text links to.
  const links = view.related.map(
    ({line}, index) => `[${reportTexts.line(line)}](${index + 1})`
  )
  const text =
    view.note === undefined ? view.text : `${view.text}\n${view.note}`
  const fixes = view.expected.map((candidate): Fix => ({
    artifactChanges: [
      {
        artifactLocation,
        replacements: [
          {deletedRegion: region, insertedContent: {text: candidate}}
        ]
      }
    ]
  }))
  return {
    level: view.severity,
    message: {
      text:
        links.length === 0
          ? escapeMessage(text)
          : `${escapeMessage(text, true)}\n${reportTexts.see(links)}`
    },
    locations: [{physicalLocation: {artifactLocation, region}}],
    ...(related.length > 0 && {relatedLocations: related}),
    ...(fixes.length > 0 && view.hasPlace && {fixes})
  }
}

function toRegion({
  line,
  column,
  endLine,
  endColumn
}: Pick<MessageView, 'line' | 'column' | 'endLine' | 'endColumn'>): Region {
  return {startLine: line, startColumn: column, endLine, endColumn}
}

/** In a message, braces are placeholders, and a bracket before a parenthesis is a link (SARIF 3.11.5, 3.11.6). */
function escapeMessage(text: string, hasLinks = false): string {
  const plain = text.replaceAll('{', '{{').replaceAll('}', '}}')
  return plain.includes(hasLinks ? '[' : '](')
    ? plain.replace(/[[\]\\]/g, String.raw`\$&`)
    : plain
}

/** A relative reference: special characters of a URI are escaped, and so is a colon, which would make a scheme. */
function toUri(path: string): string {
  // Half of a surrogate pair cannot be escaped; names of files in a repository do not have one.
  const wellFormed = path.replace(/\p{Cs}/gu, '\uFFFD')
  return wellFormed.split('/').map(encodeURIComponent).join('/')
}
