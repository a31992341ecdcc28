/** Texts of `qbank init` before it does anything. */
import {formatWords} from '../files/package-manager.ts'
import type {Adoption} from './adopt.ts'
import {getHookWords} from './apply.ts'
import type {FoundBank, FoundBanks} from './lib/find-bank.ts'
import {fewestCards} from './lib/find-bank.ts'
import type {Project} from './lib/project.ts'
import {initTexts} from './texts.ts'
import type {Plan} from './plan.ts'

/**
 * @param banks to be adopted
 * @param command that starts qbank
 * @returns what was found, a sentence each
 */
export function describeFound(
  {banks: all, unlike}: FoundBanks,
  banks: readonly FoundBank[],
  command: string
): string[] {
  const lines = banks.map(({path, text, inferred}) => {
    if (text === undefined)
      return initTexts.foundNone(path, command, fewestCards)
    return inferred
      ? initTexts.foundCards(path, inferred.cards, inferred.misfits.length)
      : initTexts.found(path)
  })
  const others = all.filter((bank) => !banks.includes(bank))
  const paths = others.slice(0, mostNamed).map(({path}) => path)
  return [
    ...lines,
    ...(others.length > 0
      ? [initTexts.foundOthers(paths, others.length, command)]
      : []),
    ...(unlike.length > 0
      ? [initTexts.foundUnlike(unlike.slice(0, mostNamed), unlike.length)]
      : [])
  ]
}

/** How many other files are named in one sentence. */
const mostNamed = 5

/** @returns whether nothing is left to do */
export function isSetUp({edits, install}: Plan, project: Project): boolean {
  return (
    edits.length === 0 &&
    install.length === 0 &&
    getHookWords(project).length === 0
  )
}

/**
 * @param isRead whether a person reads it before anything is done
 * @returns what will be done, a line each
 */
export function describeAdoption(
  {plan, situation, fixesAll, commits}: Adoption,
  isRead: boolean
): string[] {
  const {project, banks, debts} = situation
  const words = getHookWords(project)
  return [
    ...describePlan(plan),
    ...(words.length > 0
      ? [initTexts.run(formatWords(words), initTexts.hookReason)]
      : []),
    ...(fixesAll ? [initTexts.fixAll(banks.map(({path}) => path))] : []),
    ...(commits ? [initTexts.commit] : []),
    ...plan.notices,
    ...(debts > 0 && isRead ? [initTexts.debts(debts)] : [])
  ]
}

/** @returns files and packages of a plan, a line each */
export function describePlan({
  edits,
  install
}: Pick<Plan, 'edits' | 'install'>): string[] {
  return [
    ...edits.map(({path, before, reason}) =>
      before === undefined
        ? initTexts.create(path, reason)
        : initTexts.change(path, reason)
    ),
    ...(install.length > 0
      ? [initTexts.run(formatWords(install), initTexts.installReason)]
      : [])
  ]
}
