/**
 * What a README should be, given its bank. A region carries a digest of what was generated into it, so that
 * three states can be told apart: as the bank gives it; stale (the digest fits the content, but the bank has moved
 * on); edited by hand (the digest does not fit). Only the second is written.
 */
import {createHash} from 'node:crypto'
import type {Options} from 'prettier'
import {
  hasPlainOptions,
  isPlainlyCanonical
} from '../markdown/canonical-markdown.ts'
import type {Bank} from '../bank/model.ts'
import type {Range} from '../markdown/offsets.ts'
import {isPlainTable} from '../markdown/canonical-table.ts'
import {getLineBreak} from '../markdown/offsets.ts'
import {loadPrettier} from '../format/load-prettier.ts'
import {toConfigurationError} from '../format/prettier-options.ts'
import {readmeTexts} from './texts.ts'
import {quote} from '../text/wording.ts'
import type {ReadmeOutline, Region, RegionProblem} from './markers.ts'
import type {ReadmeInput} from './context.ts'
import {createContext} from './context.ts'
import {mayHaveRegions, readOutline} from './markers.ts'
import {regionKinds} from './regions.ts'

/** What is to be done with a README. */
export interface ReadmePlan {
  readonly hasRegions: boolean
  /** The README as it should be; as it is where there are problems. */
  readonly text: string
  /** Regions that are stale; `text` has them regenerated. */
  readonly stale: readonly Region[]
  /** What only a person can put right. While there are problems, nothing is regenerated. */
  readonly problems: readonly RegionProblem[]
}

/** @returns what the README should be */
export async function planReadme(input: ReadmeInput): Promise<ReadmePlan> {
  const {text} = input
  const nothing = {hasRegions: false, text, stale: [], problems: []}
  if (!mayHaveRegions(text)) return nothing
  const outline = readOutline(
    text,
    regionKinds.map((kind) => kind.name)
  )
  const problems = [...outline.problems]
  if (outline.regions.length === 0 && problems.length === 0) return nothing

  const contents = await renderRegions(input, outline)
  const stale: {region: Region; digest: string; content: string}[] = []
  for (const [region, content] of contents) {
    const digest = getDigest(content)
    const actual = getDigest(region.content)
    const isFresh = region.content.trim() === ''
    // Where the digest alone is wrong (two branches were merged, say), nobody's text is lost.
    if (region.digest === actual || digest === actual || isFresh) {
      if (digest !== actual || region.digest !== digest) {
        stale.push({region, digest, content})
      }
    } else if (!outline.problems.some((problem) => isWithin(problem, region))) {
      problems.push(describeEdit(region, content, input))
    }
  }

  if (problems.length > 0) {
    return {hasRegions: true, text, stale: [], problems}
  }

  return {
    hasRegions: true,
    text: splice(text, stale),
    stale: stale.map(({region}) => region),
    problems
  }
}

/**
 * Each region with what it is to hold. Where GitHub would cut the README off, less of the cards is shown: the links to
 * them, or to their sections.
 */
async function renderRegions(
  input: ReadmeInput,
  outline: ReadmeOutline
): Promise<Map<Region, string>> {
  const {regions} = outline
  const hasCards = regions.some(({name}) => name === 'bank-cards')
  let contents = new Map<Region, string>()
  for (const detail of ['cards', 'titles', 'sections'] as const) {
    contents = new Map()
    const context = createContext(input, regions, detail)
    for (const region of regions) {
      const kind = regionKinds.find(({name}) => name === region.name)
      if (!kind) continue
      const rendered = kind.render(context)
      contents.set(
        region,
        kind.isFormatted?.(context)
          ? rendered
          : await formatContent(rendered, input.prettierOptions)
      )
    }

    if (!hasCards) break
    const changes = Array.from(contents, ([region, content]) => ({
      region,
      digest: '00000000',
      content
    }))
    const size = Buffer.byteLength(splice(input.text, changes))
    if (size <= input.bank.config.readmeLimit) break
  }

  return contents
}

/** The digest of a region's content; white space does not count, so formatting README.md is no edit. */
export function getDigest(content: string): string {
  const collapsed = content.replace(/\s+/g, ' ').trim()
  return createHash('sha256').update(collapsed).digest('hex').slice(0, 8)
}

function splice(
  text: string,
  changes: readonly {region: Region; digest: string; content: string}[]
): string {
  const eol = getLineBreak(text)
  const parts: string[] = []
  let at = 0
  for (const {region, digest, content} of changes) {
    const body = content.trim() === '' ? '' : `${content.trim()}\n\n`
    parts.push(
      text.slice(at, region.startMarker.start),
      `<!--${region.name} start digest=${digest}-->`,
      `\n\n${body}`.replace(/\r?\n/g, eol)
    )
    at = region.endMarker.start
  }

  parts.push(text.slice(at))
  return parts.join('')
}

async function formatContent(
  content: string,
  options: Options | undefined
): Promise<string> {
  if (isAsPrinted(content, options ?? {})) return content.trim()
  try {
    const {format} = await loadPrettier()
    const formatted = await format(content, {
      ...options,
      parser: 'markdown',
      // What README.md ends its lines with is seen to when the region is put in.
      endOfLine: 'lf'
    })
    return formatted.trim()
  } catch (error) {
    // The text is ours, so it is for the options that Prettier refuses it.
    throw toConfigurationError(error)
  }
}

/** Whether Prettier need not be asked. */
function isAsPrinted(content: string, options: Options): boolean {
  return (
    hasPlainOptions(options) &&
    (isPlainTable(content) || isPlainlyCanonical(content, 0, content.length))
  )
}

/** Whether the problem stands between the markers of the region. */
function isWithin({start}: Range, {startMarker, endMarker}: Region): boolean {
  return start > startMarker.start && start < endMarker.start
}

/** Where a region differs from what the bank gives, and where that text belongs. */
function describeEdit(
  region: Region,
  expected: string,
  {
    bank,
    bankPath,
    bankName = bankPath,
    fix = 'npx --no -- qbank fix'
  }: ReadmeInput
): RegionProblem {
  const {name, startMarker, content} = region
  if (region.digest === undefined) {
    return {...startMarker, message: readmeTexts.foreign(name)}
  }

  const wanted = new Set(expected.split('\n').map((line) => line.trim()))
  let offset = startMarker.end
  let heading = ''
  for (const line of content.split('\n')) {
    const trimmed = line.trim()
    if (/^#{1,6} /.test(trimmed)) heading = trimmed
    if (trimmed !== '' && !wanted.has(trimmed)) {
      const start = offset + line.indexOf(trimmed)
      return {
        start,
        end: start + trimmed.length,
        message: readmeTexts.edited(name),
        note: readmeTexts.editedNote(
          quote(trimmed),
          locate(bank, bankName, heading),
          fix
        )
      }
    }

    offset += line.length + 1
  }

  // Something was taken out: nothing of what is left is new.
  return {
    ...startMarker,
    message: readmeTexts.edited(name),
    note: readmeTexts.removedNote(bankName, fix)
  }
}

/** The bank's name, with the line of the heading if the bank has it. */
function locate(bank: Bank, bankName: string, heading: string): string {
  const at = heading === '' ? -1 : `\n${bank.text}`.indexOf(`\n${heading}\n`)
  return at === -1 ? bankName : `${bankName}:${bank.place(at, at).start.line}`
}
