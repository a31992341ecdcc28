/** Finds the files of a project that are banks, or could become banks. */
import {hasQuestionMark} from '../../text/question-mark.ts'
import {statSync} from 'node:fs'
import {basename, join, resolve} from 'node:path'
import {findBanks} from '../../files/find-banks.ts'
import {git} from '../../files/git.ts'
import {readText} from '../../files/read-text.ts'
import {isInside} from '../../files/repository.ts'
import {toName} from '../../files/to-name.ts'
import {questionWords} from '../../infer/evidence.ts'
import {findAskingIn} from '../../infer/find-asking.ts'
import {inferTemplate} from '../../infer/infer-template.ts'
import type {InferredTemplate} from '../../infer/infer-template.ts'
import {bankName, isBankText} from '../../template/is-bank.ts'
import {UserError} from '../../text/user-error.ts'
import type {Project} from './project.ts'
import {readFrom, toPath} from './project.ts'
import {projectTexts} from './texts.ts'

/** A bank; its path is relative to the repository's root, with `/`. */
export interface FoundBank {
  readonly path: string
  /** Text of the file; `undefined` for a new one. */
  readonly text: string | undefined
  /** The template of its cards, if no front matter declares one. */
  readonly inferred?: InferredTemplate
}

/** The search result. */
export interface FoundBanks {
  /** The banks, or files that could become one: the one with the most cards first. */
  readonly banks: readonly FoundBank[]
  /** Whether to adopt all of them; otherwise the first one, unless the person chooses others. */
  readonly areAll: boolean
  /** Paths of files that seem to have questions, but no repeated form, the largest first. */
  readonly unlike: readonly string[]
}

/** A file that the person did not name is a bank only if it has at least this many cards. */
export const fewestCards = 5

/** No more files are read: the largest ones. */
const mostFiles = 1000

/** Templates are inferred in no more files, as that takes time; files about questions come first. */
const mostInferred = 24

/** Files with repeated headings that are not banks. */
const otherFiles =
  /(?:^|\/)(?:changelog|changes|history|releases?|license|licence|security|contributing|code[-_]of[-_]conduct|authors|todo|roadmap)[^/]*$|(?:^|\/)(?:node_modules|vendor|third[-_]party|fixtures?|tests?|__tests__|\.[^/]+)\//i

/** The share of headings that are questions, in a file with another name. */
const enoughQuestions = 0.3

/**
 * @param given names of files from the person, if any
 * @param cwd absolute path of the person's folder
 * @throws UserError if a named file has no repeated form of cards, or is outside the project's folder
 */
export async function findProjectBanks(
  project: Project,
  given: readonly string[],
  cwd: string
): Promise<FoundBanks> {
  if (given.length > 0) {
    const banks: FoundBank[] = []
    for (const name of given) {
      banks.push(await readNamed(project, resolve(cwd, name), name))
    }

    return {banks, areAll: true, unlike: []}
  }

  const {paths} = await findBanks(project.folder)
  const declared = paths.map((name) => {
    const path = toPath(project.below, toName(name, project.folder))
    return {path, text: readFrom(project, path)}
  })
  if (declared.length > 0) return {banks: declared, areAll: true, unlike: []}
  const banks: (FoundBank & {inferred: InferredTemplate})[] = []
  const unlike: string[] = []
  for (const path of listCandidates(project)) {
    const found = await inferFrom(project, path).catch(ignoreUserError)
    if (!found) unlike.push(path)
    else if (found.inferred.cards >= fewestCards) banks.push(found)
  }

  banks.sort((left, right) => right.inferred.cards - left.inferred.cards)
  const path = toPath(project.below, bankName)
  return banks.length > 0
    ? {banks, areAll: false, unlike}
    : {banks: [{path, text: undefined}], areAll: true, unlike}
}

async function readNamed(
  project: Project,
  absolute: string,
  name: string
): Promise<FoundBank> {
  if (!isInside(project.folder, absolute)) {
    throw new UserError(projectTexts.outside(name, project.below))
  }

  const path = toName(absolute, project.root)
  if (readFrom(project, path) === undefined) return {path, text: undefined}
  const text = await readText(path, project.root)
  if (basename(path) === bankName || isBankText(text)) return {path, text}
  const found = await inferFrom(project, path)
  if (!found) {
    throw new UserError(projectTexts.noCards(name, findAskingIn(text)))
  }

  return found
}

async function inferFrom(
  {root}: Project,
  path: string
): Promise<(FoundBank & {inferred: InferredTemplate}) | undefined> {
  const text = await readText(path, root)
  const inferred = await inferTemplate(text)
  return inferred && {path, text, inferred}
}

/** A file that cannot be read is not a bank, unless the person named it. */
function ignoreUserError(error: unknown): undefined {
  if (!(error instanceof UserError)) throw error
}

/** @returns paths of the project's Markdown files that may contain questions, the largest first */
function listCandidates(project: Project): string[] {
  const {root, folder} = project
  const output = git(
    [
      ...['-c', 'core.fsmonitor=false', 'ls-files', '-z', '--full-name'],
      ...['--cached', '--others', '--exclude-standard']
    ],
    {cwd: folder}
  )
  return [...new Set(output.toString().split('\0'))]
    .filter((path) => /\.(?:md|markdown)$/i.test(path))
    .filter((path) => !otherFiles.test(path))
    .map((path) => ({path, size: getSize(join(root, path))}))
    .filter(({size}) => size > 0)
    .toSorted((left, right) => right.size - left.size)
    .slice(0, mostFiles)
    .map(({path}) => path)
    .filter((path) => isAboutQuestions(path, readFrom(project, path) ?? ''))
    .slice(0, mostInferred)
}

/** @returns size in bytes; 0 if it is not a file */
function getSize(path: string): number {
  const stats = statSync(path, {throwIfNoEntry: false})
  return stats?.isFile() === true ? stats.size : 0
}

/** A tutorial also has numbered headings. */
function isAboutQuestions(path: string, text: string): boolean {
  const headings = text.match(/^#{1,6} .*$/gm) ?? []
  const [title = ''] = headings
  if (questionWords.test(path) || questionWords.test(title)) return true
  const questions = headings.filter(
    (heading) => hasQuestionMark(heading) || questionWords.test(heading)
  )
  return questions.length >= enoughQuestions * headings.length
}
