/**
 * What a README should be, given its bank. A region carries a digest of what was generated into it, so that
 * three states can be told apart: as the bank gives it; stale (the digest fits the content, but the bank has moved
 * on); edited by hand (the digest does not fit). Only the second is written.
 */
import {createHash} from 'node:crypto'
import GithubSlugger from 'github-slugger'
import {toString} from 'mdast-util-to-string'
import type {Options} from 'prettier'
import type {Bank, Section} from '../bank/model.ts'
import {getLineBreak} from '../bank/text.ts'
import {readmeTexts} from '../messages.ts'
import {quote} from '../rule/text.ts'
import type {ReadmeOutline, Region, RegionProblem} from './markers.ts'
import {mayHaveRegions, readOutline} from './markers.ts'
import type {RegionContext} from './region.ts'
import {regionKinds} from './regions/index.ts'

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

/** A README and where its bank is. */
export interface ReadmeInput {
  /** Text of the README, without byte order mark. */
  readonly text: string
  readonly bank: Bank
  /** Path from the README to the bank, with `/`. */
  readonly bankPath: string
  /** Prettier's options for the README; regions are written in its form. */
  readonly prettierOptions: Options | undefined
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

  const context = createContext(input, outline)
  const stale: {region: Region; digest: string; content: string}[] = []
  for (const region of outline.regions) {
    const kind = regionKinds.find((kind) => kind.name === region.name)
    if (!kind) continue
    const rendered = kind.render(context)
    const content = kind.isFormatted
      ? rendered
      : await formatContent(rendered, input.prettierOptions)
    const digest = getDigest(content)
    const actual = getDigest(region.content)
    const isFresh = region.content.trim() === ''
    if (region.digest === actual || (isFresh && actual !== digest)) {
      if (digest !== actual || region.digest !== digest) {
        stale.push({region, digest, content})
      }
    } else {
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
  const {format} = await import('prettier')
  const formatted = await format(content, {
    ...options,
    parser: 'markdown',
    // What README.md ends its lines with is seen to when the region is put in.
    endOfLine: 'lf'
  })
  return formatted.trim()
}

function createContext(
  {bank, bankPath}: ReadmeInput,
  outline: ReadmeOutline
): RegionContext {
  const bankUrl = bankPath.split('/').map(encodeURIComponent).join('/')
  const cards = outline.regions.find((region) => region.name === 'bank-cards')
  const slugs = cards
    ? slugReadme(bank, outline, cards.startMarker.start)
    : slugBank(bank)
  return {
    bank,
    bankUrl,
    sectionUrl: (section) =>
      `${cards ? '' : bankUrl}#${slugs.get(section) ?? ''}`
  }
}

/** GitHub numbers repeated headings in the order in which they stand, so all that stand before count. */
function slugReadme(
  bank: Bank,
  outline: ReadmeOutline,
  cardsAt: number
): Map<Section, string> {
  const slugger = new GithubSlugger()
  for (const heading of outline.headings) {
    if ((heading.position?.start.offset ?? 0) < cardsAt) {
      slugger.slug(toString(heading))
    }
  }

  return slugSections(
    slugger,
    bank,
    bank.sections.filter((section) => section.cards.length > 0)
  )
}

function slugBank(bank: Bank): Map<Section, string> {
  const slugger = new GithubSlugger()
  const first = bank.sections[0]?.start ?? 0
  for (const node of bank.tree.children) {
    if (node.type !== 'heading') continue
    if ((node.position?.start.offset ?? 0) < first) slugger.slug(toString(node))
  }

  return slugSections(slugger, bank, bank.sections)
}

function slugSections(
  slugger: GithubSlugger,
  bank: Bank,
  sections: readonly Section[]
): Map<Section, string> {
  const slugs = new Map<Section, string>()
  const starts = new Map(
    sections.map((section) => [section.heading, section] as const)
  )
  const from = sections[0]?.start ?? 0
  for (const node of bank.tree.children) {
    if (node.type !== 'heading') continue
    if ((node.position?.start.offset ?? 0) < from) continue
    const slug = slugger.slug(toString(node))
    const section = starts.get(node)
    if (section) slugs.set(section, slug)
  }

  return slugs
}

/** Where a region differs from what the bank gives, and where that text belongs. */
function describeEdit(
  region: Region,
  expected: string,
  {bank, bankPath}: ReadmeInput
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
          locate(bank, bankPath, heading)
        )
      }
    }

    offset += line.length + 1
  }

  // Something was taken out: nothing of what is left is new.
  return {
    ...startMarker,
    message: readmeTexts.edited(name),
    note: readmeTexts.editedNote('(lines were removed)', bankPath)
  }
}

/** The bank's path, with the line of the heading if the bank has it. */
function locate(bank: Bank, bankPath: string, heading: string): string {
  const at = heading === '' ? -1 : `\n${bank.text}`.indexOf(`\n${heading}\n`)
  return at === -1 ? bankPath : `${bankPath}:${bank.place(at, at).start.line}`
}
