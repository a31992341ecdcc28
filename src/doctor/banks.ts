/** Whether every bank can be read, and every README belongs to one. */
import {existsSync} from 'node:fs'
import {basename, dirname, join, relative} from 'node:path'
import {checkBanks} from '../engine/job.ts'
import {filterIgnored} from '../engine/pipeline.ts'
import {isBankFile} from '../files/find-banks.ts'
import {git} from '../files/git.ts'
import {readText} from '../files/read-text.ts'
import {toName} from '../files/to-name.ts'
import {canLoad} from '../init/try-hook.ts'
import {readReadme} from '../readme/read-readme.ts'
import {bankName} from '../template/is-bank.ts'
import {clean, quoteForShell} from '../text/clean.ts'
import type {UserError} from '../text/user-error.ts'
import type {Finding, Subject} from './finding.ts'
import {wrong} from './finding.ts'
import {doctorTexts} from './texts.ts'

/** Banks are found, and no list of ignored files hides one. */
export async function checkVisible(subject: Subject): Promise<Finding[]> {
  const {banks, command, notices, project} = subject
  const {root} = project
  const hidden = await findGitIgnored(root)
  const seen = new Set(await filterIgnored(banks, {cwd: root}))
  const findings = [
    ...notices.map((notice) => splitSentence(notice)),
    ...hidden.map((path) =>
      wrong(
        doctorTexts.gitIgnored(path),
        `git add --force ${quoteForShell(path)}`
      )
    ),
    ...banks
      .filter((path) => !seen.has(path))
      .map((path) => toName(path, root))
      .map((path) =>
        wrong(doctorTexts.remarkIgnored(path), doctorTexts.takeOut(path))
      )
  ]
  return banks.length + hidden.length === 0
    ? [...findings, wrong(doctorTexts.noBank, `${command} init`)]
    : findings
}

/** @returns banks, relative to the root, that git neither tracks nor would */
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
  banks,
  project
}: Subject): Promise<Finding[]> {
  const {root} = project
  const hasConfiguration = canLoad(project)
  const failures: UserError[] = []
  const paths = await filterIgnored(banks, {cwd: root})
  await checkBanks({
    cwd: root,
    hasConfiguration,
    paths,
    onFailure: (error) => {
      failures.push(error)
    }
  })
  return failures.map(({message}) => splitSentence(message))
}

/** The markers of each README are pairs. */
export async function checkMarkers({
  banks,
  command,
  project: {root}
}: Subject): Promise<Finding[]> {
  const readmes = new Set(
    [...banks, join(root, bankName)].map((path) =>
      join(dirname(path), 'README.md')
    )
  )
  const findings: Finding[] = []
  for (const path of readmes) {
    if (!existsSync(path) || banks.includes(path)) continue
    const name = relative(root, path)
    const text = await readText(path, root)
    for (const {message, start} of readReadme(text).problems) {
      const line = text.slice(0, start).split('\n').length
      findings.push(
        wrong(
          `${clean(name)}:${line}: ${message}`,
          doctorTexts.fixMarkers(basename(name), `${command} readme`)
        )
      )
    }
  }

  return findings
}

/** What is said about a file ends with what to do. */
function splitSentence(message: string): Finding {
  const [problem = message, ...rest] = message.split(/\. (?=[A-Z])/)
  return wrong(problem, rest.join('. ') || doctorTexts.changeThat)
}
