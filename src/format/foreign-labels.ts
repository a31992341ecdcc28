/**
 * References in a block whose definitions are in another one. A block is formatted by itself; what it refers to elsewhere is
 * put below it, so that its references are references there, too. What Prettier prints of them does not depend on where
 * they lead.
 */
import {visit} from 'unist-util-visit'
import type {Bank} from '../bank/model.ts'
import {mayDefine, normalizeLabel} from '../markdown/scanner/labels.ts'
import type {Range} from '../markdown/offsets.ts'
import {findFirst} from '../text/binary-search.ts'

/** Where labels are defined, in source order, by label; that of a footnote begins with `^`. */
export type Definitions = ReadonlyMap<string, readonly number[]>

const none: Definitions = new Map()

/** @returns the definitions of links, images and footnotes; a label that is defined again counts, too */
export function findDefinitions(bank: Bank): Definitions {
  // Each definition has it (CommonMark 4.7); looking for it is quicker than walking the tree.
  if (!mayDefine(bank.source)) return none
  const found = new Map<string, number[]>()
  visit(bank.tree, ['definition', 'footnoteDefinition'], (node) => {
    if (node.type !== 'definition' && node.type !== 'footnoteDefinition') return
    const mark = node.type === 'definition' ? '' : '^'
    const label = mark + node.identifier
    const start = node.position?.start.offset ?? 0
    const places = found.get(label)
    if (places) places.push(start)
    else found.set(label, [start])
  })
  return found
}

/** What may be a label: without other brackets in it (CommonMark 4.7). */
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
 * @returns definitions of the labels as Prettier prints them, unless there is something odd about a label
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
