/** The commit hook. */
import {existsSync} from 'node:fs'
import {join} from 'node:path'
import {formatInstall} from '../../files/package-manager.ts'
import {readIfThere} from '../../files/read-if-there.ts'
import {findToolFiles} from '../../files/tool-files.ts'
import {findRunnerEdit, formatGuarded, runsHook} from '../lib/hook-runners.ts'
import {findHookHome} from '../lib/hooks.ts'
import type {Part} from '../lib/part.ts'
import {appendLines} from '../lib/part.ts'
import type {Project} from '../lib/project.ts'
import {partTexts} from './texts.ts'

/** The line that `docs/hook.md` shows. */
const sourced = '. node_modules/qbank/pre-commit.sh'

export const hookPart: Part = {
  id: 'hook',
  changes: ({project}) => {
    const home = findHookHome(project)
    if (home.kind === 'other') {
      const edit = findRunnerEdit(home, project)
      return edit ? [{path: home.path, reason: partTexts.hookReason, edit}] : []
    }

    const isHuskys = home.kind === 'husky'
    return [
      {
        path: `${home.folder}/pre-commit`,
        reason: partTexts.hookReason,
        ...(!isHuskys && {mode: 0o755}),
        edit: (before) => editHook(project, before, isHuskys)
      }
    ]
  },
  notices: ({project}) => {
    const home = findHookHome(project)
    if (home.kind === 'other') {
      return runsHook(home) || findRunnerEdit(home, project)
        ? []
        : [partTexts.otherHook(home.path, home.program)]
    }

    const own = join(project.gitFolders.common, 'hooks/pre-commit')
    return home.kind === 'husky' && !home.isRegistered && existsSync(own)
      ? [partTexts.ownHook(`${home.folder}/pre-commit`)]
      : []
  }
}

/** @param isHuskys husky runs the hook with `sh -e`, so it needs no first line and no mode of a program */
function editHook(
  project: Project,
  before: string | undefined,
  isHuskys: boolean
): string | undefined {
  const lines = getLines(project, isHuskys)
  if (before === undefined) return `${isHuskys ? '' : '#!/bin/sh\n'}${lines}`
  if (/qbank/.test(before)) return upgrade(project, before)
  if (/lint-staged/.test(before) && isInLintStaged(project)) return undefined
  // Lines after these commands do not run.
  const ending = /^(?:exit|exec)\b.*\s*$/m.exec(lastLine(before))
  if (!ending) return appendLines(before, lines)
  const start = before.trimEnd().lastIndexOf('\n') + 1
  return before.slice(0, start) + lines + before.slice(start)
}

function lastLine(text: string): string {
  return text.trimEnd().split('\n').at(-1) ?? ''
}

function getLines(
  {below, isPlugAndPlay, manager}: Project,
  isHuskys: boolean
): string {
  const install = formatInstall(manager)
  if (isPlugAndPlay) {
    const line = formatGuarded('yarn qbank-hook')
    return below === '' ? `${line}\n` : enterFolder(below, [line])
  }

  if (below === '') {
    const ending = isHuskys ? '' : ' || exit 1'
    return `${getGuard('node_modules', install)}\n${sourced}${ending}\n`
  }

  // Some package managers install the packages of all projects in the root.
  const up = below.split('/').map(() => '..')
  return enterFolder(below, [
    `modules=node_modules; [ -e $modules/qbank ] || modules=${up.join('/')}/node_modules`,
    getGuard('$modules', install),
    'PATH="$PATH:$modules/.bin"',
    '. $modules/qbank/pre-commit.sh'
  ])
}

/** Lines that run in a folder without changing the folder of later lines. */
function enterFolder(folder: string, lines: readonly string[]): string {
  const all = [`cd ${folder} || exit 1`, ...lines]
  return `(\n${all.map((line) => `  ${line}\n`).join('')}) || exit 1\n`
}

function getGuard(modules: string, install: string): string {
  return `[ -e ${modules}/qbank ] || { echo 'Run \`${install}\`, and commit again.' >&2; exit 1; }`
}

/** @returns the hook with the parts that lines of older versions lack */
function upgrade({manager}: Project, before: string): string {
  const isGuarded = /-[ef] node_modules\/qbank/.test(before)
  if (isGuarded) return before
  const guard = getGuard('node_modules', formatInstall(manager))
  return before.replace(
    /^([ \t]*)(\. node_modules\/qbank\/pre-commit\.sh)/m,
    (_, indent: string, line: string) => `${indent}${guard}\n${indent}${line}`
  )
}

/** @returns whether the project's own configuration has the task of `qbank/lint-staged` */
function isInLintStaged({folder}: Project): boolean {
  return findToolFiles('lint-staged', folder).some(({path}) =>
    /qbank/.test(readIfThere(path) ?? '')
  )
}
