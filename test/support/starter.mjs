// Starts processes for another one, which is large: the system copies the tables of a process's memory whenever it
// starts one, which takes fifty times as long for one of 700 MB as for this one. Requests come through one named pipe,
// answers go through another, so that the other process can wait for them.
import {spawnSync} from 'node:child_process'
import {openSync} from 'node:fs'
import process from 'node:process'
import {readMessage, writeMessage} from './pipe-messages.mjs'

const [requests = '', answers = ''] = process.argv.slice(2)
// In this order: each waits until the other side has opened the same pipe.
const input = openSync(requests, 'r')
const output = openSync(answers, 'w')
for (
  let request = readMessage(input);
  request !== undefined;
  request = readMessage(input)
) {
  const {command, args, options} = request
  const {error, ...answer} = spawnSync(command, args, options)
  // Of an error, a clone would have nothing but the message.
  const said = error && {...error, message: error.message}
  writeMessage(output, {...answer, error: said})
}
