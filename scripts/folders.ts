/** Which folders of the code import which: for the diagram in docs/architecture.md, and for the test that there is no cycle. */
import {readFileSync, readdirSync} from 'node:fs'
import {dirname, join, posix} from 'node:path'

/** Folders that a folder imports from, by its path, such as `src/bank`; the files of `src` itself count as `src`. */
export type FolderGraph = ReadonlyMap<string, ReadonlySet<string>>

/** @param root absolute path of the repository */
export function readFolders(root: string): FolderGraph {
  const graph = new Map<string, Set<string>>()
  for (const top of ['src', 'rules']) {
    const names = readdirSync(join(root, top), {
      encoding: 'utf8',
      recursive: true
    })
    for (const name of names) {
      if (!name.endsWith('.ts')) continue
      const path = posix.join(top, name.replaceAll('\\', '/'))
      const folder = dirname(path)
      const targets = graph.get(folder) ?? new Set()
      graph.set(folder, targets)
      for (const specifier of readImports(
        readFileSync(join(root, path), 'utf8')
      )) {
        const target = dirname(posix.join(folder, specifier))
        if (target !== folder) targets.add(target)
      }
    }
  }

  return graph
}

/** @returns relative specifiers of a module's imports, types included */
function readImports(text: string): string[] {
  return [
    ...text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'(\.{1,2}\/[^']+\.ts)'/g)
  ].flatMap(([, specifier]) => specifier ?? [])
}

/** @returns the folders of a cycle, if there is one */
export function findCycle(graph: FolderGraph): string[] | undefined {
  const done = new Set<string>()
  const visit = (folder: string, path: string[]): string[] | undefined => {
    const start = path.indexOf(folder)
    if (start !== -1) return [...path.slice(start), folder]
    if (done.has(folder)) return undefined
    for (const target of graph.get(folder) ?? []) {
      const cycle = visit(target, [...path, folder])
      if (cycle) return cycle
    }

    done.add(folder)
    return undefined
  }
  for (const folder of graph.keys()) {
    const cycle = visit(folder, [])
    if (cycle) return cycle
  }

  return undefined
}

/** What people and programs start or load. */
const entrances = ['cli', 'editor', 'hook', 'prettier'].map(
  (name) => `src/${name}`
)

/** What they all run. */
const engine = 'src/engine'

/**
 * @returns the graph of whole folders, each with what is in it unless that would make a cycle; folders that the engine does
 *   not need, and that are not entrances, are one: there, each command has its own
 */
function joinFolders(graph: FolderGraph): FolderGraph {
  const isTop = (folder: string): boolean =>
    /^(?:src\/)?[^/]+$/.test(folder) || folder === 'src'
  let joined = graph
  for (let isDone = false; !isDone;) {
    isDone = true
    for (const folder of [...joined.keys()].filter((each) => !isTop(each))) {
      const next = rename(joined, new Set([folder]), dirname(folder))
      if (findCycle(next)) continue
      joined = next
      isDone = false
    }
  }

  const own = [...joined.keys()].filter(
    (folder) =>
      ![...entrances, 'src'].includes(folder) &&
      !reaches(joined, engine, folder)
  )
  const names = own.map(toName).sort()
  return rename(joined, new Set(own), names.join(', '))
}

function rename(
  graph: FolderGraph,
  from: ReadonlySet<string>,
  to: string
): FolderGraph {
  const renamed = new Map<string, Set<string>>()
  const nameOf = (folder: string): string => (from.has(folder) ? to : folder)
  for (const [folder, targets] of graph) {
    const name = nameOf(folder)
    const own = renamed.get(name) ?? new Set()
    renamed.set(name, own)
    for (const target of targets) {
      if (nameOf(target) !== name) own.add(nameOf(target))
    }
  }

  return renamed
}

/** What single folders are for, in the words of the diagram; a path says what is in `src` itself. */
const purposes: Readonly<Record<string, string>> = {
  src: 'for other programs',
  'src/bank': 'recognizes cards and labels',
  'src/cli': 'command line',
  'src/editor': 'language server',
  'src/engine': 'runs a check or fix',
  'src/files': 'reads and writes files',
  'src/fix': 'applies fixes',
  'src/format': 'asks Prettier',
  'src/hook': 'commit hook',
  'src/inbox': 'files with new cards',
  'src/markdown': 'text to tree',
  'src/message': 'messages and edits',
  'src/prettier': 'plugin for Prettier',
  'src/readme': 'writes the README',
  'src/regions': 'what a README shows',
  'src/report': 'prints messages',
  'src/rule': 'what a rule is made with',
  'src/template': 'reads front matter',
  'src/text': 'words, colors, errors',
  rules: 'report problems',
  'rules/borrowed': "other packages' rules"
}

/** How many names are on a line of a box. */
const namesOnALine = 4

/** @returns the graph as a Mermaid flow chart, without what follows from other arrows */
export function renderFolders(all: FolderGraph): string {
  const graph = joinFolders(all)
  const lines = ['flowchart TD']
  for (const folder of [...graph.keys()].sort()) {
    lines.push(`  ${toId(folder)}["${toLabel(folder)}"]`)
  }

  for (const [folder, targets] of [...graph].sort()) {
    for (const target of [...targets].sort()) {
      const others = [...targets].filter((other) => other !== target)
      if (others.some((other) => reaches(graph, other, target))) continue
      lines.push(`  ${toId(folder)} --> ${toId(target)}`)
    }
  }

  return lines.join('\n')
}

/** @throws Error for a folder that the diagram has no words for */
function toLabel(folder: string): string {
  const names = toName(folder).split(', ')
  if (names.length === 1) {
    const purpose = purposes[folder]
    if (purpose === undefined) {
      throw new Error(
        `${folder}: say what it is for in \`purposes\` of scripts/folders.ts`
      )
    }

    return `<b>${folder}</b><br>${purpose}`
  }

  const rows = names.flatMap((_, index) =>
    index % namesOnALine === 0
      ? [names.slice(index, index + namesOnALine).join(', ')]
      : []
  )
  return `<b>src/…</b> for single commands<br>${rows.join(',<br>')}`
}

function toId(folder: string): string {
  const name = toName(folder)
  return name.includes(',') ? 'commands' : name.replaceAll(/\W/g, '-')
}

function toName(folder: string): string {
  return folder.replace(/^src\//, '')
}

function reaches(graph: FolderGraph, from: string, to: string): boolean {
  const seen = new Set<string>()
  const queue = [from]
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    if (at === to) return true
    if (seen.has(at)) continue
    seen.add(at)
    queue.push(...(graph.get(at) ?? []))
  }

  return false
}
