/** Which file of a project is the bank, or should become it. */
import {readdir} from 'node:fs/promises'
import {basename, join} from 'node:path'
import {inferTemplate, joinFrontMatter} from '../infer/infer-template.ts'
import type {InferredTemplate} from '../infer/infer-template.ts'
import {findBanks} from '../files/find-banks.ts'
import {readText} from '../files/read-text.ts'
import {toName} from '../files/to-name.ts'
import {bankName, isBankText} from '../template/is-bank.ts'
import {UserError} from '../text/user-error.ts'
import {initTexts} from './texts.ts'
import type {Project} from './project.ts'
import {readIfThere} from './project.ts'

/** A bank; paths are relative to the project's folder, with `/`. */
export type FoundBank =
  /** It is a bank already. */
  | {readonly kind: 'bank'; readonly paths: readonly string[]}
  /** Its cards have a template that nothing declares yet. */
  | {
      readonly kind: 'cards'
      readonly path: string
      readonly before: string
      readonly after: string
      readonly inferred: InferredTemplate
    }
  /** There are no cards yet. */
  | {readonly kind: 'none'; readonly path: string}

/** Fewer cards than this do not make a file that nobody has named a bank. */
const fewestCards = 5

/** Folders in which files are looked for besides the project's own. */
const folders = ['.', 'docs']

/**
 * @param name of a file, relative to the project's folder, if somebody has named it
 * @throws UserError if that file has no cards that repeat
 */
export async function findBank(
  project: Project,
  name?: string
): Promise<FoundBank> {
  if (name !== undefined) return readNamed(project, name)
  const {paths: banks} = await findBanks(project.folder)
  if (banks.length > 0)
    return {
      kind: 'bank',
      paths: banks.map((path) => toName(path, project.folder))
    }
  const found: (FoundBank & {kind: 'cards'})[] = []
  for (const path of await listFiles(project)) {
    const one = await inferFrom(project, path)
    if (one && one.inferred.cards >= fewestCards) found.push(one)
  }

  const [most] = found.toSorted(
    (left, right) => right.inferred.cards - left.inferred.cards
  )
  return most ?? {kind: 'none', path: bankName}
}

async function readNamed(project: Project, name: string): Promise<FoundBank> {
  const path = toName(name, project.folder)
  const text = readIfThere(join(project.folder, path))
  if (text === undefined) return {kind: 'none', path}
  if (basename(path) === bankName || isBankText(text)) {
    return {kind: 'bank', paths: [path]}
  }

  const found = await inferFrom(project, path)
  if (!found) throw new UserError(initTexts.noCards(path))
  return found
}

async function inferFrom(
  {folder}: Project,
  path: string
): Promise<(FoundBank & {kind: 'cards'}) | undefined> {
  const before = await readText(path, folder)
  const inferred = await inferTemplate(before)
  if (!inferred) return undefined
  // A README that is the bank has none beside it.
  const after = joinFrontMatter(
    before,
    inferred,
    basename(path).toLowerCase() === 'readme.md'
  )
  return {kind: 'cards', path, before, after, inferred}
}

async function listFiles({folder}: Project): Promise<string[]> {
  const paths: string[] = []
  for (const name of folders) {
    const entries = await readdir(join(folder, name), {
      withFileTypes: true
    }).catch(() => [])
    for (const entry of entries) {
      if (entry.isFile() && /\.md$/i.test(entry.name)) {
        paths.push(toName(join(name, entry.name), folder))
      }
    }
  }

  return paths.sort()
}
