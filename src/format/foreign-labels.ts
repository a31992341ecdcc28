/**
 * References in a block to definitions in another one. A block is formatted separately; the definitions that it needs
 * are added below it, so that its references are references there, too. How Prettier prints them does not depend on
 * where they lead.
 */
import {visit} from 'unist-util-visit'
import type {Bank} from '../bank/model.ts'
import {mayDefine, normalizeLabel} from '../markdown/scanner/labels.ts'
import type {Range} from '../markdown/offsets.ts'
import {startOf} from '../markdown/offsets.ts'
import {findFirst} from '../text/binary-search.ts'

/** Where labels are defined, in source order, by label; that of a footnote begins with `^`. */
export type Definitions = ReadonlyMap<string, readonly number[]>

const none: Definitions = new Map()

/** @returns the definitions of links, images and footnotes; repeated ones count, too */
export function findDefinitions(bank: Bank): Definitions {
  // Each definition has these characters (CommonMark 4.7); searching for them is quicker than walking the tree.
  if (!mayDefine(bank.source)) return none
  const found = new Map<string, number[]>()
  visit(bank.tree, ['definition', 'footnoteDefinition'], (node) => {
    if (node.type !== 'definition' && node.type !== 'footnoteDefinition') return
    const mark = node.type === 'definition' ? '' : '^'
    const label = mark + node.identifier
    const start = startOf(node)
    const places = found.get(label)
    if (places) places.push(start)
    else found.set(label, [start])
  })
  return found
}

/** Text that may be a label: it has no other brackets in it (CommonMark 4.7). */
const candidate = /\[((?:\\[^]|[^\\[\]])+)\]/g

/** @returns the labels in a part of a text that only other parts define, each once, in the order of their first use */
export function findForeignLabels(
  text: string,
  {start, end}: Range,
  definitions: Definitions
): readonly string[] {
  if (definitions.size === 0) return []
  const labels = new Set<string>()
  for (const [, content = ''] of text.slice(start, end).matchAll(candidate)) {
    const label = normalizeLabel(content)
    const places = definitions.get(label)
    if (!places) continue
    const own = places[findFirst(places, (place) => place >= start)]
    if (own === undefined || own >= end) labels.add(label)
  }

  return [...labels]
}

/**
 * @param eol how lines end
 * @returns definitions of the labels, written as Prettier prints most of them
 */
export function defineLabels(labels: readonly string[], eol: string): string {
  const lines = labels.map((label) => `[${label}]: x`)
  const isNote = (line: string): boolean => line.startsWith('[^')
  const links = lines.filter((line) => !isNote(line)).join(eol)
  return [links, ...lines.filter(isNote)]
    .filter(Boolean)
    .map((part) => part + eol)
    .join(eol)
}
