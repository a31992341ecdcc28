/**
 * A bullet without text counts for the template's limits and says nothing.
 *
 * @off You commit an outline that others fill in. Better: turn it off for that card only.
 * @limits An image or code in a bullet is content. A bullet of invisible characters is reported here after
 * `no-invisible-character` has removed them.
 */
import type {BlockContent, DefinitionContent} from 'mdast'
import {toString} from 'mdast-util-to-string'
import {defineCardRule} from '../src/rule/define-rule.ts'
import {nameField} from '../src/template/name-field.ts'

export default defineCardRule(
  {
    id: 'no-empty-bullet',
    description: 'Disallow bullets without text',
    severity: 'error',
    skipsCanonical: true
  },
  function* (card, bank) {
    for (const {bullets, template} of card.fields) {
      if (template.kind === 'content') continue
      for (const bullet of bullets) {
        if (bullet.node.children.some((child) => hasContent(child))) continue
        yield {
          place: bank.place(bullet.start, bullet.end),
          message: `Unexpected empty bullet in ${nameField(template)}, expected text after it or no bullet`
        }
      }
    }
  }
)

function hasContent(node: BlockContent | DefinitionContent): boolean {
  if (node.type === 'thematicBreak') return false
  if (node.type !== 'paragraph') return true
  // An image or a comment is not text, but it is content; a check box is not.
  return (
    node.children.some(({type}) => type !== 'text') ||
    !/^\s*(?:\[[ xX]?\]\s*)?$/.test(toString(node))
  )
}
