/** What all reporters need of a message, in one form. */
import {posix} from 'node:path'
import type {VFileMessage} from 'vfile-message'
import {compareMessage} from 'vfile-sort'
import {getLead} from '../bank/model.ts'
import type {Edit} from '../message/edits.ts'
import {toSafeEdit} from '../message/edits.ts'
import {reportTexts, summaryTexts} from './texts.ts'
import type {Severity} from '../message/source.ts'
import {messageSource, severityOf} from '../message/source.ts'
import {clean} from '../text/clean.ts'
import {shorten} from '../text/wording.ts'
import type {ReportCard, ReportFile, ReportOptions, Totals} from './report.ts'

/** The command that fixes, if the caller does not name one. */
export const defaultFix = 'npx --no -- qbank fix'

/** Another place that a message is about; lines and columns from 1. */
export interface RelatedView {
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
  /** The text there, clean and in one line. */
  readonly text: string
}

/**
 * Longest text of a message, and longest title or text of another place. Each message of a card repeats its title:
 * without these limits, a report could be much longer than the bank.
 */
const longestText = 2000
const longestTitle = 200

/** More places than this do not help a reader. */
const mostRelated = 20

/** A message for display: texts are clean, lines and columns count from 1. */
export interface MessageView {
  readonly path: string
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
  /** Whether the message has a place; if not, the view's place is the file's first character. */
  readonly hasPlace: boolean
  readonly severity: Severity
  readonly ruleId: string
  readonly source: string
  readonly text: string
  readonly note: string | undefined
  readonly url: string | undefined
  /** Candidates as they would be written, not cleaned: for programs, not for terminals. */
  readonly expected: readonly string[]
  readonly isFixable: boolean
  /** The edit that fixes the message, if it is fixable. */
  readonly edit: Edit | undefined
  /** Other places that the message is about, beginning with the first. */
  readonly related: readonly RelatedView[]
  /** The card in which the message is. */
  readonly card: ReportCard | undefined
}

/** A message without its texts, as cleaning these takes longer than all other work. */
export interface MessageSketch extends Pick<
  MessageView,
  'card' | 'edit' | 'isFixable' | 'line' | 'severity'
> {
  readonly message: VFileMessage
}

/** @returns the messages of a file by place, without warnings if they are not wanted */
export function viewMessages(
  file: ReportFile,
  options: Pick<ReportOptions, 'quiet'>
): MessageView[] {
  return [...eachMessage(file, options)]
}

/** The same, one by one. */
export function* eachMessage(
  file: ReportFile,
  options: Pick<ReportOptions, 'quiet'>
): Iterable<MessageView> {
  for (const sketch of sketchMessages(file, options)) {
    yield viewMessage(file, sketch)
  }
}

/** The same, without the work that is only needed for messages that are shown. */
export function sketchMessages(
  file: ReportFile,
  {quiet}: Pick<ReportOptions, 'quiet'>
): MessageSketch[] {
  return file.messages.toSorted(compareMessage).flatMap((message) => {
    const severity = severityOf(message)
    if (quiet && severity !== 'error') return []
    const {place} = message
    const start = place && ('start' in place ? place.start : place)
    const edit = toSafeEdit(message, file.fixSources)
    return {
      message,
      severity,
      line: start?.line ?? 1,
      edit,
      isFixable: isFixable(message, edit),
      card: findCard(file, start?.offset)
    }
  })
}

/** @returns the path relative to the repository, not cleaned */
export function pathInRepository(
  {path}: Pick<ReportFile, 'path'>,
  {folder = '.'}: Pick<ReportOptions, 'folder'>
): string {
  // A file on another drive of Windows has no relative path.
  const isAbsolute = /^(?:[a-z]:)?\//i.test(path)
  return folder === '.' || isAbsolute ? path : posix.join(folder, path)
}

/** @returns the heading of the card that a message is in */
export function cardTitleOf(
  {bank}: ReportFile,
  {card}: Pick<MessageView, 'card'>
): string | undefined {
  return card && bank && titleOf(card)
}

/** @returns the cards of a file that are checked */
export function getCheckedCards({
  bank,
  checkedCards
}: ReportFile): readonly ReportCard[] {
  return checkedCards ?? bank?.cards ?? []
}

/** @returns the text for a report without problems; empty if there is no bank */
export function describeClean(files: readonly ReportFile[]): string {
  const banks = files.filter(({bank}) => bank)
  if (banks.length === 0) return ''
  const cards = banks.reduce(
    (sum, file) => sum + getCheckedCards(file).length,
    0
  )
  return banks.some(({checkedCards}) => checkedCards)
    ? summaryTexts.cleanChanges(cards, banks.length)
    : summaryTexts.clean(cards, banks.length)
}

/** @returns how many problems there are, and the command that fixes some of them */
export function describeProblems(
  files: readonly ReportFile[],
  {fix = defaultFix}: Pick<ReportOptions, 'fix'>
): string {
  const {errors, warnings, fixable} = countMessages(files)
  return clean(summaryTexts.problems(errors, warnings, fixable, fix))
}

/** @returns what the author of the problems has to do next */
export function describeNext(
  files: readonly ReportFile[],
  {fix = defaultFix, fixFolder = '.'}: Pick<ReportOptions, 'fix' | 'fixFolder'>
): string {
  const {errors, warnings, fixable} = countMessages(files)
  const where = fixFolder === '.' ? '' : fixFolder
  const others = errors + warnings - fixable
  return clean(reportTexts.next(fixable, others, fix, where))
}

/** @returns the rule's id, with its source before it if that is not ours; empty if it has no name */
export function nameOf({
  source,
  ruleId
}: Pick<MessageView, 'source' | 'ruleId'>): string {
  if (source === messageSource || source === '') return ruleId
  return ruleId === '' ? source : `${source}:${ruleId}`
}

/** @returns the totals of all files, including warnings that are not shown */
export function countMessages(files: readonly ReportFile[]): Totals {
  let errors = 0
  let warnings = 0
  let fixable = 0
  for (const {messages, fixSources} of files) {
    for (const message of messages) {
      if (severityOf(message) === 'error') errors++
      else warnings++
      if (isFixable(message, toSafeEdit(message, fixSources))) fixable++
    }
  }

  return {errors, warnings, fixable}
}

/** @returns the card's heading as people know it: `Q: title`, clean and in one line */
function titleOf(card: ReportCard): string {
  return toTitle(`${getLead(card)} ${card.heading.title}`.trim())
}

/** @returns the message for display */
export function viewMessage(
  file: ReportFile,
  {message, ...sketch}: MessageSketch
): MessageView {
  const {place} = message
  const start = place && ('start' in place ? place.start : place)
  const end = place && ('end' in place ? place.end : place)
  return {
    ...sketch,
    path: clean(file.path),
    column: start?.column ?? 1,
    endLine: end?.line ?? sketch.line,
    endColumn: end?.column ?? start?.column ?? 1,
    hasPlace: place !== undefined,
    ruleId: clean(message.ruleId ?? ''),
    source: clean(message.source ?? ''),
    text: shorten(clean(message.reason), longestText),
    note:
      message.note === undefined
        ? undefined
        : shorten(clean(message.note), longestText),
    url: message.url,
    expected: message.expected ?? [],
    related: viewRelated(file, message)
  }
}

/** @returns the other places of a message */
function viewRelated(
  {bank}: Pick<ReportFile, 'bank'>,
  {related = []}: VFileMessage
): RelatedView[] {
  return related.slice(0, mostRelated).map(({start, end}) => ({
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
    text: toTitle(bank?.text.slice(start.offset, end.offset) ?? '')
  }))
}

/** Cut before cleaning, which takes time in proportion to the text. */
function toTitle(text: string): string {
  return shorten(clean(shorten(text, 2 * longestTitle)), longestTitle)
}

/** @returns whether `qbank fix` fixes it */
function isFixable(
  {isRegenerated = false}: VFileMessage,
  edit: Edit | undefined
): boolean {
  return isRegenerated || edit !== undefined
}

function findCard(
  {bank}: ReportFile,
  offset: number | undefined
): ReportCard | undefined {
  if (!bank || offset === undefined) return undefined
  let low = 0
  let high = bank.cards.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const card = bank.cards[middle]
    if (!card) return undefined
    if (offset < card.start) high = middle - 1
    else if (offset >= card.end) low = middle + 1
    else return card
  }

  return undefined
}
