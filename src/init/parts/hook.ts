/** The commit hook. */
import {existsSync} from 'node:fs'
import {join} from 'node:path'
import {formatInstall} from '../../files/package-manager.ts'
import {readIfThere} from '../../files/read-if-there.ts'
import {findToolFiles} from '../../files/tool-files.ts'
import {findHookHome} from '../lib/hooks.ts'
import type {Part} from '../lib/part.ts'
import {appendLines} from '../lib/part.ts'
import type {Project} from '../lib/project.ts'
import {initTexts} from '../lib/texts.ts'

/** The line of `docs/hook.md`. */
const sourced = '. node_modules/qbank/pre-commit.sh'

export const hookPart: Part = {
  id: 'hook',
  changes: ({project}) => {
    const home = findHookHome(project)
    if (home.kind === 'other') return []
    const isHuskys = home.kind === 'husky'
    return [
      {
        path: `${home.folder}/pre-commit`,
        reason: initTexts.hookReason,
        ...(!isHuskys && {mode: 0o755}),
        edit: (before) => editHook(project, before, isHuskys)
      }
    ]
  },
  notices: ({project}) => {
    const home = findHookHome(project)
    if (home.kind === 'other') {
      return [initTexts.otherHook(home.path, home.program)]
    }

    const own = join(project.gitFolders.common, 'hooks/pre-commit')
    return home.kind === 'husky' && !home.isRegistered && existsSync(own)
      ? [initTexts.ownHook(`${home.folder}/pre-commit`)]
      : []
  }
}

/** @param isHuskys husky runs the hook with `sh -e`, and needs neither a first line nor the mode of a program */
function editHook(
  project: Project,
  before: string | undefined,
  isHuskys: boolean
): string | undefined {
  const lines = getLines(project, isHuskys)
  if (before === undefined) return `${isHuskys ? '' : '#!/bin/sh\n'}${lines}`
  if (/qbank/.test(before)) return upgrade(project, before)
  if (/lint-staged/.test(before) && isInLintStaged(project)) return undefined
  // Nothing runs after these, where they are at the end.
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
  const own = isPlugAndPlay
    ? ["git diff --cached --quiet -- '*.md' '*.markdown' || yarn qbank-hook"]
    : [getGuard(formatInstall(manager)), sourced]
  if (below !== '') {
    return [
      '(',
      ...[`cd ${below} || exit 1`, ...own].map((line) => `  ${line}`),
      ') || exit 1\n'
    ].join('\n')
  }

  return `${own.join('\n')}${isHuskys ? '' : ' || exit 1'}\n`
}

function getGuard(install: string): string {
  return `[ -e node_modules/qbank ] || { echo 'Run \`${install}\`, and commit again.' >&2; exit 1; }`
}

/** @returns the hook with what lines of older versions lack */
function upgrade({manager}: Project, before: string): string {
  const isGuarded = /-[ef] node_modules\/qbank/.test(before)
  if (isGuarded) return before
  const guard = getGuard(formatInstall(manager))
  return before.replace(
    /^([ \t]*)(\. node_modules\/qbank\/pre-commit\.sh)/m,
    (_, indent: string, line: string) => `${indent}${guard}\n${indent}${line}`
  )
}

/** @returns whether a configuration of the project's own has the task of `qbank/lint-staged` */
function isInLintStaged({folder}: Project): boolean {
  return findToolFiles('lint-staged', folder).some(({path}) =>
    /qbank/.test(readIfThere(path) ?? '')
  )
}
