/** Finds where cards without a heading begin, in the form that their template sets. */
import type {Root} from 'mdast'
import type {Template} from '../../template/model.ts'
import {hasWord} from '../../template/model.ts'
import {createTitleReader} from '../../template/card-title.ts'
import {fold} from '../../text/fuzzy-match.ts'
import {findBoldTitles} from './bold-titles.ts'
import {findDetailsTitles} from './details-titles.ts'
import {findItemTitles} from './item-titles.ts'
import type {FoundTitle} from './title.ts'

export type {CardEnd, ClosedCard, FoundTitle} from './title.ts'

/**
 * @param tree a document
 * @param text that it was parsed from
 * @param template whose cards have another form than a heading
 * @param isOther says whether a name is not that of a card
 * @returns the titles with the template's lead before them, in source order
 */
export function findTitles(
  tree: Root,
  text: string,
  template: Template,
  isOther: (name: string) => boolean
): FoundTitle[] {
  const {as, number, prefix} = template.card
  const readTitle = createTitleReader(template)
  const labels = template.fields.map(({label}) => label)
  const names = new Set(labels.map(fold))
  const find = {
    details: () =>
      findDetailsTitles(tree, text, readTitle).filter(
        ({title}) => !names.has(fold(title.replace(/\s*[:：]$/, '')))
      ),
    bold: () => findBoldTitles(tree, text, readTitle, labels),
    item: () => {
      // A word before the number is part of the item's text.
      const isOrdered = number !== undefined && !hasWord(template)
      return findItemTitles(tree, text, readTitle, isOrdered)
    }
  }
  const found = as === undefined ? [] : find[as]()
  return found.filter((each) => {
    if (isOther(each.title)) return false
    if (number) return each.number !== undefined
    return prefix === '' || each.hasPrefix
  })
}
