/** Actions as GitHub runs them, with its own evaluator of expressions. */
import {spawn} from 'node:child_process'
import {existsSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {data, Evaluator, Lexer, Parser} from '@actions/expressions'
import * as yaml from 'yaml'
import type {Ended} from '../cli/support.ts'
import {cleanEnv, projectRoot} from '../support/temp.ts'

/** A composite Action, as far as tests look into it. */
export interface Action {
  readonly inputs: Readonly<
    Record<string, {readonly default?: string; readonly required?: boolean}>
  >
  readonly runs: {readonly steps: readonly Step[]}
}

/** A step of an Action or a job. */
export interface Step {
  readonly if?: string
  readonly uses?: string
  readonly run?: string
  readonly shell?: string
  readonly with?: Readonly<Record<string, unknown>>
  readonly env?: Readonly<Record<string, string>>
}

/** @returns an Action of this repository; its folder is relative to the root */
export function readAction(folder: string): {text: string; action: Action} {
  const text = readFileSync(join(projectRoot, folder, 'action.yml'), 'utf8')
  return {text, action: yaml.parse(text) as Action}
}

/** What expressions can refer to. */
export type Contexts = Readonly<Record<string, unknown>>

/** @returns the text with its expressions evaluated */
export function evaluate(text: string, contexts: Contexts): string {
  return text.replace(/\$\{\{(.*?)\}\}/g, (_, expression: string) =>
    evaluateExpression(expression, contexts).coerceString()
  )
}

function evaluateExpression(
  expression: string,
  contexts: Contexts
): data.ExpressionData {
  const {tokens} = new Lexer(expression).lex()
  const parsed = new Parser(tokens, Object.keys(contexts), []).parse()
  const values = toData(contexts)
  return new Evaluator(parsed, values as data.Dictionary).evaluate()
}

function toData(value: unknown): data.ExpressionData {
  if (typeof value === 'string') return new data.StringData(value)
  if (typeof value === 'number') return new data.NumberData(value)
  if (typeof value !== 'object' || value === null) return new data.Null()
  return new data.Dictionary(
    ...Object.entries(value).map(([key, each]) => ({
      key,
      value: toData(each)
    }))
  )
}

/** @returns the inputs with their defaults */
export function fillInputs(
  {inputs}: Action,
  given: Readonly<Record<string, string>>,
  contexts: Contexts
): Record<string, string> {
  for (const name of Object.keys(given)) {
    if (!(name in inputs)) throw new Error(`no input ${name}`)
  }

  return Object.fromEntries(
    Object.entries(inputs).map(([name, input]) => [
      name,
      given[name] ?? evaluate(input.default ?? '', contexts)
    ])
  )
}

/** What a run of an Action is given. */
export interface RunOptions {
  readonly inputs?: Readonly<Record<string, string>>
  readonly github?: Readonly<Record<string, unknown>>
  readonly env?: Readonly<Record<string, string>>
  /** Root of the repository that the Action is in. */
  readonly root?: string
}

/** Runs the scripts of an Action in a folder as GitHub's runner does; other Actions that it uses are passed over. */
export async function runAction(
  folder: string,
  action: Action,
  {inputs = {}, github = {}, env = {}, root = projectRoot}: RunOptions = {}
): Promise<Ended> {
  const contexts = {github, runner: {temp: join(folder, '..')}}
  const filled = fillInputs(action, inputs, contexts)
  return runSteps(folder, action.runs.steps, {
    contexts: {...contexts, inputs: filled},
    env: {GITHUB_ACTION_PATH: root, ...env}
  })
}

/** Runs the scripts among steps in a folder, up to the first that fails. */
export async function runSteps(
  folder: string,
  steps: readonly Step[],
  {
    contexts,
    env
  }: {
    readonly contexts: Contexts
    readonly env: Readonly<Record<string, string>>
  }
): Promise<Ended> {
  let last: Ended | undefined
  for (const step of steps) {
    if (step.run === undefined) continue
    const own = Object.entries(step.env ?? {}).map(
      ([name, value]) => [name, evaluate(value, contexts)] as const
    )
    last = await runScript(folder, step.run, {
      ...env,
      ...Object.fromEntries(own)
    })
    if (last.status !== 0) return last
  }

  if (!last) throw new Error('no step was run')
  return last
}

/** Not `spawnSync`: a server of the test may have to answer meanwhile. */
export async function runScript(
  folder: string,
  script: string,
  env: Readonly<Record<string, string>>
): Promise<Ended> {
  if (!folder.includes('qbank-test-')) throw new Error(folder)
  const child = spawn('bash', ['-e', '-c', script], {
    cwd: folder,
    env: {...cleanEnv(), ...env},
    stdio: ['ignore', 'pipe', 'pipe']
  })
  const output = {stdout: '', stderr: ''}
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].on('data', (data: Buffer) => (output[name] += data.toString()))
  }

  const status = await new Promise<number>((resolve) => {
    child.on('close', (code) => {
      resolve(code ?? -1)
    })
  })
  return {status, ...output}
}

/** @returns whether the files are there */
export function areThere(folder: string, ...names: string[]): boolean[] {
  return names.map((name) => existsSync(join(folder, name)))
}
