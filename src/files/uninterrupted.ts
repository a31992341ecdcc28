/** Completes a step even if Ctrl-C is pressed in the middle of it. */
import process from 'node:process'
import {setImmediate} from 'node:timers/promises'

const signals: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP']

/**
 * @param task short: signals have to wait until it ends
 * @returns what the task returns
 */
export async function uninterrupted<Result>(
  task: () => Result | Promise<Result>
): Promise<Result> {
  let received: NodeJS.Signals | undefined
  const remember = (signal: NodeJS.Signals): void => {
    received = signal
  }
  for (const signal of signals) process.on(signal, remember)
  try {
    return await task()
  } finally {
    // A signal that arrived at the last moment is delivered in the next turn.
    await setImmediate()
    for (const signal of signals) process.off(signal, remember)
    // Other listeners, if there are any, have received it and decide.
    if (received !== undefined && process.listenerCount(received) === 0) {
      process.kill(process.pid, received)
      // The signal will end the process; nothing else must begin.
      await setImmediate()
    }
  }
}
