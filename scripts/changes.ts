/** The notes of changes that wait for a release, one file each, and the changelog that a release makes of them. */
import {readFileSync, readdirSync} from 'node:fs'
import {join} from 'node:path'
import {parse} from 'yaml'

/** How far a change raises the version, the farthest first; `docs/versioning.md` says which change is what. */
const bumps = ['major', 'minor', 'patch'] as const

/** One of them. */
export type Bump = (typeof bumps)[number]

/** A note. */
export interface Change {
  readonly bump: Bump
  /** Markdown. */
  readonly text: string
}

/** Where they wait, from the root of the repository. */
export const changesFolder = '.changeset'

/**
 * @param root of the repository, absolute
 * @returns the notes that wait, by path from the root, sorted
 * @throws Error if a file is not a note
 */
export function readChanges(root: string): Map<string, Change> {
  const names = readdirSync(join(root, changesFolder))
    .filter((name) => name.endsWith('.md'))
    .sort()
  return new Map(
    names.map((name) => {
      const path = `${changesFolder}/${name}`
      return [path, parseChange(readFileSync(join(root, path), 'utf8'), path)]
    })
  )
}

/**
 * @param value a file as changesets writes it: front matter with the package's name and the bump, then the text
 * @throws Error if it is anything else
 */
export function parseChange(value: string, path: string): Change {
  const [, head = '', body = ''] =
    /^---\n([^]*?)\n---\n([^]*)$/.exec(value) ?? []
  const declared = parse(head) as {qbank?: unknown} | null
  const bump = bumps.find((each) => each === declared?.qbank)
  const text = body.trim()
  if (!bump || text === '') {
    throw new Error(
      `${path}:1: is not a note of a change, expected \`---\`, \`qbank: patch\` (or minor, major), \`---\`, and a text: docs/releasing.md has an example`
    )
  }

  return {bump, text}
}

/**
 * @param version as in package.json
 * @param changes not empty
 * @returns the version that holds the changes
 */
export function raiseVersion(
  version: string,
  changes: Iterable<Change>
): string {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number)
  const given = new Set(Array.from(changes, ({bump}) => bump))
  if (given.has('major')) return `${major + 1}.0.0`
  if (given.has('minor')) return `${major}.${minor + 1}.0`
  return `${major}.${minor}.${patch + 1}`
}

/** @returns the part of the changelog about a version, with its heading */
export function renderRelease(
  version: string,
  changes: Iterable<Change>
): string {
  const all = [...changes]
  const parts = bumps.flatMap((bump) => {
    const texts = all.filter((change) => change.bump === bump)
    const items = texts.map(({text}) => `- ${text.replace(/\n(?=.)/g, '\n  ')}`)
    const title = `### ${bump[0]?.toUpperCase() ?? ''}${bump.slice(1)} changes`
    return items.length === 0 ? [] : [title, items.join('\n')]
  })
  return `${[`## ${version}`, ...parts].join('\n\n')}\n`
}

/**
 * @param changelog with a heading of depth 2 for each version, the newest first
 * @returns what it says about a version, without the heading; `undefined` if that is not there
 */
export function findRelease(
  changelog: string,
  version: string
): string | undefined {
  return changelog
    .split(/^(?=## )/m)
    .find((part) => part.startsWith(`## ${version}\n`))
    ?.replace(/^.*\n/, '')
    .trim()
}

/** @returns the changelog with a release above the others */
export function addRelease(changelog: string, release: string): string {
  const [head = '', ...others] = changelog.split(/^(?=## )/m)
  return [`${head.trimEnd()}\n\n`, `${release}\n`, ...others]
    .join('')
    .replace(/\n+$/, '\n')
}
