// What the Actions run: finds qbank, hands it the inputs, and ends as it ends. The project's own installation goes first,
// since its configuration imports it; without one, this repository's is built. Inputs come as environment variables, one
// thing a line, and reach qbank as arguments, by way of no shell.
import {spawnSync} from 'node:child_process'
import {existsSync, readFileSync} from 'node:fs'
import {createRequire} from 'node:module'
import {dirname, join, resolve} from 'node:path'
import process from 'node:process'
import {fileURLToPath} from 'node:url'

/** Events whose workflows have secrets and may write, and may yet have checked out what a stranger proposes. */
const privileged = new Set(['pull_request_target', 'workflow_run'])

const ownRoot = join(dirname(fileURLToPath(import.meta.url)), '..')
const cwd = resolve(read('WORKING_DIRECTORY') || '.')
const command = process.argv[2] ?? ''
const event = process.env['GITHUB_EVENT_NAME'] ?? ''
// Of these, one reads a report, and the other merges in git: neither runs code of the repository.
const hasConfiguration =
  ['suggest', 'catch-up'].includes(command) || readConfig()
const {status, error} = spawnSync(
  process.execPath,
  [findProgram(), ...getArguments()],
  {cwd: existsSync(cwd) ? cwd : process.cwd(), stdio: 'inherit'}
)
if (error) throw error
process.exitCode = status ?? 2

/** @returns whether code of the repository may run */
function readConfig() {
  const value = read('CONFIG')
  if (value === 'false') return false
  if (value !== 'true') end('`config` is neither `true` nor `false`')
  if (privileged.has(event)) {
    end(
      `A workflow on \`${event}\` may write and has secrets, and the configuration of a pull request is code that would run with them. Set \`config: false\`, or use the Action in a workflow on \`pull_request\` (docs/ci.md)`
    )
  }

  return true
}

/**
 * @param {string} reason
 * @returns {never}
 */
function end(reason) {
  process.stderr.write(`${reason}\n`)
  process.exit(2)
}

/** @returns {string[]} */
function getArguments() {
  // The folder is qbank's to complain about, where there is none.
  const args = [command, `--cwd=${cwd}`]
  if (command === 'suggest') return [...args, '--', read('REPORT')]
  if (command === 'catch-up') return args
  if (!hasConfiguration) args.push('--no-config')
  if (command === 'form') {
    return [...args, '--issue', '--', ...readLines('FILES')]
  }

  for (const reporter of readLines('REPORTERS')) {
    args.push(`--reporter=${reporter}`)
  }

  for (const name of ['SINCE', 'MAX_WARNINGS']) {
    const value = read(name)
    const option = name.toLowerCase().replace('_', '-')
    if (value !== '') args.push(`--${option}=${value}`)
  }

  return [...args, '--', ...readLines('FILES')]
}

/** @returns {string} path of the program, absolute */
function findProgram() {
  // What the project has installed may be its own code, too, or what a pull request makes of it.
  const isTrusted =
    hasConfiguration && !(command === 'catch-up' && privileged.has(event))
  const root = (isTrusted ? findInstalled(cwd) : undefined) ?? ownRoot
  /** @type {unknown} */
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const {bin} = /** @type {{bin: {qbank: string}}} */ (manifest)
  const program = join(root, bin.qbank)
  // A shell finds npm on Windows, too; no word of the command comes from outside.
  if (!existsSync(program)) {
    const build = spawnSync(
      'npm ci --ignore-scripts --no-audit --no-fund && npm run --silent build',
      {cwd: root, shell: true, stdio: ['ignore', process.stderr, 'inherit']}
    )
    if (build.status !== 0) process.exit(2)
  }

  return program
}

/**
 * @param {string} folder absolute
 * @returns {string | undefined} the package as the folder's files would import it
 */
function findInstalled(folder) {
  try {
    const {resolve} = createRequire(join(folder, 'package.json'))
    return dirname(resolve('qbank/package.json'))
  } catch {
    return undefined
  }
}

/**
 * @param {string} name of an input
 * @returns {string}
 */
function read(name) {
  return (process.env[`QBANK_${name}`] ?? '').trim()
}

/** @param {string} name of an input */
function readLines(name) {
  return read(name)
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
}
