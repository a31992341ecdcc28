/** Texts of reports. */
import {clean} from '../text/clean.ts'
import {count, quote} from '../text/wording.ts'

/** The report's last line. */
export const summaryTexts = {
  clean: (cards: number, files: number) =>
    `${count(cards, 'card')} in ${count(files, 'bank')}: no problems`,
  cleanChanges: (cards: number, files: number) =>
    `${count(cards, 'changed card')} in ${count(files, 'bank')}: no problems`,
  problems: (
    errors: number,
    warnings: number,
    fixable: number,
    fix: string
  ) => {
    const kinds = [
      ...(errors > 0 ? [count(errors, 'error')] : []),
      ...(warnings > 0 ? [count(warnings, 'warning')] : [])
    ]
    const sum = `${count(errors + warnings, 'problem')} (${kinds.join(', ')})`
    return fixable > 0 ? `${sum} · ${fixable} fixable with \`${fix}\`` : sum
  }
}

/** What reports say in addition to the messages. */
export const reportTexts = {
  line: (line: number) => `line ${line}`,
  see: (places: readonly string[]) => `See ${places.join(', ')}.`,
  firstOf: (text: string, others: number) =>
    others === 0 ? text : `${text} (and ${count(others, 'more problem')})`,
  /** @param where the folder for the command, if that is not the root of the repository; otherwise empty */
  next: (fixable: number, others: number, fix: string, where = '') => {
    const run = `\`${fix}\`${where === '' ? '' : ` in ${quote(where)}`}`
    return fixable === 0
      ? 'Next: fix what is named here, and commit again.'
      : others === 0
        ? `Next: run ${run} and commit what it changes.`
        : `Next: run ${run}, fix what it still names, and commit both.`
  },
  more: (problems: number) =>
    `… and ${count(problems, 'more problem')}, which \`npx --no -- qbank check\` shows.`
}

/** What reports for people say instead of the messages that are not shown. */
export const condenseTexts = {
  /** @param lines of two more places */
  everywhere: (
    {
      problems,
      cards,
      total,
      isPart
    }: {problems: number; cards: number; total: number; isPart: boolean},
    lines: readonly number[]
  ) =>
    `In all, ${count(problems, 'problem')} ${isPart ? 'like this' : 'of this rule'} on ${cards} of ${count(total, 'card')}: also on lines ${lines.join(' and ')}${problems > lines.length + 1 ? `, and ${problems - lines.length - 1} more` : ''}.`,
  more: (problems: number, rule: string) =>
    `And ${problems} more of ${quote(rule)}.`,
  fix: (fix: string) => `\`${fix}\` fixes them, \`--diff\` shows how.`,
  list: '`--reporter jsonl` lists them.'
}

/** Texts about a report that is read from a file. */
export const reportFileTexts = {
  missing: (name: string) => `${clean(name)}: no such file. ${makeReport}`,
  noJson: (name: string, reason: string) =>
    `${clean(name)}: is not JSON (${clean(reason)}). ${makeReport}`,
  noReport: (name: string, place: string, reason: string) =>
    `${clean(name)}: is not a report of qbank: at ${clean(place)}, ${clean(reason)} ${makeReport}`
}

const makeReport =
  '`npx --no -- qbank check --reporter json=report.json` writes one, in the version that reads it'
