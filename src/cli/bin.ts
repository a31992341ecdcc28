/** The start of `qbank`: it connects the command line to `process`. */
import process from 'node:process'
import {cliTexts} from './lib/texts.ts'
import {expectEnd} from '../text/brief.ts'
import {UserError} from '../text/user-error.ts'
import {exitCodes} from '../text/exit-codes.ts'
import {explain} from './lib/explain.ts'
import {main} from './main.ts'

expectEnd()

const {stdout, stderr, env} = process
let isDone = false

for (const stream of [stdout, stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // If a reader stops early (`qbank check | head`), that is not an error.
    if (error.code === 'EPIPE') return
    isDone = true
    process.exitCode = exitCodes.usage
    if (stream === stderr) return
    const reason = cliTexts.cannotPrint(error.code ?? error.message)
    explain(new UserError(reason, {cause: error}), {stderr, env})
  })
}

// For example from a plugin's timer: nothing else can catch that.
process.on('uncaughtException', (error) => {
  isDone = true
  explain(error, {stderr, env})
  process.exit(exitCodes.usage)
})

process.on('exit', () => {
  if (isDone) return
  // Nothing is left to wait for, but the work is not finished.
  explain(new UserError(cliTexts.unfinished), {stderr, env})
  process.exitCode = exitCodes.usage
})

// Not `await`: if there is nothing left to wait for, Node would print a warning of its own.
void run().then((exitCode) => {
  process.exitCode ??= exitCode
  isDone = true
})

async function run(): Promise<number> {
  let cwd: string
  try {
    cwd = process.cwd()
  } catch (error) {
    explain(new UserError(cliTexts.noCwd, {cause: error}), {stderr, env})
    return exitCodes.usage
  }

  return main({
    argv: process.argv.slice(2),
    // Most commands do not read it, and Node opens it on first access.
    get stdin() {
      return process.stdin
    },
    stdout,
    stderr,
    cwd,
    env
  })
}
