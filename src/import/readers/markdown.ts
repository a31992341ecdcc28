/** Markdown: cards that `qbank export --to md` has written, each in a file, and other banks, with cards in any form. */
import {parseDocument} from 'yaml'
import {toBank} from '../../readme/bank-text.ts'
import {readCards} from '../../export/card-data.ts'
import {inferTemplate, joinFrontMatter} from '../../infer/infer-template.ts'
import {findFrontMatter, isBankText} from '../../template/is-bank.ts'
import {UserError} from '../../text/user-error.ts'
import type {ForeignCard, ImportTarget, Reader} from '../foreign-card.ts'
import {readBody, toForeignCards} from '../foreign-card.ts'
import {importTexts} from '../texts.ts'

/** Reads a file: one card, or a bank. */
export const readMarkdown: Reader = async (text, target) => {
  const card = readCardFile(text, '1', target)
  if (card) return [card]
  return toForeignCards(readCards(toBank(await findBank(text, target)), ''))
}

/** @returns the file as a bank whose template is known */
async function findBank(text: string, {bank}: ImportTarget): Promise<string> {
  if (isBankText(text)) return text
  const front = findFrontMatter(bank.text)
  const own = bank.text.slice(0, front?.end ?? 0)
  const body = text.slice(findFrontMatter(text)?.end ?? 0)
  // The file may be a part of the bank.
  const joined = `${own}\n\n${body.trimStart()}`
  const cards = toBank(joined).cards.filter(({fields}) => fields.length > 0)
  if (cards.length > 0) return joined
  const inferred = await inferTemplate(text)
  if (!inferred) throw new UserError(importTexts.noCards)
  return joinFrontMatter(text, inferred)
}

/** A card with its position among others. */
export interface PlacedFile {
  readonly card: ForeignCard
  readonly position: number
}

/**
 * @param name of the file
 * @returns the card that an export has written; `undefined` for any other text
 */
export function readCardFile(
  text: string,
  name: string,
  target: ImportTarget
): ForeignCard | undefined {
  return readPlacedFile(text, name, target)?.card
}

/** @returns the same with its position in its bank */
export function readPlacedFile(
  text: string,
  name: string,
  target: ImportTarget
): PlacedFile | undefined {
  const front = findFrontMatter(text)
  if (!front || !/^qbank: /m.test(front.yaml)) return undefined
  const data = parseFrontMatter(front.yaml, name)
  const {id, section, sidebar_position: position, title} = data
  if (typeof title !== 'string') {
    throw new UserError(importTexts.noTitle(name))
  }

  const body = text.slice(front.end).trim()
  const [template] = target.bank.templates
  const [only] = template.fields
  const fields =
    readBody(body, target) ??
    (body === '' ? [] : [{label: only?.label ?? '', markdown: body}])
  return {
    card: {
      ...(typeof id === 'string' && {id}),
      ...(typeof section === 'string' && {section}),
      title,
      place: name,
      fields
    },
    position: typeof position === 'number' ? position : Infinity
  }
}

function parseFrontMatter(
  yaml: string,
  name: string
): Readonly<Record<string, unknown>> {
  const document = parseDocument(yaml, {version: '1.1'})
  const [error] = document.errors
  if (error) throw new UserError(importTexts.notYaml(name, error.message))
  return document.toJS() as Readonly<Record<string, unknown>>
}
