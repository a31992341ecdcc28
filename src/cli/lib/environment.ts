/** The outside world of a command; tests can replace it. */
import type {Readable, Writable} from 'node:stream'
import {mostBytes, tooLarge} from '../../files/read-text.ts'

/** Streams and surroundings of a run. */
export interface Surroundings {
  readonly stdin: Readable
  readonly stdout: Writable & {readonly isTTY?: boolean}
  readonly stderr: Writable & {readonly isTTY?: boolean}
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
}

/** Arguments of `main`, in addition to its surroundings. */
export interface MainOptions extends Surroundings {
  /** Arguments without the names of Node and the script. */
  readonly argv: readonly string[]
}

/**
 * Collects a stream; standard input is not read with `readFileSync`, which fails on large pipes.
 *
 * @param name of the stream in an error
 * @throws UserError as soon as the stream is longer than a bank may be: it may never end
 */
export async function readStream(
  stream: Readable,
  name: string
): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream) {
    const bytes =
      typeof chunk === 'string' ? Buffer.from(chunk) : (chunk as Buffer)
    size += bytes.length
    if (size > mostBytes) throw tooLarge(name)
    chunks.push(bytes)
  }

  return Buffer.concat(chunks)
}
