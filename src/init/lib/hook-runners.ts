/** Adds the hook to the configuration of another program that runs the hooks of a repository. */
import {basename, dirname, join} from 'node:path'
import {isMap, isSeq, parseDocument} from 'yaml'
import {editPackageJson} from '../../files/package-json.ts'
import {formatWords, getRunWords} from '../../files/package-manager.ts'
import {readIfThere} from '../../files/read-if-there.ts'
import {quoteForShell} from '../../text/clean.ts'
import type {HookHome} from './hooks.ts'
import type {Change} from './part.ts'
import type {Project} from './project.ts'

type OtherHome = Extract<HookHome, {kind: 'other'}>

/** Whether the program runs the hook already. */
export function runsHook({file}: OtherHome): boolean {
  return /qbank/.test(file?.text ?? '')
}

/** @returns the change of the configuration; `undefined` where only a person can make it, or nothing is to be done */
export function findRunnerEdit(
  home: OtherHome,
  project: Project
): Change['edit'] | undefined {
  const {file, program} = home
  if (!file || runsHook(home)) return undefined
  // Both programs read the configuration at the root.
  if (dirname(file.path) !== project.root) return undefined
  const {key, path, text} = file
  const name = basename(path)
  if (program === 'lefthook' && /\.ya?ml$/.test(name)) {
    const job = {glob: '*.{md,markdown}', run: getHookCommand(project)}
    return isYamlMap(text)
      ? (before = '') => addToLefthook(before, job)
      : undefined
  }

  if (program === 'simple-git-hooks' && name.endsWith('.json')) {
    const line = `(${formatGuarded(getHookCommand(project))})`
    return (before) =>
      editPackageJson(before, (json) =>
        key === undefined
          ? addToSimple(json, line)
          : {...json, [key]: addToSimple(json[key], line)}
      )
  }

  return undefined
}

/** @returns words of the command with which the program takes over its configuration; none if it has, or reads it anyway */
export function getRunnerWords(
  {program}: OtherHome,
  {gitFolders, manager}: Project
): readonly string[] {
  const hook = readIfThere(join(gitFolders.common, 'hooks/pre-commit'))
  return program === 'simple-git-hooks' && !/qbank/.test(hook ?? '')
    ? getRunWords(manager, program)
    : []
}

/** @returns the line of a shell that starts the hook in the project's folder, from the root of the repository */
function getHookCommand({below, manager}: Project): string {
  const command = formatWords(getRunWords(manager, 'qbank-hook'))
  return below === '' ? command : `cd ${quoteForShell(below)} && ${command}`
}

/** @returns the line of a shell that starts the hook if Markdown is staged: otherwise Node need not start */
export function formatGuarded(command: string): string {
  return `git diff --cached --quiet -- '*.md' '*.markdown' || ${command}`
}

function isYamlMap(text: string): boolean {
  const {contents, errors} = parseDocument(text)
  return errors.length === 0 && (contents === null || isMap(contents))
}

/** All else stays as it is, comments included. */
function addToLefthook(
  text: string,
  job: Readonly<Record<string, string>>
): string {
  const document = parseDocument(text)
  const hook = ['pre-commit']
  const jobs = document.getIn([...hook, 'jobs'])
  if (isSeq(jobs)) {
    jobs.items.push(document.createNode({name: 'qbank', ...job}))
  } else {
    // A key without a value cannot take one.
    for (const path of [hook, [...hook, 'commands']]) {
      if (!isMap(document.getIn(path))) {
        document.setIn(path, document.createNode({}))
      }
    }

    document.setIn([...hook, 'commands', 'qbank'], document.createNode(job))
  }

  const indent = /^ +(?=[^ #-])/m.exec(text)?.[0].length ?? 2
  return document.toString({lineWidth: 0, indent})
}

/** @returns the hooks, in which the line runs if the lines before it succeed */
function addToSimple(hooks: unknown, line: string): Record<string, unknown> {
  const all = typeof hooks === 'object' && hooks !== null ? hooks : {}
  const before = 'pre-commit' in all ? all['pre-commit'] : undefined
  return {
    ...all,
    'pre-commit': typeof before === 'string' ? `${before} && ${line}` : line
  }
}
