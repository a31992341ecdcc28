/** The banks: front matter for cards that have none, and a first card for a project without cards. */
import {basename} from 'node:path'
import {joinFrontMatter} from '../../infer/infer-template.ts'
import type {Joining} from '../../infer/infer-template.ts'
import {toBankComment} from '../../infer/front-matter.ts'
import {splitFrontMatter} from '../../infer/split-front-matter.ts'
import {getLineBreak} from '../../markdown/offsets.ts'
import type {FoundBank} from '../lib/find-bank.ts'
import type {Change, Part, Situation} from '../lib/part.ts'
import {skeleton} from './contents.ts'
import {partTexts} from './texts.ts'
import {wantsRegions} from './readme.ts'

export const bankPart: Part = {
  id: 'bank',
  changes: (situation) =>
    situation.banks.flatMap((bank) => toChange(bank, situation) ?? [])
}

const commentId = 'comment'

/** Readers see the front matter of a README, so its bank uses a comment instead. */
export const commentPart: Part = {
  id: commentId,
  offer: ({banks}) =>
    banks.some(canBeComment)
      ? {...partTexts.commentOffer, isDefault: true}
      : undefined,
  // The bank's own part writes it.
  changes: () => []
}

function canBeComment(bank: FoundBank): boolean {
  const {inferred} = bank
  return (
    isReadme(bank) &&
    inferred !== undefined &&
    toBankComment(inferred.frontMatter) !== undefined
  )
}

function toChange(bank: FoundBank, situation: Situation): Change | undefined {
  const {path, text, inferred} = bank
  if (text === undefined) {
    return {
      path,
      reason: partTexts.skeletonReason,
      edit: (before) => before ?? skeleton
    }
  }

  const isComment = situation.chosen.has(commentId) && canBeComment(bank)
  const hasNoReadme = !wantsRegions(bank, situation)
  return (
    inferred && {
      path,
      reason: partTexts.bankReason(inferred, isComment),
      edit: () => declare(bank, {hasNoReadme, isComment}) ?? text
    }
  )
}

/** @returns a file with the template of its cards; `undefined` if it needs none */
export function declare(
  {text, inferred}: FoundBank,
  joining: Joining = {}
): string | undefined {
  if (text === undefined || !inferred) return text
  const joined = joinFrontMatter(text, inferred, joining)
  const {body} = splitFrontMatter(text)
  const head = joined.slice(0, joined.length - body.length)
  return head.replaceAll('\n', getLineBreak(text)) + body
}

/** @returns whether the file is the README itself */
function isReadme({path}: FoundBank): boolean {
  return /^readme\.(?:md|markdown)$/i.test(basename(path))
}
