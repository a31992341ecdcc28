/**
 * Unstaged edits in files that the hook has changed. lint-staged hides them while the hook works and puts them back
 * by line number alone (its issue 1283): behind a repair that adds a line, an unstaged line lands one line too high. And
 * where that fails it puts them back by a way that stages them, too. Both are averted by giving it a patch that
 * fits: from the repaired text to what the repair and the edits make together.
 */
import {existsSync} from 'node:fs'
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join, resolve} from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import type {Range} from '../bank/model.ts'
import type {Entry} from '../files/git.ts'
import {git, readCommit} from '../files/git.ts'
import {readOutline} from '../readme/markers.ts'
import {hookTexts} from '../messages.ts'
import {regionKinds} from '../readme/regions/index.ts'
import type {ReportFile} from '../report/report.ts'

/** Where lint-staged keeps unstaged edits, in git's folder, while the hook works. */
const patchName = 'lint-staged_unstaged.patch'

/** Message of the stash into which it puts them, too. */
const stashMessage = 'lint-staged automatic backup'

/** Files that the hook changed and staged; names are relative to git's root. */
export interface StagedFiles {
  /** Those of them that are READMEs: the hook changes their regions only. */
  readonly readmes: ReadonlySet<string>
  /** As they were staged by the person. */
  readonly before: ReadonlyMap<string, Entry>
  /** As they are staged now. */
  readonly after: ReadonlyMap<string, Entry>
  readonly root: string
}

/** Makes unstaged edits of the files return to where they belong. */
export async function keepUnstagedEdits({
  readmes,
  before,
  after,
  root
}: StagedFiles): Promise<void> {
  const shown = await git(['rev-parse', '--absolute-git-dir'], {cwd: root})
  const path = resolve(shown.toString().replace(/\r?\n$/, ''), patchName)
  // A patch of an earlier commit may lie there; only the stash tells that something is hidden now.
  if (!existsSync(path)) return
  const hidden = await readHidden([...before.keys()], root)
  if (!hidden) return

  const sections = splitPatch(await readFile(path, 'latin1'))
  let isChanged = false
  for (const [name, base] of before) {
    const repaired = after.get(name)
    const edited = hidden.get(name)
    if (!repaired || edited?.blob === base.blob) continue
    const header = await getHeader(name, root)
    const at = sections.findIndex((section) => section.startsWith(header))
    const section = sections[at]
    if (section === undefined) continue
    const [current = '', original = '', other = ''] = await Promise.all(
      [repaired, base, edited].map((entry) => readBlob(entry, root))
    )
    const versions = {current, original, other}
    // Deleted files stay deleted.
    const merged = !edited
      ? ''
      : readmes.has(name)
        ? mergeRegions(versions)
        : await mergeLines(versions, root)
    sections[at] = replaceHunks(section, current, merged)
    isChanged = true
  }

  // Whole or not at all: what is hidden is told by it.
  if (isChanged) await writeFileAtomic(path, sections.join(''), 'latin1')
}

/** @returns the files as they are in the working tree, or `undefined` if nothing is hidden */
async function readHidden(
  names: readonly string[],
  root: string
): Promise<Map<string, Entry> | undefined> {
  const log = await git(['stash', 'list', '--max-count=1', '--format=%H %gs'], {
    cwd: root
  })
  const [commit, ...subject] = log.toString().trim().split(' ')
  if (!commit || !subject.join(' ').endsWith(stashMessage)) return undefined
  return readCommit(commit, names, root)
}

/**
 * Tells where on the disk a problem is: the report is about what is staged, and unstaged edits move lines.
 *
 * @param files named from the folder `standing`
 * @param backup commit with the files as they are on disk, and as they are staged in its second parent
 */
export async function describeOnDisk(
  files: readonly ReportFile[],
  {
    backup,
    cwd,
    standing
  }: {readonly backup: string; readonly cwd: string; readonly standing: string}
): Promise<void> {
  for (const {path, messages} of files) {
    const diff = await git(
      [
        ...['diff', '--unified=0', '--no-color', `${backup}^2`, backup],
        ...['--', resolve(standing, path)]
      ],
      {cwd}
    )
    if (diff.length === 0) continue
    const isGone = /^deleted file/m.test(diff.toString('latin1'))
    const shifts = readShifts(diff.toString('latin1'))
    for (const message of messages) {
      if (message.line === undefined) continue
      const line = isGone ? undefined : toDiskLine(message.line, shifts)
      if (line === message.line) continue
      const note = hookTexts.onDisk(line)
      message.note =
        message.note === undefined ? note : `${message.note}\n${note}`
    }
  }
}

/** A hunk of a diff: lines from `start` on, 1-based, before and after. */
interface Hunk {
  readonly start: number
  readonly removed: number
  readonly added: number
}

function readShifts(diff: string): Hunk[] {
  return [...diff.matchAll(/^@@ -(\d+)(?:,(\d+))? \+\d+(?:,(\d+))? @@/gm)].map(
    ([, start, removed = '1', added = '1']) => ({
      // A hunk that removes nothing names the line in front of it.
      start: Number(start) + (removed === '0' ? 1 : 0),
      removed: Number(removed),
      added: Number(added)
    })
  )
}

/** @returns the line that a staged line has on the disk, `undefined` if it was changed there */
function toDiskLine(line: number, hunks: readonly Hunk[]): number | undefined {
  let shift = 0
  for (const {start, removed, added} of hunks) {
    if (line < start) break
    if (line < start + removed) return undefined
    shift += added - removed
  }

  return line + shift
}

/** @returns name of a blob: the other README, with the regions that were renewed */
export async function mergeReadme(
  entries: Readonly<Record<keyof Versions, Entry>>,
  root: string
): Promise<string> {
  const [current, original, other] = await Promise.all(
    [entries.current, entries.original, entries.other].map((entry) =>
      readBlob(entry, root)
    )
  )
  const merged = mergeRegions({
    current: current ?? '',
    original: original ?? '',
    other: other ?? ''
  })
  const name = await git(['hash-object', '-w', '--stdin'], {
    cwd: root,
    input: Buffer.from(merged, 'latin1')
  })
  return name.toString().trim()
}

/** Bytes as characters: a patch holds files in several encodings. */
async function readBlob(
  entry: Entry | undefined,
  root: string
): Promise<string> {
  if (!entry) return ''
  const bytes = await git(['cat-file', 'blob', entry.blob], {cwd: root})
  return bytes.toString('latin1')
}

/** The parts of a patch, one a file; in all other lines of a patch something stands in front of the text. */
function splitPatch(patch: string): string[] {
  return patch.split(/^(?=diff --git )/m)
}

/** First line of a file's part of a patch, with unusual names quoted as git quotes them. */
async function getHeader(name: string, root: string): Promise<string> {
  const shown = await git(['ls-files', '--', name], {cwd: root})
  const quoted = shown.toString('latin1').replace(/\n$/, '')
  const [mark, inner] = quoted.startsWith('"')
    ? ['"', quoted.slice(1, -1)]
    : ['', quoted]
  return `diff --git ${mark}a/${inner}${mark} ${mark}b/${inner}${mark}\n`
}

/** The part with one hunk that replaces the whole file: such a hunk fits nowhere else. */
function replaceHunks(section: string, before: string, after: string): string {
  const start = /^@@ /m.exec(section)?.index
  // Without hunks it is binary, or changes a mode only.
  if (start === undefined) return section
  const head = section.slice(0, start).replace(/^index .*\n/m, '')
  const removed = toLines(before)
  const added = toLines(after)
  return [
    head,
    `@@ -${toExtent(removed)} +${toExtent(added)} @@\n`,
    ...removed.map((line) => `-${line}`),
    ...added.map((line) => `+${line}`)
  ].join('')
}

function toExtent(lines: readonly string[]): string {
  return lines.length === 0 ? '0,0' : `1,${lines.length}`
}

/** Lines with their ends; a last one without is marked as a patch marks it. */
function toLines(text: string): string[] {
  const lines = text.split(/(?<=\n)/)
  const last = lines.pop() ?? ''
  if (last.endsWith('\n')) lines.push(last)
  else if (last !== '') lines.push(`${last}\n\\ No newline at end of file\n`)
  return lines
}

/** A file as the hook leaves it, as it was staged by the person, and with the unstaged edits. */
interface Versions {
  readonly current: string
  readonly original: string
  readonly other: string
}

/**
 * The README with the unstaged edits, and with the regions that the hook renewed as far as the edits have not touched
 * them. Line by line a region could get a digest that does not fit it.
 */
function mergeRegions({current, original, other}: Versions): string {
  const renewed = readRegions(current)
  const staged = readRegions(original)
  let merged = ''
  let at = 0
  for (const [name, {start, end}] of readRegions(other)) {
    const own = other.slice(start, end)
    const is = renewed.get(name)
    const was = staged.get(name)
    merged += other.slice(at, start)
    merged +=
      is && was && original.slice(was.start, was.end) === own
        ? current.slice(is.start, is.end)
        : own
    at = end
  }

  return merged + other.slice(at)
}

function readRegions(text: string): Map<string, Range> {
  const {regions} = readOutline(
    text,
    regionKinds.map((kind) => kind.name)
  )
  return new Map(
    regions.map(({name, startMarker, endMarker}) => [
      name,
      {start: startMarker.start, end: endMarker.end}
    ])
  )
}

/** Repair and edits together; where both touch the same lines, or lines side by side, the edits stand as they are. */
async function mergeLines(versions: Versions, root: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'qbank-'))
  try {
    const paths = await Promise.all(
      [versions.current, versions.original, versions.other].map(
        async (text, index) => {
          const path = join(folder, String(index))
          await writeFile(path, text, 'latin1')
          return path
        }
      )
    )
    const merged = await git(['merge-file', '-p', '--theirs', ...paths], {
      cwd: root,
      allowedCodes: (code) => code < 128
    })
    return merged.toString('latin1')
  } finally {
    await rm(folder, {recursive: true, force: true})
  }
}
