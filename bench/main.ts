/** `npm run bench`: measures qbank and its peers in one run; `bench/README.md` says what and how. */
import {spawnSync} from 'node:child_process'
import {existsSync, writeFileSync} from 'node:fs'
import * as os from 'node:os'
import {join} from 'node:path'
import process from 'node:process'
import {parseArgs} from 'node:util'
import * as prettier from 'prettier'
import type {Sample} from './measure.ts'
import {getEnvironment, measure} from './measure.ts'
import type {Measurement, Results} from './results.ts'
import {isBusy, median, readResults, resultsPath} from './results.ts'
import {getFamilySessions} from './families.ts'
import {getSessions} from './sessions.ts'
import {getTools, getVersion, peerModules, root} from './tools.ts'
import type {Trial} from './trials.ts'
import {makeTrials} from './trials.ts'
import {round1} from './units.ts'
import {kindRuns, kindWorks, sizes, slow} from './works.ts'

/** A program that takes longer than this is run once; milliseconds. */
const longest = 5000

/** What can be run alone; what the others have measured stays. */
const parts = ['tools', 'kinds', 'sessions', 'hostile'] as const

const help = `Usage: npm run bench -- [options] [part...]

Measures qbank and its peers, then writes results.json, README.md and chart.svg in bench/.

Parts (default: all):
  tools     all tools, on plain banks of several sizes
  kinds     banks of all kinds, beside rumdl and oxfmt
  sessions  commits, keystrokes, many banks, banks built to defeat the scanner
  hostile   texts built to take long, of several lengths; half an hour

Options:
  --runs <n>     run each program so often, a warm-up aside (default: 5)
  --skip-slow    leave out what takes minutes: Prettier on the largest bank
  --only <part>  only works, sizes and tools whose name has this part, as in
                 \`check-clean/84/rumdl\`; writes nothing
  --quick        each program once on small banks, to see that none crashes; writes nothing
`

const options = readOptions()
if (options.help) {
  process.stdout.write(help)
} else {
  installPeers()
  const tools = getTools()
  const trials = makeTrials({
    tools,
    sizes: options.quick ? sizes.slice(0, 2) : sizes,
    isSkipped: (tool, cards) =>
      options.skipSlow && cards >= (slow[tool] ?? Infinity)
  }).filter(
    (trial) =>
      getName(trial).includes(options.only) &&
      options.parts.has(isOfKinds(trial.work) ? 'kinds' : 'tools')
  )
  const sessions = [
    ...getSessions(options.runs, options.quick),
    ...getFamilySessions(options.runs, options.quick)
  ].filter(
    ({name, part = 'sessions'}) =>
      name.includes(options.only) && options.parts.has(part)
  )
  if (trials.length + sessions.length === 0) {
    throw new Error(`Nothing has ${options.only}`)
  }

  const machine = describeMachine()
  const load = Math.round((os.loadavg()[0] ?? 0) * 100) / 100
  if (isBusy({machine, load}) && !options.quick) {
    process.stderr.write(
      `The machine is busy (load ${load}): times will be too long\n`
    )
  }

  const measurements = runTrials(trials, options.quick ? 0 : options.runs)
  for (const session of sessions) {
    measurements.push(...(await session.measure()))
    process.stderr.write(`${session.name} done\n`)
  }

  print(measurements)
  if (!options.quick && options.only === '') {
    await write({
      date: new Date().toISOString().slice(0, 10),
      machine,
      load,
      runs: options.runs,
      tools: Object.fromEntries(
        Array.from(tools, ([name, tool]) => [
          name,
          {title: tool.title, version: getVersion(tool)}
        ])
      ),
      measurements
    })
  }
}

function isOfKinds(work: string): boolean {
  return kindWorks.some(({id}) => id === work)
}

interface BenchOptions {
  readonly parts: ReadonlySet<string>
  readonly help: boolean
  readonly runs: number
  readonly skipSlow: boolean
  readonly only: string
  readonly quick: boolean
}

function readOptions(): BenchOptions {
  const {values, positionals} = parseArgs({
    allowPositionals: true,
    options: {
      help: {type: 'boolean', short: 'h', default: false},
      runs: {type: 'string', default: '5'},
      'skip-slow': {type: 'boolean', default: false},
      only: {type: 'string', default: ''},
      quick: {type: 'boolean', default: false}
    }
  })
  const runs = Number(values.runs)
  if (!Number.isInteger(runs) || runs < 1) {
    throw new RangeError(`--runs: expected a number from 1, not ${values.runs}`)
  }

  for (const part of positionals) {
    if (parts.every((each) => each !== part)) {
      throw new RangeError(`No part is called ${part}`)
    }
  }

  return {
    ...values,
    runs,
    parts: new Set(positionals.length > 0 ? positionals : parts),
    skipSlow: values['skip-slow']
  }
}

/** The peers are not installed with the package. */
function installPeers(): void {
  if (existsSync(join(peerModules, '.package-lock.json'))) return
  process.stderr.write('Installing the peers in bench/ …\n')
  // Not `npm ci`: it refuses a lock file without the packages for other platforms, which not every registry has.
  const {status} = spawnSync(
    'npm',
    ['install', '--no-save', '--prefix', 'bench', '--no-audit', '--no-fund'],
    {
      cwd: root,
      env: getEnvironment(),
      stdio: ['ignore', 'ignore', 'inherit'],
      // On Windows, npm is a script and not a program.
      shell: process.platform === 'win32'
    }
  )
  if (status !== 0) throw new Error('npm could not install the peers')
}

function getName({work, cards, tool}: Omit<Measurement, 'samples'>): string {
  return `${work}/${cards}/${tool}`
}

/**
 * Goes round all trials, so that ours and its peers alternate and whatever else the machine does meets all of them. The
 * first round is for the caches and not counted.
 *
 * @param runs rounds to count; with 0 the first one is
 * @throws Error if a program crashes or does not do what it is to do
 */
function runTrials(trials: readonly Trial[], runs: number): Measurement[] {
  const samples = new Map<Trial, Sample[]>(trials.map((trial) => [trial, []]))
  const isDone = new Set<Trial>()
  for (let round = 0; trials.length > 0 && round <= runs; round++) {
    // The order of the trials changes in each round.
    for (const trial of round % 2 === 0 ? trials : trials.toReversed()) {
      if (isDone.has(trial)) continue
      if (isOfKinds(trial.work) && round > kindRuns) continue
      trial.prepare()
      const outcome = measure(trial.command)
      const complaint = trial.judge(outcome)
      if (complaint !== undefined) {
        const tail = outcome.output.split('\n').slice(-20).join('\n')
        throw new Error(`${getName(trial)}: ${complaint}\n${tail}`)
      }

      if (outcome.wall > longest) isDone.add(trial)
      if (round > 0 || runs === 0 || isDone.has(trial)) {
        const {wall, cpu, memory} = outcome
        samples.get(trial)?.push({
          wall: round1(wall),
          ...(cpu !== undefined && {cpu: round1(cpu)}),
          ...(memory !== undefined && {memory: round1(memory)})
        })
      }
    }

    process.stderr.write(`Round ${round} of ${runs} done\n`)
  }

  return Array.from(samples, ([{work, cards, tool}, samples]) => ({
    ...{work, cards, tool, samples}
  }))
}

/** A line each. */
function print(measurements: readonly Measurement[]): void {
  const width = Math.max(...measurements.map((each) => getName(each).length))
  for (const each of measurements) {
    const {samples} = each
    process.stdout.write(
      `${getName(each).padEnd(width)} ${show(samples, 'wall', 'ms')}${show(samples, 'cpu', 'ms CPU')}${show(samples, 'memory', 'MB')}\n`
    )
  }
}

function show(
  samples: readonly Sample[],
  key: keyof Sample,
  unit: string
): string {
  const values = samples.flatMap((sample) => sample[key] ?? [])
  return values.length === 0
    ? ''
    : ` ${median(values).toFixed(0).padStart(7)} ${unit}`
}

/** Says what the machine can do, and nothing that identifies it. */
function describeMachine(): Results['machine'] {
  const release = /^\d+\.\d+/.exec(os.release())?.[0] ?? ''
  return {
    cpu: os.cpus()[0]?.model.trim() ?? 'unknown',
    cores: os.availableParallelism(),
    memory: Math.round(os.totalmem() / 2 ** 30),
    node: process.versions.node,
    os: `${os.type()} ${release} ${os.arch()}`
  }
}

/** Writes the numbers, and what is generated from them. What was not measured again stays. */
async function write(measured: Results): Promise<void> {
  const isNew = (each: Measurement): boolean =>
    measured.measurements.some((other) => getName(other) === getName(each))
  const old = readResults()?.measurements.filter((each) => !isNew(each)) ?? []
  const results = {
    ...measured,
    measurements: [...old, ...measured.measurements]
  }
  const options = await prettier.resolveConfig(resultsPath)
  writeFileSync(
    resultsPath,
    await prettier.format(JSON.stringify(results), {
      ...options,
      filepath: resultsPath
    })
  )
  spawnSync(process.execPath, ['--import', 'tsx', 'scripts/generate.ts'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit']
  })
}
