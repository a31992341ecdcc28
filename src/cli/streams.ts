/** The outer world of a command, so that tests can be one. */
import type {Readable, Writable} from 'node:stream'

/** Streams and surroundings of a run. */
export interface Surroundings {
  readonly stdin: Readable
  readonly stdout: Writable & {readonly isTTY?: boolean}
  readonly stderr: Writable & {readonly isTTY?: boolean}
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
}

/** Collects a stream; standard input is not read with `readFileSync`, which fails on large pipes. */
export async function readStream(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) {
    chunks.push(
      typeof chunk === 'string' ? Buffer.from(chunk) : (chunk as Buffer)
    )
  }

  return Buffer.concat(chunks)
}
