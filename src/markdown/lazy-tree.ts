/** A tree that is parsed on first access. */
import type {Root} from 'mdast'

/** The texts of trees that were not read yet. */
const unparsed = new WeakMap<Root, string>()

/**
 * @param text Markdown without byte order mark
 * @returns a tree that `parse` makes of it, once, when its children or position are first read or set
 */
export function createLazyTree(text: string, parse: () => Root): Root {
  const load = (): void => {
    unparsed.delete(tree)
    const {children, position} = parse()
    const data = {configurable: true, enumerable: true, writable: true}
    Object.defineProperties(tree, {
      children: {...data, value: children},
      position: {...data, value: position}
    })
  }

  const tree: Root = {
    type: 'root',
    get children() {
      load()
      return tree.children
    },
    set children(children) {
      load()
      tree.children = children
    },
    get position() {
      load()
      return tree.position
    },
    set position(position) {
      load()
      tree.position = position
    }
  }
  unparsed.set(tree, text)
  return tree
}

/** @returns the text of a tree that has not been parsed yet; `undefined` for all others */
export function getUnparsedText(tree: Root): string | undefined {
  return unparsed.get(tree)
}
