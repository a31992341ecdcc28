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

/** @returns whether the bank's README shows it, now or after this */
export function wantsRegions(
  bank: FoundBank,
  {banks, chosen, project}: Situation
): boolean {
  const text = readFrom(project, getReadme(bank))
  if (getReadme(bank) === bank.path) return false
  const isOffered = getOffer(banks, project) !== undefined
  return hasRegions(text) || (isOffered && chosen.has(id))
}

/** @returns `undefined` if there is no README that could show the one bank, or it does already */
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
  // What the bank says about its README was meant.
  if (/^\s*readme:/m.test(yaml)) return undefined
  return {...partTexts.readmeOffer(path), isDefault: false}
}

/** Numbers say little where cards have nothing to choose from. */
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
