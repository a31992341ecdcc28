/** What a refused commit is told: problems that only a person can solve, or why the hook could not do its work. */
import process from 'node:process'
import {inspect} from 'node:util'
import {usesColor} from '../cli/options.ts'
import {findFix} from '../files/command.ts'
import {toSafeEdit} from '../fix/edits.ts'
import type {Outcome} from '../job.ts'
import {checkBanks} from '../job.ts'
import {cliTexts, hookTexts} from '../messages.ts'
import {clean} from '../report/clean.ts'
import type {ReportFile} from '../report/report.ts'
import {stylish} from '../report/stylish.ts'
import {countMessages, severityOf} from '../report/view.ts'
import type {Since} from '../since/since.ts'
import {UserError} from '../user-error.ts'
import type {CommitOptions} from './commit-options.ts'
import {describeOnDisk} from './unstaged-edits.ts'

/**
 * The report of what only a person can put right. The files are as they were, so it names places as they were,
 * too: a repair moves lines.
 */
export async function explainProblems(
  {files}: Outcome,
  {
    cwd,
    standing,
    guard,
    since,
    judge
  }: CommitOptions & {readonly judge: Since | undefined}
): Promise<string[]> {
  const failing = files.filter((file) => countMessages([file]).errors > 0)
  const banks = failing.filter((file) => file.bank)
  const before = await checkBanks({
    cwd: standing,
    ...(judge && {since: judge}),
    paths: banks.map(({path}) => path)
  })
  const shown: ReportFile[] = []
  let hasFixes = false
  for (const file of failing) {
    const bank = before.files.find(({path}) => path === file.path)
    const own = bank && keepUnfixable(bank)
    // A problem may come to light only when others are repaired; then all are shown, as `check` would.
    if (bank && own?.messages.length === 0) hasFixes = true
    shown.push(own && own.messages.length > 0 ? own : (bank ?? file))
  }

  const backup = guard?.backup
  if (backup !== undefined) {
    await describeOnDisk(shown, {backup, cwd, standing})
  }

  const color = usesColor({}, {...process, stdout: process.stderr, cwd})
  const fix = findFix(
    standing,
    banks.map(({path}) => path),
    since
  )
  const report = stylish(shown, {color, quiet: true, fix})
  const names = getNames(shown, files)
  return [
    hookTexts.refused,
    '',
    ...report.split('\n'),
    hasFixes ? hookTexts.nextFix(fix, names) : hookTexts.nextEdit(names)
  ]
}

/** What is to be staged: an edit in a region of a README belongs into its bank. */
function getNames(
  shown: readonly ReportFile[],
  all: readonly ReportFile[]
): string[] {
  const banks = shown.every((file) => file.bank)
    ? []
    : all.filter((file) => file.bank)
  return [...new Set([...shown, ...banks].map(({path}) => path))]
}

function keepUnfixable(file: ReportFile): ReportFile {
  return {
    ...file,
    messages: file.messages.filter(
      (message) =>
        severityOf(message) === 'error' && !toSafeEdit(message, file.fixSources)
    )
  }
}

/** @returns why a commit was refused whose banks could not be worked on, a line each */
export function explainFailure(error: unknown): string[] {
  if (error instanceof UserError) {
    const lines = error.message.split('\n').map(clean)
    return [hookTexts.failed, '', ...lines, '', hookTexts.nextFailure]
  }

  const reason = error instanceof Error ? error.message : String(error)
  return [
    hookTexts.failed,
    '',
    clean(cliTexts.crash(reason)),
    ...(/\bqbank\b|\*/.test(process.env['DEBUG'] ?? '') ? [inspect(error)] : [])
  ]
}
