/**
 * Tests the tests: makes a sample of small changes to `src` and `rules`, one at a time, and runs the tests that reach the
 * change. One that no test notices (a survivor) is equivalent to what was there, or shows what is not tested.
 *
 * All changes of the sample are built into one copy of the project (`mutants.ts`). There each file of tests is run once
 * without any of them, to find out which changes it reaches, in processes that it starts, too. Then each change is tried:
 * the files that found most for their time come first, and the first failure ends it.
 *
 * Usage: npm run mutate [part of a file's path…] [-- --seed <number>] [--cases <number>]
 */
import {execFileSync, spawnSync} from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import {availableParallelism} from 'node:os'
import {dirname, join, relative} from 'node:path'
import process from 'node:process'
import {parseArgs} from 'node:util'
import {makeRandom} from '../support/random.ts'
import {makeTempFolder, projectRoot} from '../support/temp.ts'
import {Worker} from '../support/workers.ts'
import type {NumberedMutant} from './mutants.ts'
import {addSwitches, findMutants, switchSource} from './mutants.ts'

/** What is not mutated: parts of paths. */
const exempt = ['src/hook/', 'src/editor/bin']

/** Files of tests that are not run: they test what is exempt, take long to start other programs, or count work and memory. */
const unsuited = /^(?:actions|entrances|git|lsp)\b|growth|memory/

/** A mutant in the file that it changes. */
interface Case extends NumberedMutant {
  readonly file: string
}

/** A file of tests, and what it is good for. */
interface TestFile {
  readonly file: string
  readonly seconds: number
  readonly reached: ReadonlySet<number>
  /** Mutants that it was the first to notice. */
  kills: number
}

type Verdict = 'killed' | 'timed out' | 'survived' | 'not reached'

const {values, positionals} = parseArgs({
  allowPositionals: true,
  options: {
    seed: {type: 'string', default: String(Date.now() % 1_000_000)},
    cases: {type: 'string', default: '150'}
  }
})
const seed = toNumber('seed')
const jobs = Math.max(2, availableParallelism())
const folder = makeTempFolder()
const copy = join(folder, 'project')
const start = performance.now()
const workers = new Set<Worker>()
process.once('exit', () => {
  for (const worker of workers) worker.kill()
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => process.exit(1))
}

const sample = takeSample(toNumber('cases'))
print(`${sample.length} mutants, seed ${seed}`)
makeCopy(sample)
const tests = await findTests()
report(await tryAll())

function toNumber(name: 'seed' | 'cases'): number {
  const value = values[name]
  if (/^\d+$/.test(value)) return Number(value)
  throw new Error(`--${name} ${value}: expected a whole number`)
}

function takeSample(count: number): Case[] {
  const all = ['rules', 'src']
    .flatMap((root) =>
      readdirSync(join(projectRoot, root), {
        encoding: 'utf8',
        recursive: true
      }).map((name) => join(root, name))
    )
    .filter((file) => file.endsWith('.ts'))
    .filter((file) => !exempt.some((part) => file.includes(part)))
    .filter((file) => positionals.every((part) => file.includes(part)))
    .sort()
    .flatMap((file) =>
      findMutants(readSource(file)).map((mutant) => ({...mutant, file}))
    )
  const random = makeRandom(seed)
  return all
    .map((mutant) => ({mutant, rank: random()}))
    .sort((left, right) => left.rank - right.rank)
    .slice(0, count)
    .map(({mutant}, id) => ({...mutant, id}))
}

function readSource(file: string): string {
  return readFileSync(join(projectRoot, file), 'utf8')
}

/** Copies what git knows, with the mutants, and builds it. */
function makeCopy(mutants: readonly Case[]): void {
  const files = execFileSync(
    'git',
    ['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
    {cwd: projectRoot, encoding: 'utf8'}
  )
  for (const file of files.split('\0')) {
    const from = join(projectRoot, file)
    if (file === 'node_modules' || file === '' || !existsSync(from)) continue
    cpSync(from, join(copy, file))
  }

  symlinkSync(join(projectRoot, 'node_modules'), join(copy, 'node_modules'))
  const switchModule = 'src/mutant-switch.ts'
  writeFileSync(join(copy, switchModule), switchSource)
  for (const file of new Set(mutants.map(({file}) => file))) {
    const own = mutants.filter((mutant) => mutant.file === file)
    const path = relative(dirname(file), switchModule).replaceAll('\\', '/')
    const specifier = path.startsWith('.') ? path : `./${path}`
    writeFileSync(
      join(copy, file),
      addSwitches(readSource(file), own, specifier)
    )
  }

  const {stderr} = spawnSync(process.execPath, ['scripts/build.mjs'], {
    cwd: copy,
    encoding: 'utf8'
  })
  if (!existsSync(join(copy, 'dist/load.cjs'))) throw new Error(stderr)
}

/** Runs each file of tests once, without a mutant. */
async function findTests(): Promise<TestFile[]> {
  const queue = readdirSync(join(copy, 'test'), {
    encoding: 'utf8',
    recursive: true
  })
    .filter((file) => file.endsWith('.test.ts'))
    .filter((file) => !unsuited.test(file))
  const found: TestFile[] = []
  const broken: string[] = []
  await share(queue, async (file, index) => {
    const list = join(folder, `reached-${index}`)
    writeFileSync(list, '')
    const {isFailed, seconds} = await runTests(`try-${index}`, [file], {
      env: {MUTANTS_REACHED: list}
    })
    const lines = readFileSync(list, 'utf8').split('\n').filter(Boolean)
    const reached = new Set(lines.map(Number))
    if (isFailed) broken.push(file)
    else if (reached.size > 0) found.push({file, seconds, reached, kills: 0})
  })
  if (broken.length > 0) {
    print(`Fail without a mutant, and are left out: ${broken.join(', ')}`)
  }

  print(`Which tests reach what: known after ${elapsed()}`)
  return found
}

/** @returns what came of each mutant; those that no test notices are printed as they are found */
async function tryAll(): Promise<Verdict[]> {
  const verdicts: Verdict[] = []
  await share(sample, async (mutant) => {
    const verdict = await tryMutant(mutant)
    verdicts.push(verdict)
    if (!isNoticed(verdict)) print(describeSurvivor(mutant, verdict))
    if (verdicts.length % 25 === 0) {
      print(`${verdicts.length} tried, ${elapsed()}`)
    }
  })
  return verdicts
}

async function tryMutant({id}: Case): Promise<Verdict> {
  const chosen = tests
    .filter(({reached}) => reached.has(id))
    .sort((left, right) => rate(right) - rate(left))
  if (chosen.length === 0) return 'not reached'
  const {isFailed, isLate, killer} = await runTests(
    `mutant-${id}`,
    chosen.map(({file}) => file),
    {
      env: {MUTANT: String(id)},
      limits: chosen.map(({seconds}) => 10 + 5 * seconds)
    }
  )
  const test = chosen.find(({file}) => file === killer)
  if (test) test.kills++
  return isLate ? 'timed out' : isFailed ? 'killed' : 'survived'
}

/** What a file of tests is likely to find in a second. */
function rate({kills, seconds}: TestFile): number {
  return (kills + 1) / (seconds + 0.5)
}

/** What came of some files of tests. */
interface Run {
  readonly isFailed: boolean
  readonly isLate: boolean
  /** The first file that failed. */
  readonly killer: string | undefined
  readonly seconds: number
}

/**
 * Runs files of tests in one process, until one fails.
 *
 * @param name of the folder for its temporary files
 */
async function runTests(
  name: string,
  files: readonly string[],
  {
    env,
    limits = []
  }: {env: Readonly<Record<string, string>>; limits?: readonly number[]}
): Promise<Run> {
  const temp = join(folder, name)
  mkdirSync(temp)
  const worker = new Worker({
    root: copy,
    env: {...env, TMPDIR: temp},
    isGroup: true
  })
  workers.add(worker)
  const start = performance.now()
  let run: Omit<Run, 'seconds'> = {
    isFailed: false,
    isLate: false,
    killer: undefined
  }
  for (const [index, file] of files.entries()) {
    const timer = new AbortController()
    const outcome = await Promise.race([
      worker.run(join(copy, 'test', file), true),
      wait((limits[index] ?? 600) * 1000, timer.signal)
    ])
    timer.abort()
    const isLate = outcome === undefined
    const isFailed = isLate || outcome.code !== 0
    run = {isFailed, isLate, killer: isFailed ? file : undefined}
    if (isFailed) break
  }

  worker.kill()
  workers.delete(worker)
  const seconds = (performance.now() - start) / 1000
  rmSync(temp, {recursive: true, force: true, maxRetries: 3})
  return {...run, seconds}
}

async function wait(
  milliseconds: number,
  signal: AbortSignal
): Promise<undefined> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds, undefined)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
    })
  })
}

/** Does something with each item, as many at a time as there are cores. */
async function share<Item>(
  items: readonly Item[],
  act: (item: Item, index: number) => Promise<void>
): Promise<void> {
  const queue = [...items.entries()]
  await Promise.all(
    Array.from({length: jobs}, async () => {
      for (let next = queue.shift(); next; next = queue.shift()) {
        await act(next[1], next[0])
      }
    })
  )
}

function isNoticed(verdict: Verdict): boolean {
  return verdict === 'killed' || verdict === 'timed out'
}

function describeSurvivor(
  {file, start, end, replacement}: Case,
  verdict: Verdict
): string {
  const source = readSource(file)
  const line = source.slice(0, start).split('\n').length
  return `\n${file}:${line} (${verdict})\n  - ${source.slice(start, end)}\n  + ${replacement ?? ''}\n`
}

function report(verdicts: readonly Verdict[]): void {
  const count = (verdict: Verdict): number =>
    verdicts.filter((each) => each === verdict).length
  const noticed = verdicts.filter(isNoticed).length
  print(
    `${noticed} of ${verdicts.length} noticed (${((100 * noticed) / verdicts.length).toFixed(1)} %): ` +
      `${count('killed')} killed, ${count('timed out')} timed out, ` +
      `${count('survived')} survived, ${count('not reached')} not reached; seed ${seed}, ${elapsed()}`
  )
}

function elapsed(): string {
  return `${((performance.now() - start) / 60_000).toFixed(1)} min`
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
