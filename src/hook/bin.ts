/**
 * `qbank-hook`: runs lint-staged with the one task of the hook, and with options under which it only selects files and
 * runs the task. No configuration of the project is read for it, so none can be in the way.
 */
import {createRequire} from 'node:module'
import {join} from 'node:path'
import process from 'node:process'
import {pathToFileURL} from 'node:url'
import {findPackageManager, formatInstall} from '../files/package-manager.ts'
import {expectEnd} from '../text/brief.ts'
import type {Scope} from './commit-banks.ts'
import {finishAtExit, repairStaged} from './repair-staged.ts'
import {hookTexts} from './texts.ts'

type LintStaged = (
  options: Readonly<Record<string, unknown>>
) => Promise<boolean>

/** @returns whether the commit may go on */
async function run(scope: Scope): Promise<boolean> {
  const lintStaged = await loadLintStaged()
  if (!lintStaged) return false
  expectEnd()
  finishAtExit()
  return lintStaged({
    config: {
      '*.{md,markdown}': {
        title: hookTexts.title,
        task: async (files: readonly string[]) =>
          repairStaged(files, {scope, isHiding: false})
      }
    },
    quiet: true,
    stash: false,
    hidePartiallyStaged: false,
    allowEmpty: true
  })
}

/** @returns nothing if it is not there, or not of a version that is known to work; that is printed */
async function loadLintStaged(): Promise<LintStaged | undefined> {
  // The project's own, wherever this package is.
  const require = createRequire(join(process.cwd(), 'package.json'))
  const manager = findPackageManager(process.cwd())
  let version: string
  try {
    ;({version} = require('lint-staged/package.json') as {version: string})
  } catch {
    refuse(hookTexts.noLintStaged(formatInstall(manager)))
    return undefined
  }

  if (!/^1[67]\./.test(version)) {
    const install = formatInstall(manager, getFitting())
    refuse(hookTexts.otherLintStaged(version, install))
    return undefined
  }

  const path = require.resolve('lint-staged')
  const module = (await import(pathToFileURL(path).href)) as {
    default: LintStaged
  }
  return module.default
}

/** @returns the newest lint-staged that works on this Node */
function getFitting(): string {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const isNew = major > 22 || (major === 22 && minor >= 22)
  return isNew ? 'lint-staged@17' : 'lint-staged@16'
}

function refuse(text: string): void {
  process.stderr.write(`${text}\n`)
}

void run(process.argv.includes('--all') ? 'all' : 'changed').then(
  (isPassed) => {
    if (!isPassed) process.exitCode = 1
  }
)
