/**
 * Checks that our texts are plain English: documents, comments, and what the program says.
 * `scripts/plain-english-words.ts` has the words. Vale does the same, but its npm packages download a program when they
 * are installed; textlint does not read TypeScript.
 *
 * Texts that are older than the check may keep as many of these words as `scripts/plain-english-baseline.json` allows.
 * `--update` lowers these numbers, and never raises one.
 *
 * Usage: tsx scripts/plain-english.ts [--update]
 */
import {execFileSync} from 'node:child_process'
import {readFileSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import process from 'node:process'
import {fileURLToPath} from 'node:url'
import remarkFrontmatter from 'remark-frontmatter'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import ts from 'typescript'
import {unified} from 'unified'
import {visit} from 'unist-util-visit'
import {location} from 'vfile-location'
import {phrases} from './plain-english-words.ts'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const baselinePath = join(root, 'scripts/plain-english-baseline.json')

/** As git's pathspecs. Cards have their own style; fixtures and transcripts are data; generated pages repeat sources. */
const files = [
  '*.md',
  'docs/*.md',
  'bench/README.md',
  '*.yml',
  '*.yaml',
  '*.sh',
  '*.ts',
  '*.js',
  '*.mjs',
  ':!QUESTION_BANK.md',
  // They repeat the titles and topics of cards.
  ':!docs/coverage.md',
  ':!docs/plan.yml',
  ':!test/*.md',
  ':!test/*.yml',
  ':!test/*.yaml',
  ':!test/*.sh',
  ':!rules/README.md',
  ':!rules/docs'
]

const scriptName = /\.m?[jt]s$/

/** A word to avoid, where it is. */
export interface Finding {
  readonly path: string
  /** 1-based. */
  readonly line: number
  /** 1-based, in UTF-16 code units. */
  readonly column: number
  /** As it is written there. */
  readonly text: string
  /** Name of the phrase. */
  readonly name: string
  readonly advice: string
}

/** How often a group of files may have a phrase, by group and name. */
export type Baseline = Readonly<
  Record<string, Readonly<Record<string, number>>>
>

/**
 * @param path of a Markdown file or script; of anything else, all text counts
 * @returns what to reword in it, in source order
 */
export function findPhrases(path: string, source: string): Finding[] {
  const toPoint = location(source)
  const prose = readProse(path, source)
  return phrases
    .flatMap(({name, pattern, advice}) =>
      Array.from(prose.matchAll(pattern), (match) => ({
        match,
        name,
        advice
      }))
    )
    .sort((left, right) => left.match.index - right.match.index)
    .map(({match: {0: text, index}, name, advice}) => {
      const {line = 1, column = 1} = toPoint.toPoint(index) ?? {}
      return {path, line, column, text: text.replace(/\s+/g, ' '), name, advice}
    })
}

/**
 * @returns the findings of groups that have more of a phrase than the baseline allows: all of these, since a count does
 *   not say which of them is new
 */
export function findExcess(
  findings: readonly Finding[],
  baseline: Baseline
): Finding[] {
  const counts = count(findings)
  return findings.filter(({path, name}) => {
    const group = toGroup(path)
    return (counts[group]?.[name] ?? 0) > (baseline[group]?.[name] ?? 0)
  })
}

/** @returns the baseline without what is no longer needed */
export function lower(
  baseline: Baseline,
  findings: readonly Finding[]
): Baseline {
  const counts = count(findings)
  return Object.fromEntries(
    Object.entries(baseline).flatMap(([group, allowed]) => {
      const names = Object.entries(allowed).flatMap(([name, amount]) => {
        const left = Math.min(amount, counts[group]?.[name] ?? 0)
        return left > 0 ? [[name, left] as const] : []
      })
      return names.length > 0 ? [[group, Object.fromEntries(names)]] : []
    })
  )
}

function count(
  findings: readonly Finding[]
): Record<string, Record<string, number>> {
  const counts: Record<string, Record<string, number>> = {}
  for (const {path, name} of findings) {
    const group = (counts[toGroup(path)] ??= {})
    group[name] = (group[name] ?? 0) + 1
  }

  return counts
}

/** Sources count together: they are moved and divided more often than documents. */
function toGroup(path: string): string {
  return scriptName.test(path) ? path.replace(/\/.*/, '') : path
}

const parser = unified().use(remarkParse).use(remarkFrontmatter).use(remarkGfm)

/** @returns the source with spaces for all that is not prose */
function readProse(path: string, source: string): string {
  if (path.endsWith('.md')) return keep(source, findMarkdown(source))
  return scriptName.test(path) ? readScript(path, source) : source
}

/** Offsets: from, and up to. */
type Span = readonly [start: number, end: number]

function keep(source: string, spans: readonly Span[]): string {
  let result = ''
  for (const [start, end] of spans) {
    result +=
      hide(source.slice(result.length, start)) + source.slice(start, end)
  }

  return result + hide(source.slice(result.length))
}

function hideSpans(source: string, spans: readonly Span[]): string {
  let result = ''
  for (const [start, end] of spans) {
    result +=
      source.slice(result.length, start) + hide(source.slice(start, end))
  }

  return result + source.slice(result.length)
}

function hide(text: string): string {
  // A character that is in no phrase, so that none goes on across code.
  return text.replace(/[^\s]/g, '\0')
}

/** Text without code, addresses and HTML; regions are generated. */
function findMarkdown(source: string): Span[] {
  const spans: Span[] = []
  const own = source.replace(
    /^<!--([\w-]+) start[^]*?^<!--\1 end-->/gm,
    (region) => region.replace(/\S/g, ' ')
  )
  visit(parser.parse(own), 'text', ({position}) => {
    const start = position?.start.offset
    const end = position?.end.offset
    if (start !== undefined && end !== undefined) spans.push([start, end])
  })
  return spans
}

/** Scripts whose strings users read; those of other scripts are for ourselves, or are data. */
const speaking = /^(?:src|rules|scripts\/rule)/

/** Comments without code, and strings of more than one word. */
function readScript(path: string, source: string): string {
  const {literals, strings} = findLiterals(path, source)
  const spans = findComments(hideSpans(source, literals))
  if (speaking.test(path)) spans.push(...strings)
  return (
    keep(
      source,
      spans.toSorted(([left], [right]) => left - right)
    )
      // A phrase may go on in the next line of a comment.
      .replace(/^[ \t]*(?:\/\/|\*)/gm, (mark) => ' '.repeat(mark.length))
  )
}

/** @param source without literals, in which there may be anything */
function findComments(source: string): Span[] {
  return Array.from(
    source.matchAll(/\/\*[^]*?\*\/|\/\/.*/g),
    ({0: comment, index}) => toProse(comment, index)
  ).flat()
}

/** The parts of a comment that are not code in backticks. */
function toProse(comment: string, offset: number): Span[] {
  const spans: Span[] = []
  let start = 0
  for (const {0: code, index} of comment.matchAll(
    /(`+)(?!`)[^]*?(?<!`)\1(?!`)/g
  )) {
    spans.push([offset + start, offset + index])
    start = index + code.length
  }

  return [...spans, [offset + start, offset + comment.length]]
}

interface Literals {
  /** Whatever may have the marks of a comment in it. */
  readonly literals: readonly Span[]
  /** Those that are strings of more than one word. */
  readonly strings: readonly Span[]
}

function findLiterals(path: string, source: string): Literals {
  const literals: Span[] = []
  const strings: Span[] = []
  const visitNode = (node: ts.Node): void => {
    const isString = ts.isStringLiteralLike(node) || isTemplatePart(node)
    if (isString || ts.isRegularExpressionLiteral(node)) {
      const span = [node.getStart(file), node.getEnd()] as const
      literals.push(span)
      const isText = isString && /\s/.test(source.slice(...span).trim())
      if (isText) strings.push(span)
    }

    ts.forEachChild(node, visitNode)
  }

  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest)
  visitNode(file)
  return {literals, strings}
}

function isTemplatePart(node: ts.Node): boolean {
  return (
    ts.isTemplateHead(node) ||
    ts.isTemplateMiddle(node) ||
    ts.isTemplateTail(node)
  )
}

function main(): void {
  const paths = execFileSync(
    'git',
    [
      'ls-files',
      '-z',
      '--cached',
      '--others',
      '--exclude-standard',
      '--',
      ...files
    ],
    {cwd: root, encoding: 'utf8'}
  )
  const findings = paths
    .split('\0')
    .filter((path) => path !== '')
    .flatMap((path) =>
      findPhrases(path, readFileSync(join(root, path), 'utf8'))
    )
  const baseline = JSON.parse(readFileSync(baselinePath, 'utf8')) as Baseline
  if (process.argv.includes('--update')) {
    const lowered = lower(baseline, findings)
    writeFileSync(baselinePath, `${JSON.stringify(lowered, undefined, 2)}\n`)
    return
  }

  const excess = findExcess(findings, baseline)
  for (const {path, line, column, text, advice} of excess) {
    process.stderr.write(
      `${path}:${line}:${column}: unexpected "${text}", expected ${advice}\n`
    )
  }

  if (excess.length > 0) process.exitCode = 1
}

if (process.argv[1] === import.meta.filename) main()
