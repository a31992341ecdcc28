/** Which tests call which functions, and how long they take; kept until sources, fixtures, or the file of tests change. */
import {createHash} from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  writeFileSync
} from 'node:fs'
import {tmpdir} from 'node:os'
import {basename, join} from 'node:path'
import {projectRoot} from '../support/temp.ts'
import type {Source} from './copy.ts'
import type {Answer, Tested} from './worker.ts'

/** A file of tests as it is without a mutant. */
export interface TestFile {
  readonly file: string
  /** Those that pass. */
  readonly tests: readonly Tested[]
  readonly failed: readonly string[]
  /** Functions that are called outside of tests: when the file is loaded, and by processes that end late. */
  readonly calls: readonly number[]
  /** Processor time for what is done outside of tests. */
  readonly seconds: number
}

/** Files of tests as an earlier run has found them. */
export class Kept {
  readonly #folder: string

  constructor(sources: readonly Source[]) {
    const hash = toHash([
      ...sources.flatMap(({file, text}) => [file, text]),
      ...listOthers().flatMap((path) => [path, readFileSync(path, 'latin1')])
    ])
    this.#folder = join(tmpdir(), 'qbank-mutation', hash)
    mkdirSync(this.#folder, {recursive: true, mode: 0o700})
  }

  read(file: string): TestFile | undefined {
    const path = this.#toPath(file)
    return existsSync(path)
      ? (JSON.parse(readFileSync(path, 'utf8')) as TestFile)
      : undefined
  }

  write(found: TestFile): void {
    writeFileSync(this.#toPath(found.file), JSON.stringify(found))
  }

  #toPath(file: string): string {
    const text = readFileSync(join(projectRoot, 'test', file), 'utf8')
    return join(this.#folder, `${toHash([file, text])}.json`)
  }
}

function toHash(texts: readonly string[]): string {
  return createHash('sha256')
    .update(texts.join('\0'))
    .digest('hex')
    .slice(0, 16)
}

/** @returns paths of what tests use, except files of tests */
function listOthers(): string[] {
  return readdirSync(join(projectRoot, 'test'), {
    recursive: true,
    withFileTypes: true
  })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
    .map(({name, parentPath}) => join(parentPath, name))
    .sort()
}

/** @returns what has been found of a file of tests by running all of it */
export function toTestFile(file: string, answer: Answer): TestFile {
  const {tests, calls, seconds} = answer
  return {
    file,
    tests: tests.filter(({isFailed}) => !isFailed),
    failed: tests.filter(({isFailed}) => isFailed).map(({name}) => name),
    calls,
    seconds
  }
}

/** Tests of one file that are run together. */
export interface Batch {
  readonly file: string
  readonly names: readonly string[]
  /** Processor time of all. */
  readonly seconds: number
  /** How likely they are to notice a change, compared with others. */
  readonly likelihood: number
}

/** In seconds: of the first batch of a file, at least. Each later one may take twice as long as the one before. */
const firstBatch = 0.5

/**
 * @param functions numbers of functions; a test has to call one of them. In the folder that is named like that of the source, all
 *   tests count: what an earlier test has kept in memory may have spared a call
 * @param source relative to the project
 * @returns the tests, those first that are likely to notice a change for their time: tests that are named like the source or its
 *   folder, and that call little else
 */
export function findBatches(
  {file, tests, calls, seconds}: TestFile,
  functions: ReadonlySet<number | undefined>,
  source: string
): Batch[] {
  const name = basename(source, '.ts')
  const [, folder = ''] = source.split('/')
  const isInFolder = file.startsWith(`${folder}/`)
  const count = (ids: readonly number[]): number =>
    ids.filter((id) => functions.has(id)).length
  const isNear = isInFolder || count(calls) > 0
  const toLikelihood = (test: Tested): number =>
    ((count(test.calls) + 0.1) / (test.calls.length + 1)) *
    (file.includes(name) || test.name.includes(name) ? 20 : 1) *
    (file.includes(folder) ? 4 : 1)
  const chosen = tests
    .filter((test) => isNear || count(test.calls) > 0)
    .map((test) => ({...test, likelihood: toLikelihood(test)}))
    .sort((left, right) => toRate(right) - toRate(left))
  const batches: Batch[] = []
  let limit = Math.max(firstBatch, seconds)
  let batch: typeof chosen = []
  for (const [index, test] of chosen.entries()) {
    batch.push(test)
    const own = sum(batch.map((each) => each.seconds))
    if (own < limit && index < chosen.length - 1) continue
    batches.push({
      file,
      names: batch.map((each) => each.name),
      seconds: seconds + own,
      likelihood: sum(batch.map(({likelihood}) => likelihood))
    })
    limit *= 2
    batch = []
  }

  return batches
}

/** @returns how likely it is that a change is noticed in a second */
export function toRate(batch: {
  readonly likelihood: number
  readonly seconds: number
}): number {
  return batch.likelihood / (batch.seconds + 0.05)
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
