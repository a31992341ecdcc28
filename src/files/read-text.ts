/** Reads files whose content the program cannot trust. */
import {Buffer, isAscii, isUtf8, transcode} from 'node:buffer'
import type {FileHandle} from 'node:fs/promises'
import {lstat, open, readlink, realpath} from 'node:fs/promises'
import {dirname, relative, resolve} from 'node:path'
import {fileTexts} from './texts.ts'
import {UserError} from '../text/user-error.ts'
import {readWithoutWaiting} from './open-flags.ts'
import {findRepository, isGitInternal, isInside} from './repository.ts'

/** Largest file that is read, in bytes: ten times the largest bank known, and still read in seconds. */
export const mostBytes = 32 * 1024 * 1024

/** Longest line that is read, in UTF-16 units: authors do not write one, and parsers take long over it. */
export const longestLine = 1024 * 1024

/**
 * @param path absolute, or relative to `cwd`
 * @returns the file's text, with its byte order mark if it has one
 * @throws UserError naming the file and what to do
 */
export async function readText(path: string, cwd: string): Promise<string> {
  const absolute = resolve(cwd, path)
  const name = relative(cwd, absolute) || '.'
  let bytes: Buffer
  try {
    const target = await realpath(absolute)
    // A link can lead out of the repository unnoticed; a file that the user named may be anywhere.
    if (target !== absolute) {
      const root = findRepository(cwd)
      if (
        isInside(root, await realpath(dirname(absolute))) &&
        !isInside(root, target)
      ) {
        throw new UserError(fileTexts.outside(name, target, root))
      }
    }

    if (isGitInternal(target)) {
      throw new UserError(fileTexts.gitInternal(name, target))
    }

    const handle = await openFile(target)
    try {
      // Not a stat before opening: it must be the file that is read.
      const stats = await handle.stat()
      if (stats.isDirectory()) throw new UserError(fileTexts.folder(name))
      if (!stats.isFile()) throw new UserError(fileTexts.notAFile(name))
      if (stats.size > mostBytes) throw tooLarge(name, stats.size)
      bytes = await handle.readFile()
    } finally {
      await handle.close()
    }
  } catch (error) {
    throw error instanceof UserError
      ? error
      : await explain(error as NodeJS.ErrnoException, absolute, name)
  }

  return decodeText(bytes, name)
}

/** Opens a file for reading; a named pipe, too, without waiting for a writer. */
export async function openFile(path: string): Promise<FileHandle> {
  return open(path, readWithoutWaiting)
}

/**
 * @param name what to call the text in an error
 * @throws UserError if the bytes are not a text in UTF-8, are too many, or have a line that is too long
 */
export function decodeText(bytes: Uint8Array, name: string): string {
  if (bytes.length > mostBytes) throw tooLarge(name, bytes.length)
  if (!isUtf8(bytes)) {
    throw new UserError(
      isUtf16(bytes)
        ? fileTexts.utf16(name)
        : fileTexts.notUtf8(name, findForeignLine(bytes))
    )
  }

  const text = toText(bytes)
  const zero = text.indexOf('\0')
  if (zero !== -1) {
    throw new UserError(fileTexts.binary(name, countLines(text.slice(0, zero))))
  }

  const long = findLongLine(text)
  if (long) {
    throw new UserError(
      fileTexts.lineTooLong(
        name,
        long.line,
        toMegabytes(long.length),
        toMegabytes(longestLine)
      )
    )
  }

  return text
}

/** A decoder takes three times as long, which is a fortieth of what a check takes. */
function toText(bytes: Uint8Array): string {
  return isAscii(bytes)
    ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString(
        'latin1'
      )
    : transcode(bytes, 'utf8', 'utf16le').toString('utf16le')
}

/** @param size where all is known that there is to read */
export function tooLarge(name: string, size?: number): UserError {
  const limit = toMegabytes(mostBytes)
  return new UserError(
    size === undefined
      ? fileTexts.inputTooLarge(name, limit)
      : fileTexts.tooLarge(name, toMegabytes(size), limit)
  )
}

/** Editors on Windows call it "Unicode". */
function isUtf16(bytes: Uint8Array): boolean {
  const [first, second] = bytes
  return (
    (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
  )
}

/** @returns the first line that is not UTF-8; a line feed's byte is never part of another character */
function findForeignLine(bytes: Uint8Array): number {
  let line = 1
  for (let start = 0; start < bytes.length; line++) {
    const lineBreak = bytes.indexOf(0x0a, start)
    const end = lineBreak === -1 ? bytes.length : lineBreak
    if (!isUtf8(bytes.subarray(start, end))) break
    start = end + 1
  }

  return line
}

function findLongLine(
  text: string
): {line: number; length: number} | undefined {
  if (text.length <= longestLine) return undefined
  if (!mayHaveLongLine(text)) return undefined
  let line = 1
  let start = 0
  for (const {0: lineBreak, index} of text.matchAll(/\r\n|\n|\r|$/g)) {
    if (index - start > longestLine) return {line, length: index - start}
    start = index + lineBreak.length
    line++
  }

  return undefined
}

/** `false` if line feeds are close together: most files have no other line endings. */
function mayHaveLongLine(text: string): boolean {
  let start = 0
  while (text.length - start > longestLine) {
    // Lines that end before it are shorter still.
    const end = text.lastIndexOf('\n', start + longestLine)
    if (end < start) return true
    start = end + 1
  }

  return false
}

function countLines(text: string): number {
  return text.split(/\r\n|\n|\r/).length
}

async function explain(
  error: NodeJS.ErrnoException,
  absolute: string,
  name: string
): Promise<UserError> {
  return new UserError(await describe(error, absolute, name), {cause: error})
}

async function describe(
  {code, message}: NodeJS.ErrnoException,
  absolute: string,
  name: string
): Promise<string> {
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR': {
      const target = await findLinkTarget(absolute)
      return target === undefined
        ? fileTexts.notFound(name)
        : fileTexts.brokenLink(name, target)
    }

    case 'ELOOP': {
      return fileTexts.circularLink(name)
    }

    case 'EISDIR': {
      return fileTexts.folder(name)
    }

    case 'ENXIO': {
      return fileTexts.notAFile(name)
    }

    case 'ENAMETOOLONG': {
      return fileTexts.nameTooLong(name)
    }

    case 'EACCES':
    case 'EPERM': {
      return fileTexts.notPermitted(name)
    }

    default: {
      return fileTexts.notReadable(name, code ?? message)
    }
  }
}

/** @returns where the path leads to as a symbolic link, `undefined` if it is not one */
async function findLinkTarget(path: string): Promise<string | undefined> {
  try {
    return (await lstat(path)).isSymbolicLink()
      ? await readlink(path)
      : undefined
  } catch {
    return undefined
  }
}

function toMegabytes(amount: number): string {
  return `${(amount / 1024 / 1024).toFixed(amount < 10 * 1024 * 1024 ? 1 : 0)} MB`
}
