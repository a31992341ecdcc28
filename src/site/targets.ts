/** Resolves links and images of cards on a page, and copies images; broken ones are collected. */
import {createHash} from 'node:crypto'
import {lstatSync, readFileSync, realpathSync, statSync} from 'node:fs'
import {basename, dirname, extname, join, relative} from 'node:path'
import {visit} from 'unist-util-visit'
import {fromXml} from 'xast-util-from-xml'
import {toFileName} from '../export/file-name.ts'
import {isInside} from '../files/repository.ts'
import type {Targets} from './adapt-tree.ts'
import {siteTexts} from './texts.ts'

/** A bank, for the links in it. */
export interface LinkBase {
  /** Absolute path of the bank. */
  readonly path: string
  /** Name of the bank for people. */
  readonly name: string
  /** Addresses on the site, by the anchors of headings in the bank. */
  readonly anchors: ReadonlyMap<string, string>
}

/** Where a link is, for people: `QUESTION_BANK.md:12`. */
type Place = string

/** Endings of images that browsers show. */
const imageEndings = new Set([
  ...['.avif', '.gif', '.jpeg', '.jpg', '.png', '.svg', '.webp']
])

/** In bytes. */
const largestImage = 20 * 1024 * 1024

/** Links and images of a site. */
export class SiteTargets {
  readonly #root: string
  readonly #source: string | undefined
  /** Contents of copied images, by their path on the site. */
  readonly images = new Map<string, Buffer>()
  /** By absolute path: the path on the site, or the reason why there is none. */
  readonly #copies = new Map<string, {path: string} | {reason: string}>()
  /** Places by the notice about them. */
  readonly #found = new Map<string, Set<Place>>()

  /**
   * @param root absolute path of the folder from which files may be copied
   * @param source URL of that folder, if files can be read there
   */
  constructor(root: string, source: string | undefined) {
    this.#root = realpathSync(root)
    this.#source = source
  }

  /** @returns the targets of links and images of a card */
  forCard(base: LinkBase, line: number): Targets {
    const place = `${base.name}:${line}`
    return {
      toLink: (href) => this.#toLink(href, base, place),
      toImage: (src) => this.#toImage(src, dirname(base.path), place)
    }
  }

  /** @returns the address of a line of a file, if files can be read anywhere */
  toSource(path: string, line: number): string | undefined {
    const real = findReal(path)
    if (this.#source === undefined || real === undefined) return undefined
    return `${this.#source}${toUrl(relative(this.#root, real))}#L${line}`
  }

  /** @returns notices about broken links and images, a line each */
  getNotices(): string[] {
    return [...this.#found].map(([kind, places]) => {
      const all = [...places]
      if (kind === 'remote') return siteTexts.remoteImage(all)
      if (kind === 'broken') return siteTexts.brokenLink(all)
      if (kind === 'file') return siteTexts.fileLink(all)
      if (kind === 'math') return siteTexts.noMath(all)
      return siteTexts.noImage(all, kind)
    })
  }

  /** @returns the path of a copy of an icon, if it can be copied */
  copyIcon(src: string, folder: string): string | undefined {
    return this.#toImage(src, folder, join(folder, src)).src
  }

  /** Records that something on a card cannot be shown or linked. */
  note(kind: string, place: Place): void {
    const places = this.#found.get(kind) ?? new Set()
    this.#found.set(kind, places.add(place))
  }

  /** @returns the address of a heading in the bank */
  #toAnchor(
    hash: string,
    {anchors}: LinkBase,
    place: Place
  ): string | undefined {
    const address = anchors.get(decode(hash.slice(1)).toLowerCase())
    if (address === undefined) this.note('broken', place)
    return address
  }

  #toLink(href: string, base: LinkBase, place: Place): string | undefined {
    if (isAbsolute(href)) return href
    const [path, hash] = split(href)
    const target = join(dirname(base.path), decode(path))
    if (path === '' || target === base.path) {
      return this.#toAnchor(hash, base, place)
    }

    const real = findReal(target)
    const isThere = real !== undefined && isInside(this.#root, real)
    if (!isThere || this.#source === undefined) {
      this.note(isThere ? 'file' : 'broken', place)
      return undefined
    }

    return `${this.#source}${toUrl(relative(this.#root, real))}${hash}`
  }

  #toImage(
    src: string,
    folder: string,
    place: Place
  ): {src?: string; href?: string} {
    if (isAbsolute(src)) {
      this.note('remote', place)
      return {href: src}
    }

    const [path] = split(src)
    const absolute = join(folder, decode(path))
    const copy = this.#copies.get(absolute) ?? this.#copy(absolute)
    this.#copies.set(absolute, copy)
    if ('path' in copy) return {src: toUrl(copy.path)}
    this.note(copy.reason, place)
    return {}
  }

  #copy(path: string): {path: string} | {reason: string} {
    const {imageReasons: reasons} = siteTexts
    const real = findReal(path)
    if (real === undefined || !lstatSync(real).isFile()) {
      return {reason: reasons.missing}
    }

    if (!isInside(this.#root, real)) return {reason: reasons.outside}
    const ending = extname(real).toLowerCase()
    if (!imageEndings.has(ending)) return {reason: reasons.kind}
    if (statSync(real).size > largestImage) return {reason: reasons.size}
    const content = readFileSync(real)
    if (ending === '.svg' && !isPlainSvg(content.toString('utf8'))) {
      return {reason: reasons.script}
    }

    const digest = createHash('sha256').update(content).digest('hex')
    const name = toFileName(basename(real, extname(real)), 'image')
    const copied = `media/${name}-${digest.slice(0, 8)}${ending}`
    this.images.set(copied, content)
    return {path: copied}
  }
}

/** Opened alone, an SVG is a document of the site: it must not run code, or show parts of other sites. */
function isPlainSvg(text: string): boolean {
  try {
    const tree = fromXml(text)
    let isPlain = true
    visit(tree, (node) => {
      // It may load a style sheet of another site, or define entities.
      if (node.type === 'instruction') isPlain &&= node.name === 'xml'
      if (node.type === 'doctype') isPlain &&= !text.includes('<!ENTITY')
      if (node.type !== 'element') return
      const name = node.name.replace(/^.*:/, '').toLowerCase()
      isPlain &&= !forbiddenInSvg.has(name)
      for (const [key, value] of Object.entries(node.attributes)) {
        const isRunning = /^on/i.test(key)
        const isLink = /(?:^|:)href$/i.test(key)
        isPlain &&=
          !isRunning &&
          !(isLink && !/^(?:#|data:image\/(?!svg))/.test(value ?? ''))
      }
    })
    return isPlain
  } catch {
    return false
  }
}

const forbiddenInSvg = new Set([
  ...['script', 'foreignobject', 'iframe', 'embed', 'object', 'handler'],
  ...['animate', 'set']
])

function isAbsolute(url: string): boolean {
  return /^[a-z][a-z\d+.-]*:|^\/\//i.test(url)
}

/** @returns path and hash, without a query */
function split(url: string): [string, string] {
  const [, path = '', hash = ''] = /^([^?#]*)[^#]*(#.*)?$/s.exec(url) ?? []
  return [path, hash]
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function findReal(path: string): string | undefined {
  try {
    return realpathSync(path)
  } catch {
    return undefined
  }
}

/** @returns a path as a relative URL */
export function toUrl(path: string): string {
  return path.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/')
}
