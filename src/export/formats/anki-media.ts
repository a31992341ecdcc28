/** Images of cards for a package of Anki, which has all of them in one folder. */
import {createHash} from 'node:crypto'
import {readFileSync, realpathSync, statSync} from 'node:fs'
import {basename, dirname, extname, resolve} from 'node:path'
import {findRepository, isInside} from '../../files/repository.ts'
import {toFileName} from '../file-name.ts'
import {exportTexts} from '../texts.ts'

/** Larger images are not useful for learning. */
const largest = 10 * 1024 * 1024

const endings = new Set('.avif,.bmp,.gif,.jpeg,.jpg,.png,.svg,.webp'.split(','))

/** An image. */
export interface MediaFile {
  /** No other image has this name in any case. */
  readonly name: string
  readonly content: Uint8Array
}

/** The source of an image in HTML that has been sanitized (`html.ts`). */
const imageSource = /(<img\b[^<>]*?\bsrc=")([^"<>]*)(")/g

/** Collects images. */
export class Media {
  readonly #files = new Map<string, MediaFile>()

  /**
   * @param html of a card
   * @param bank absolute path of the bank, to which images are relative
   * @param tell called for an image that cannot be in the package
   * @returns the card with the names that images have in the package
   */
  collect(
    html: string,
    bank: string,
    tell: (source: string, reason: string) => void
  ): string {
    return html.replace(
      imageSource,
      (all, before: string, source: string, after: string) => {
        if (/^[a-z][a-z\d+.-]*:|^\/\//i.test(source)) return all
        const path = resolve(dirname(bank), decode(source))
        const file = this.#files.get(path) ?? read(path, dirname(bank))
        if (typeof file === 'string') {
          tell(source, file)
          return all
        }

        this.#files.set(path, file)
        return before + file.name + after
      }
    )
  }

  /** @returns the images, each once */
  list(): readonly MediaFile[] {
    const byName = [...this.#files.values()].map(
      (file) => [file.name, file] as const
    )
    return [...new Map(byName).values()]
  }
}

/** @returns the image, or why there is none */
function read(path: string, folder: string): MediaFile | string {
  const {kind, missing, outside, size} = exportTexts.imageReasons
  let real
  try {
    real = realpathSync(path)
  } catch {
    return missing
  }

  const ending = extname(real).toLowerCase()
  const stats = statSync(real)
  if (!stats.isFile()) return missing
  if (!isInside(findRepository(folder), real)) return outside
  if (!endings.has(ending)) return kind
  if (stats.size > largest) return size
  const content = readFileSync(real)
  const digest = createHash('sha256').update(content).digest('hex').slice(0, 12)
  const name = toFileName(basename(real, extname(real)), 'image')
  return {name: `${name}-${digest}${ending}`, content}
}

function decode(source: string): string {
  const text = source
    .replace(/[?#].*$/, '')
    .replaceAll('&#x26;', '&')
    .replaceAll('&amp;', '&')
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
