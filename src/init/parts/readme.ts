/** Regions of the README that show the bank. */
import {basename, dirname, posix} from 'node:path'
import {findHead} from '../../template/is-bank.ts'
import type {FoundBank} from '../lib/find-bank.ts'
import type {Offer, Part, Situation} from '../lib/part.ts'
import {appendLines} from '../lib/part.ts'
import type {Project} from '../lib/project.ts'
import {readFrom} from '../lib/project.ts'
import {renderRegions} from './contents.ts'
import {partTexts} from './texts.ts'

const id = 'readme'

export const readmePart: Part = {
  id,
  offer: ({banks, project}) => getOffer(banks, project),
  changes: ({banks: [bank]}) => {
    if (!bank) return []
    return [
      {
        path: getReadme(bank),
        reason: partTexts.readmeReason,
        edit: (before) =>
          appendLines(
            before,
            renderRegions(basename(bank.path), chooseRegion(bank))
          )
      }
    ]
  }
}

/** @returns whether the bank's README shows it, now or after the set-up */
export function wantsRegions(
  bank: FoundBank,
  {banks, chosen, project}: Situation
): boolean {
  const text = readFrom(project, getReadme(bank))
  if (getReadme(bank) === bank.path) return false
  const isOffered = getOffer(banks, project) !== undefined
  return hasRegions(text) || (isOffered && chosen.has(id))
}

/** @returns `undefined` if there is no README that could show the one bank, or it already does */
function getOffer(
  banks: readonly FoundBank[],
  project: Project
): Offer | undefined {
  const [bank, ...others] = banks
  if (!bank || others.length > 0) return undefined
  const path = getReadme(bank)
  const text = readFrom(project, path)
  if (path === bank.path || text === undefined || hasRegions(text)) {
    return undefined
  }

  const {yaml = ''} = findHead(bank.text ?? '') ?? {}
  // The bank's setting for its README was chosen on purpose.
  if (/^\s*readme:/m.test(yaml)) return undefined
  return {...partTexts.readmeOffer(path), isDefault: false}
}

/** For cards without choices, a table of numbers is not useful. */
function chooseRegion({text, inferred}: FoundBank): string {
  const {yaml} = findHead(text ?? '') ?? {}
  const template = inferred?.frontMatter ?? yaml
  const isDefault = template?.includes('template:') !== true
  return isDefault || template.includes('kind: choice')
    ? 'bank-stats'
    : 'bank-contents'
}

function hasRegions(text: string | undefined): boolean {
  return /<!--\s*bank-/.test(text ?? '')
}

/** @returns path of the README in the bank's folder, relative to the root */
export function getReadme({path}: FoundBank): string {
  return posix.join(dirname(path), 'README.md')
}
