/**
 * Tests the tests: makes a sample of small changes to `src` and `rules`, one at a time, and runs the tests that reach the
 * change. One that no test notices (a survivor) is equivalent to what was there, or shows what is not tested.
 *
 * All changes of the sample are built into one copy of the project (`copy.ts`), with switches. There each test is run once
 * without any of them, to find out which functions it calls, in processes that it starts, too (`reach.ts`). Then each change
 * is tried in a process that has loaded the sources (`trial.ts`).
 *
 * Usage: npm run mutate [part of a file's path…] [-- --seed <number>] [--cases <number>] [--only <number>,…] [--seconds <number>]
 *   [--jobs <number>]
 *
 * `--seconds` is how much processor time tests of one mutant may take, 30 by default: what has survived a short trial may be
 * tried for longer with `--only`. `--jobs` is how many are tried at a time: as many as there are cores, and two at least.
 */
import {readFileSync, readdirSync} from 'node:fs'
import {availableParallelism} from 'node:os'
import {join} from 'node:path'
import process from 'node:process'
import {parseArgs} from 'node:util'
import {makeRandom} from '../support/random.ts'
import {makeTempFolder, projectRoot} from '../support/temp.ts'
import type {Source} from './copy.ts'
import {makeCopy} from './copy.ts'
import type {Mutant} from './mutants.ts'
import {findMutants, findProbes} from './mutants.ts'
import type {TestFile} from './reach.ts'
import {Kept, toTestFile} from './reach.ts'
import type {Case, Verdict} from './trial.ts'
import {Trial} from './trial.ts'
import type {Place} from './workers.ts'
import {MutantWorker} from './workers.ts'

/** What is not changed, as it is tested where `npm run mutate` runs nothing: by real commits, and in browsers. */
const exempt = /^src\/(?:hook|site\/page)\/|\/bin\.ts$/

/** Files of tests that are not run: they test what is exempt, start package managers, or count work and memory. */
const unsuited =
  /^(?:actions|git)\/|growth|memory|\/package|bill-of-materials|matrix/

const {values, positionals} = parseArgs({
  allowPositionals: true,
  options: {
    seed: {type: 'string', default: String(Date.now() % 1_000_000)},
    cases: {type: 'string', default: '150'},
    only: {type: 'string'},
    seconds: {type: 'string', default: '30'},
    jobs: {
      type: 'string',
      default: String(Math.max(2, availableParallelism()))
    }
  }
})
const seed = toNumber('seed')
const longest = toNumber('seconds')
const jobs = toNumber('jobs')
const start = performance.now()
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => process.exit(1))
}

const sources = readSources()
const sample = takeSample(toNumber('cases'))
print(`${sample.length} mutants, seed ${seed}`)
const folder = makeTempFolder()
const place: Place = {folder, env: makeCopy(folder, addMutants(sample))}
process.env['RUNS'] ??= '0.5'
const atStart = new Set<number>()
const tests = await findTests()
print(`Which tests call what: known after ${elapsed()}`)
report(await tryAll())

function toNumber(name: 'seed' | 'cases' | 'seconds' | 'jobs'): number {
  const value = values[name]
  if (/^\d+$/.test(value)) return Number(value)
  throw new Error(`--${name} ${value}: expected a whole number`)
}

/** @returns the sources with their functions, and no mutants yet */
function readSources(): Source[] {
  let id = 0
  return ['rules', 'src']
    .flatMap((root) =>
      readdirSync(join(projectRoot, root), {
        encoding: 'utf8',
        recursive: true
      }).map((name) => join(root, name))
    )
    .filter((file) => file.endsWith('.ts') && !exempt.test(file))
    .sort()
    .map((file) => {
      const text = readFileSync(join(projectRoot, file), 'utf8')
      const probes = findProbes(text).map((probe) => ({...probe, id: id++}))
      return {file, text, probes, mutants: []}
    })
}

function takeSample(count: number): Case[] {
  const all = sources
    .filter(({file}) => positionals.every((part) => file.includes(part)))
    .flatMap((source) =>
      findMutants(source.text).map((mutant) => ({mutant, source}))
    )
  const random = makeRandom(seed)
  return all
    .map((each) => ({...each, rank: random()}))
    .sort((left, right) => left.rank - right.rank)
    .slice(0, count)
    .map(({mutant, source}, id) => ({
      ...mutant,
      id,
      source,
      functionId: findFunction(source, mutant)
    }))
}

/** @returns number of the innermost function that the mutant is in */
function findFunction(
  {probes}: Source,
  {start, end}: Mutant
): number | undefined {
  return probes.findLast((probe) => probe.start <= start && end <= probe.end)
    ?.id
}

function addMutants(cases: readonly Case[]): Source[] {
  return sources.map((source) => ({
    ...source,
    mutants: cases.filter((mutant) => mutant.source === source)
  }))
}

/** Runs each test once, without a mutant, where an earlier run has not. */
async function findTests(): Promise<TestFile[]> {
  const kept = new Kept(sources)
  const found: TestFile[] = []
  const queue = readdirSync(join(projectRoot, 'test'), {
    encoding: 'utf8',
    recursive: true
  }).filter((file) => file.endsWith('.test.ts') && !unsuited.test(file))
  await share(async () => {
    const made = await MutantWorker.make(place, -1, true)
    if (!made) throw new Error('The copy cannot be loaded')
    for (const id of made.atStart) atStart.add(id)
    for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
      let testFile = kept.read(file)
      if (!testFile) {
        const request = {file, mutant: -1, goesOn: true}
        const answer = await made.worker.ask(request, 60)
        if (typeof answer === 'string') {
          throw new Error(`${file}: ${answer}`)
        }

        testFile = toTestFile(file, answer)
        kept.write(testFile)
        for (const name of testFile.failed) {
          print(`${file}: fails without a mutant, left out: ${name}`)
        }
        if (answer.failure !== undefined) print(answer.failure)
      }

      found.push(testFile)
    }

    made.worker.kill()
  })
  return found
}

/** @returns what came of each mutant; those that no test notices are printed as they are found */
async function tryAll(): Promise<Verdict[]> {
  const only = values.only?.split(',').map(Number)
  const queue = sample.filter(({id}) => !only || only.includes(id))
  const count = queue.length
  const verdicts: Verdict[] = []
  const kills = new Map<string, number>()
  await share(async () => {
    const trial = new Trial({place, sources, tests, kills, atStart, longest})
    for (let mutant = queue.shift(); mutant; mutant = queue.shift()) {
      const result = await trial.tryMutant(mutant)
      verdicts.push(result.verdict)
      if (process.env['OUTPUT'] === 'all')
        print(`${mutant.id} ${JSON.stringify(result)}`)
      if (!isNoticed(result.verdict)) {
        print(describeSurvivor(mutant, result.verdict))
      }

      if (verdicts.length % 25 === 0) {
        print(`${verdicts.length} of ${count} tried, ${elapsed()}`)
      }
    }

    trial.stop()
  })
  return verdicts
}

/** Does something as many times at a time as there are jobs. */
async function share(act: () => Promise<void>): Promise<void> {
  await Promise.all(Array.from({length: jobs}, act))
}

function isNoticed(verdict: Verdict): boolean {
  return verdict === 'killed' || verdict === 'timed out'
}

function describeSurvivor(
  {id, source: {file, text}, start, end, replacement}: Case,
  verdict: Verdict
): string {
  const line = text.slice(0, start).split('\n').length
  return `\n${id}. ${file}:${line} (${verdict})\n  - ${text.slice(start, end)}\n  + ${replacement ?? ''}\n`
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
