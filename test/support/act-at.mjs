/**
 * Loaded before the hook (`node --import`): counts the steps in which it touches the disk or starts a program, and does
 * something before one of them. ACT_AT is the number of the step, ACT the action; each step is written to ACT_LOG.
 */
import childProcess from 'node:child_process'
import fs from 'node:fs'
import {syncBuiltinESMExports} from 'node:module'
import process from 'node:process'

const {ACT = '', ACT_AT = '0', ACT_LOG = ''} = process.env
const {appendFileSync, readFileSync, writeFileSync} = fs
const {spawnSync} = childProcess
const isHook = /hook[/\\]bin\.cjs$/.test(process.argv[1] ?? '')
let step = 0
/** Whether the step is one of this file's own. */
let isInside = false

/** @returns the process of git that has started the hook */
function findGit() {
  let pid = process.ppid
  for (let up = 0; up < 6 && pid > 1; up++) {
    const name = readFileSync(`/proc/${pid}/comm`, 'utf8').trim()
    if (name === 'git') return pid
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    pid = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  }

  throw new Error('no git above')
}

/** @type {Record<string, (words: string) => void>} */
const acts = {
  kill: (signal) => {
    process.kill(process.pid, /** @type {NodeJS.Signals} */ (signal))
    // Node notices at the next turn of its loop; what is to be stopped goes on for so long.
  },
  'kill-git': (signal) => {
    process.kill(findGit(), /** @type {NodeJS.Signals} */ (signal))
    // Git deletes its locks when it ends.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 30)
  },
  'kill-all': (signal) => {
    process.kill(-findGit(), /** @type {NodeJS.Signals} */ (signal))
  },
  /** As an editor saves: the text of another file, in place. */
  save: (paths) => {
    const [from = '', to = ''] = paths.split('>')
    writeFileSync(to, readFileSync(from))
  },
  run: (command) => {
    const env = {...process.env, NODE_OPTIONS: '', GIT_INDEX_FILE: undefined}
    spawnSync('sh', ['-c', command], {env})
  }
}

/** @param {string} name of the function that is called */
function count(name) {
  if (isInside) return
  isInside = true
  step++
  if (ACT_LOG !== '') appendFileSync(ACT_LOG, `${step} ${name}\n`)
  if (step === Number(ACT_AT)) {
    const [act = '', ...words] = ACT.split(' ')
    acts[act]?.(words.join(' '))
  }

  isInside = false
}

/**
 * @param {Record<string, any>} module
 * @param {readonly string[]} names of functions
 */
function watch(module, names) {
  for (const name of names) {
    const original = module[name]
    module[name] = (/** @type {unknown[]} */ ...parts) => {
      count(name)
      return original.apply(module, parts)
    }
  }
}

if (isHook) {
  watch(childProcess, ['spawn', 'spawnSync'])
  watch(fs, [
    'accessSync',
    'chownSync',
    'closeSync',
    'copyFileSync',
    'fchmodSync',
    'fsyncSync',
    'ftruncateSync',
    'lstatSync',
    'mkdtempSync',
    'openSync',
    'readFileSync',
    'readdirSync',
    'realpathSync',
    'renameSync',
    'rmSync',
    'writeFileSync',
    'writeSync'
  ])
  syncBuiltinESMExports()
}
