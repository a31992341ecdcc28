// Values through pipes, each after its length.
import {Buffer} from 'node:buffer'
import {readSync, writeSync} from 'node:fs'
import {deserialize, serialize} from 'node:v8'

/**
 * @param {number} pipe a file descriptor
 * @param {unknown} value what a structured clone can be made of
 */
export function writeMessage(pipe, value) {
  const body = serialize(value)
  const length = Buffer.alloc(4)
  length.writeUInt32LE(body.length)
  writeAll(pipe, Buffer.concat([length, body]))
}

/**
 * @param {number} pipe a file descriptor
 * @returns {any} the next value; `undefined` where the other side has closed the pipe
 */
export function readMessage(pipe) {
  const length = readBytes(pipe, 4)
  const body = length && readBytes(pipe, length.readUInt32LE())
  return body && deserialize(body)
}

/**
 * @param {number} pipe
 * @param {Uint8Array} bytes
 */
function writeAll(pipe, bytes) {
  for (let at = 0; at < bytes.length;) at += writeSync(pipe, bytes, at)
}

/**
 * @param {number} pipe
 * @param {number} count
 * @returns {Buffer | undefined}
 */
function readBytes(pipe, count) {
  const bytes = Buffer.alloc(count)
  for (let at = 0; at < count;) {
    const read = readSync(pipe, bytes, at, count - at, null)
    if (read === 0) return undefined
    at += read
  }

  return bytes
}
