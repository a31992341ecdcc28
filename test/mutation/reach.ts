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
  /** Whether the file or its tests are named like the source. */
  readonly isNamesake: boolean
}

/** In seconds: of the first batch of a file. Each later one may take twice as long as the one before. */
const firstBatch = 0.5

/**
 * @param functions numbers of functions; a test has to call one of them. In the folder that is named like that of the source, all
 *   tests count: what an earlier test has kept in memory may have spared a call
 * @param source relative to the project
 * @returns the tests, those first that are named like the source, then quick ones
 */
export function findBatches(
  {file, tests, calls, seconds}: TestFile,
  functions: ReadonlySet<number | undefined>,
  source: string
): Batch[] {
  const name = basename(source, '.ts')
  const [, folder = ''] = source.split('/')
  const isCalled = (ids: readonly number[]): boolean =>
    ids.some((id) => functions.has(id))
  const isNear = isCalled(calls) || file.startsWith(`${folder}/`)
  const isNamesake = (test: Tested): boolean =>
    file.includes(name) || test.name.includes(name)
  const chosen = (
    isNear ? tests : tests.filter((test) => isCalled(test.calls))
  ).toSorted(
    (left, right) =>
      Number(isNamesake(right)) - Number(isNamesake(left)) ||
      left.seconds - right.seconds
  )
  const batches: Batch[] = []
  let limit = firstBatch
  let batch: Tested[] = []
  let sum = 0
  for (const [index, test] of chosen.entries()) {
    batch.push(test)
    sum += test.seconds
    if (sum < limit && index < chosen.length - 1) continue
    batches.push({
      file,
      names: batch.map((each) => each.name),
      seconds: seconds + sum,
      isNamesake: batch.some(isNamesake)
    })
    limit *= 2
    batch = []
    sum = 0
  }

  return batches
}
