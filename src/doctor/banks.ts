/** Checks that every bank can be read, and every README belongs to one. */
import {existsSync} from 'node:fs'
import {basename, dirname, join, relative} from 'node:path'
import {checkBanks} from '../engine/job.ts'
import {isBankFile} from '../files/find-banks.ts'
import {git} from '../files/git.ts'
import {readText} from '../files/read-text.ts'
import {toName} from '../files/to-name.ts'
import {canLoad} from '../init/try-hook.ts'
import {readReadme} from '../readme/read-readme.ts'
import {bankName} from '../template/is-bank.ts'
import {clean, quoteForShell} from '../text/clean.ts'
import type {UserError} from '../text/user-error.ts'
import type {Finding, Placed, Subject} from './finding.ts'
import {condense, listPlaces, note, wrong} from './finding.ts'
import {doctorTexts} from './texts.ts'

/** Banks must be found. If a list of ignored files hides one, that was done on purpose, as long as there are others. */
export async function checkVisible(subject: Subject): Promise<Finding[]> {
  const {banks, checked, command, notices, project} = subject
  const {root} = project
  const untracked = await findGitIgnored(root)
  const seen = new Set(checked)
  const unseen = banks
    .filter((path) => !seen.has(path))
    .map((path) => toName(path, root))
  const hidden = checked.length > 0 ? note : wrong
  const findings = [
    ...condense(notices.map(splitSentence), {
      problem: doctorTexts.manyUnread,
      remedy: doctorTexts.changeThat
    }),
    ...(untracked.length > 0
      ? [
          hidden(
            doctorTexts.gitIgnored(untracked.length, listPlaces(untracked)),
            formatAdd(untracked)
          )
        ]
      : []),
    ...(unseen.length > 0
      ? [
          hidden(
            doctorTexts.remarkIgnored(unseen.length, listPlaces(unseen)),
            doctorTexts.takeOut
          )
        ]
      : [])
  ]
  return banks.length + untracked.length === 0
    ? [...findings, wrong(doctorTexts.noBank, `${command} init`)]
    : findings
}

/** @returns a command for one file; a sentence for several */
function formatAdd(paths: readonly string[]): string {
  const [only = '', ...others] = paths
  return others.length > 0
    ? doctorTexts.addThose
    : `git add --force ${quoteForShell(only)}`
}

/** @returns banks, relative to the root, that git does not track because they are ignored */
async function findGitIgnored(root: string): Promise<string[]> {
  const output = git(
    [
      ...['-c', 'core.fsmonitor=false', 'ls-files', '-z', '--others'],
      ...['--ignored', '--exclude-standard', '--directory']
    ],
    {cwd: root}
  )
  const paths = output.toString().split('\0')
  const banks: string[] = []
  for (const path of paths.filter((name) => /\.(?:md|markdown)$/.test(name))) {
    if (await isBankFile(join(root, path))) banks.push(path)
  }

  return banks
}

/** Each bank can be read, and no two claim one README. */
export async function checkReadable({
  checked,
  command,
  project
}: Subject): Promise<Finding[]> {
  const {root} = project
  const hasConfiguration = canLoad(project)
  const failures: UserError[] = []
  await checkBanks({
    cwd: root,
    hasConfiguration,
    paths: checked,
    onFailure: (error) => {
      failures.push(error)
    }
  })
  return condense(
    failures.map(({message}) => splitSentence(message)),
    {
      problem: doctorTexts.manyUnreadable,
      remedy: doctorTexts.listThem(`${command} check`)
    }
  )
}

/** The markers of each README must be pairs. */
export async function checkMarkers({
  checked,
  command,
  project: {root}
}: Subject): Promise<Finding[]> {
  const readmes = new Set(
    [...checked, join(root, bankName)].map((path) =>
      join(dirname(path), 'README.md')
    )
  )
  const found: Placed[] = []
  for (const path of readmes) {
    if (!existsSync(path) || checked.includes(path)) continue
    const name = relative(root, path)
    const text = await readText(path, root)
    for (const {message, start} of readReadme(text).problems) {
      const place = `${clean(name)}:${text.slice(0, start).split('\n').length}`
      const remedy = doctorTexts.fixMarkers(basename(name), `${command} readme`)
      found.push({place, ...wrong(`${place}: ${message}`, remedy)})
    }
  }

  return condense(found, {
    problem: doctorTexts.manyMarkers,
    remedy: doctorTexts.listThem(`${command} readme`)
  })
}

/** Splits a message about a file: its name, the problem, and what to do. */
function splitSentence(message: string): Placed {
  const [problem = message, ...rest] = message.split(/\. (?=[A-Z])/)
  const [place = ''] = problem.split(': ', 1)
  const remedy = rest.join('. ') || doctorTexts.changeThat
  return {place, ...wrong(problem, remedy)}
}
