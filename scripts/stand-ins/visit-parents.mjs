// In place of `unist-util-visit-parents` in the bundle: that makes a function for each node and gives it a name, which takes longer
// than what visitors do.
import {convert} from 'unist-util-is'

/** @import {Test, VisitorResult} from 'unist-util-visit-parents' */
/** @import {Node, Parent} from 'unist' */
/** @typedef {(node: Node, parents: Parent[], index: number | undefined) => VisitorResult} Visitor */

export const CONTINUE = true
export const EXIT = false
export const SKIP = 'skip'

/**
 * Calls a visitor for each node that passes the test, a parent before its children. What the visitor returns means the same as in the
 * package.
 *
 * @param {Node} tree
 * @param {Test | Visitor} testOrVisitor the test may be left out
 * @param {Visitor} [visitor]
 * @throws Error for what nothing in the bundle asks for: visitors on the way back, and the reverse order
 */
export function visitParents(tree, testOrVisitor, visitor, isReverse = false) {
  const see = /** @type {Visitor} */ (visitor ?? testOrVisitor)
  if (typeof see !== 'function' || isReverse) {
    throw new Error('visitParents: expected a function, and no other order')
  }

  const test = visitor && /** @type {Test} */ (testOrVisitor)
  const is = test ? convert(test) : undefined
  visitNode(tree, undefined, [])

  /**
   * @param {Node} node
   * @param {number | undefined} index in its parent
   * @param {Parent[]} parents
   * @returns {number | false | undefined} index of the sibling to go on with, or `EXIT`
   */
  function visitNode(node, index, parents) {
    let action
    let next
    if (!is || is(node, index, parents.at(-1))) {
      const result = see(node, parents, index)
      const isList = Array.isArray(result)
      action = isList ? result[0] : result
      next = isList ? result[1] : typeof result === 'number' ? result : null
    }

    if (action === EXIT) return EXIT
    const {children} = /** @type {Partial<Parent>} */ (node)
    if (children && children.length > 0 && action !== SKIP) {
      const above = [...parents, /** @type {Parent} */ (node)]
      for (let at = 0; ;) {
        const child = children[at]
        if (!child) break
        const after = visitNode(child, at, above)
        if (after === EXIT) return EXIT
        at = after ?? at + 1
      }
    }

    return next ?? undefined
  }
}
