/** Checks that git runs the commit hook here. */
import {accessSync, constants, existsSync, realpathSync} from 'node:fs'
import {delimiter, dirname, join, sep} from 'node:path'
import process from 'node:process'
import {readHooksPath} from '../files/missing-hook.ts'
import {formatWords, getRunWords} from '../files/package-manager.ts'
import {readIfThere} from '../files/read-if-there.ts'
import {findToolFiles} from '../files/tool-files.ts'
import {quoteForShell} from '../text/clean.ts'
import {findRunnerEdit, runsHook} from '../init/lib/hook-runners.ts'
import type {HookHome} from '../init/lib/hooks.ts'
import {findHookHome} from '../init/lib/hooks.ts'
import type {Finding, Subject} from './finding.ts'
import {note, wrong} from './finding.ts'
import {doctorTexts} from './texts.ts'

/** The hook must name qbank, or run lint-staged with a configuration that does. */
export function checkHook(subject: Subject): Finding[] {
  const {project, command} = subject
  const {root, folder} = project
  const home = findHookHome(project)
  if (home.kind === 'other') return checkOther(subject, home)
  const path = `${home.folder}/pre-commit`
  const text = readIfThere(join(root, path))
  const tasks = findToolFiles('lint-staged', folder)
  const isNamed =
    /qbank/.test(text ?? '') ||
    (/lint-staged/.test(text ?? '') &&
      tasks.some((task) => /qbank/.test(task.text)))
  if (!isNamed) return [wrong(doctorTexts.noHook(path), `${command} init`)]
  return home.kind === 'husky'
    ? checkHusky(subject, home.folder)
    : checkProgram(root, path)
}

/** husky's own folder is not in the repository, so a new clone or worktree does not have it. */
function checkHusky({project, env}: Subject, folder: string): Finding[] {
  const {root, gitFolders, below, manager} = project
  const husky =
    below === ''
      ? formatWords([
          ...getRunWords(manager, 'husky'),
          ...(folder === '.husky' ? [] : [folder])
        ])
      : `${manager} run ${project.isModernYarn ? 'postinstall' : 'prepare'}`
  const hooksPath = readHooksPath(gitFolders.common)
  const isOld =
    existsSync(join(root, folder, '_/husky.sh')) && hooksPath === folder
  const findings: Finding[] = []
  if (hooksPath === undefined) {
    findings.push(wrong(doctorTexts.hookOff, husky))
  } else if (!isOld && !existsSync(join(root, hooksPath, 'pre-commit'))) {
    findings.push(wrong(doctorTexts.noHooksFolder(hooksPath), husky))
  }

  if (env['HUSKY'] === '0') {
    findings.push(wrong(doctorTexts.huskyOff, 'unset HUSKY'))
  }

  return findings
}

/** Git ignores a hook that is not executable, with a hint that few people read. */
function checkProgram(root: string, path: string): Finding[] {
  try {
    accessSync(join(root, path), constants.X_OK)
    return []
  } catch {
    const remedy = `chmod +x ${quoteForShell(path)}`
    return [wrong(doctorTexts.noProgram(path), remedy)]
  }
}

function checkOther(
  {command, project}: Subject,
  home: Extract<HookHome, {kind: 'other'}>
): Finding[] {
  if (runsHook(home)) return []
  const {path, program} = home
  const remedy = findRunnerEdit(home, project)
    ? `${command} init`
    : doctorTexts.addHook(path)
  return [wrong(doctorTexts.otherHook(path, program), remedy)]
}

/** Folders that graphical programs search. */
const usualFolders = ['/usr/local/bin', '/usr/bin', '/bin', '/opt/homebrew/bin']

/** A graphical program may commit, and it searches fewer folders than a terminal. */
export function checkPath({env}: Subject): Finding[] {
  if (process.platform === 'win32') return []
  const node = process.execPath
  const known = usualFolders.some((folder) =>
    leadsTo(join(folder, 'node'), node)
  )
  const script = join(env['HOME'] ?? '/', '.config/husky/init.sh')
  if (known || /PATH|nvm|fnm|volta|mise|asdf/.test(readIfThere(script) ?? '')) {
    return []
  }

  const folder = findOnPath(env['PATH'] ?? '') ?? dirname(node)
  const line = `export PATH="${folder}:$PATH"`
  return [
    note(
      doctorTexts.hiddenNode(folder),
      `mkdir -p ~/.config/husky && echo ${quoteForShell(line)} >> ~/.config/husky/init.sh`
    )
  ]
}

function leadsTo(path: string, target: string): boolean {
  try {
    return realpathSync(path) === realpathSync(target)
  } catch {
    return false
  }
}

/** @returns the folder in which a terminal finds Node, without those that `npx` has added */
function findOnPath(path: string): string | undefined {
  return path
    .split(delimiter)
    .filter((folder) => !folder.includes(`${sep}node_modules${sep}`))
    .find((folder) => folder !== '' && existsSync(join(folder, 'node')))
}
