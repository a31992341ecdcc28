/** Lets other work have its turn during a long run, and stops the run. */
import {setImmediate} from 'node:timers/promises'

/** Milliseconds for which a run may block the event loop. */
const share = 10

/** When the last turn was given, on the process's clock; all runs share it. */
let last = 0

/**
 * Lets the event loop take a turn if it has not had one for some time: otherwise, no message from outside arrives.
 *
 * @param signal may be aborted in that turn
 * @returns a promise that is rejected with the signal's reason if the signal is aborted; `undefined` if it is not yet time
 */
export function giveWay(signal: AbortSignal): Promise<void> | undefined {
  return performance.now() - last < share ? undefined : takeTurn(signal)
}

async function takeTurn(signal: AbortSignal): Promise<void> {
  await setImmediate()
  last = performance.now()
  signal.throwIfAborted()
}
