/**
 * Fixes as suggestions on a pull request: each message with an `expected` becomes a comment that the pull request's
 * author can accept with a click. Runs with write rights, so it does not trust what the pull request's own workflow has
 * written: the report must have the form of a report, and the pull request is the one that GitHub names.
 */
import {stripByteOrderMark} from '../markdown/offsets.ts'
import {decodeText} from '../files/read-text.ts'
import {suggestTexts} from './texts.ts'
import type {Report} from '../report/read-report.ts'
import type {ProblemRecord} from '../report/record.ts'
import {pathInRepository} from '../report/message-view.ts'
import type {Comment} from './answers.ts'
import {
  mostCharacters,
  readFingerprint,
  toComment,
  toFingerprint
} from './comment.ts'
import {isShown, readHunks} from './hunks.ts'
import type {Conversation, NewComment} from './pull-request.ts'
import type {Suggestion} from './suggestions.ts'
import {findSuggestions} from './suggestions.ts'

/** No more suggestions are posted at once: reviewers would not read them. */
export const mostSuggestions = 20

/** No more files are read, and no more problems in each of them: a report may name any number. */
export const mostFiles = 50
const mostProblems = 2000

const isMarkdown = /\.(?:md|markdown)$/

/** The result. */
export interface Suggested {
  readonly suggested: number
  /** How many exist from an earlier run. */
  readonly known: number
  /** How many are above the limit, or on lines that the pull request does not show. */
  readonly left: number
  /** How many GitHub refused. */
  readonly refused: number
  readonly reason: string
}

/** A suggestion with the file that it is for. */
interface Candidate {
  readonly path: string
  readonly suggestion: Suggestion
}

/**
 * @param report on the files of the pull request, from anywhere
 * @param folder in which the report was made, from the root of the repository, with `/`
 */
export async function suggestRepairs(
  conversation: Conversation,
  report: Report,
  folder: string
): Promise<Suggested> {
  const {shown, hidden} = await findCandidates(conversation, report, folder)
  const fresh = dropKnown(shown, await listOwn(conversation))
  const comments = fresh.flatMap(({path, suggestion}): NewComment[] => {
    const comment = toComment(path, suggestion)
    return comment.body.length > mostCharacters ? [] : [comment]
  })
  const chosen = comments.slice(0, mostSuggestions)
  const left = hidden + fresh.length - chosen.length
  const known = shown.length - fresh.length
  if (chosen.length === 0) {
    return {suggested: 0, known, left, refused: 0, reason: ''}
  }

  const text = suggestTexts.review(chosen.length, left, mostSuggestions)
  const {made, refused, reason} = await conversation.review(text, chosen)
  return {suggested: made, known, left, refused, reason}
}

/** Finds what can be suggested, and counts the rest. */
async function findCandidates(
  conversation: Conversation,
  {files}: Report,
  folder: string
): Promise<{shown: Candidate[]; hidden: number}> {
  const changed = new Map(
    (await conversation.listFiles()).map((file) => [file.filename, file])
  )
  const shown: Candidate[] = []
  let hidden = 0
  let asked = 0
  for (const [path, problems] of groupByPath(files, folder)) {
    // Only files that GitHub lists are read: another name could be anything. Code is not a bank.
    const source = isMarkdown.test(path) ? changed.get(path) : undefined
    if (!source || asked >= mostFiles) {
      hidden += problems.length
      continue
    }

    asked++
    const text = stripByteOrderMark(
      decodeText(await conversation.readFile(path), path)
    )
    const hunks = readHunks(source.patch)
    hidden += Math.max(0, problems.length - mostProblems)
    const some = problems.slice(0, mostProblems)
    for (const suggestion of findSuggestions(text, some)) {
      if (isShown(hunks, suggestion)) shown.push({path, suggestion})
      else hidden++
    }
  }

  return {shown, hidden}
}

/**
 * @returns problems with candidates, by path from the root of the repository; a report may name a file several times
 */
function groupByPath(
  files: Report['files'],
  folder: string
): Map<string, ProblemRecord[]> {
  const groups = new Map<string, ProblemRecord[]>()
  for (const file of files) {
    const path = pathInRepository(file, {folder})
    for (const problem of file.messages) {
      if (problem.expected.length === 0) continue
      const group = groups.get(path)
      if (group) group.push(problem)
      else groups.set(path, [problem])
    }
  }

  return groups
}

/** @returns comments that were made under the same login: any user can write our mark into theirs */
async function listOwn(conversation: Conversation): Promise<Comment[]> {
  const marked = (await conversation.listComments()).filter(
    ({body}) => readFingerprint(body) !== undefined
  )
  if (marked.length === 0) return []
  const login = await conversation.findLogin()
  return marked.filter(({user}) => user?.login === login)
}

/**
 * Removes suggestions that already exist. The same change may be needed in several places: if a comment is on its line,
 * it exists. Otherwise, lines may have moved since the comment was made.
 */
function dropKnown(
  candidates: readonly Candidate[],
  comments: readonly Comment[]
): readonly Candidate[] {
  const lines = new Map<string, number[]>()
  for (const {body, line} of comments) {
    const id = readFingerprint(body)
    // Without a line, the comment is about text that has changed since.
    if (id === undefined || typeof line !== 'number') continue
    const known = lines.get(id)
    if (known) known.push(line)
    else lines.set(id, [line])
  }

  const takeLine = (
    {path, suggestion}: Candidate,
    find: (known: readonly number[]) => number
  ): boolean => {
    const known = lines.get(toFingerprint(path, suggestion)) ?? []
    const at = find(known)
    if (at !== -1) known.splice(at, 1)
    return at !== -1
  }
  return candidates
    .filter(
      (candidate) =>
        !takeLine(candidate, (known) =>
          known.indexOf(candidate.suggestion.last)
        )
    )
    .filter((candidate) => !takeLine(candidate, (known) => known.length - 1))
}
