/** Lets a step end when Ctrl-C is pressed in the middle of it. */
import process from 'node:process'
import {setImmediate} from 'node:timers/promises'

const signals: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP']

/**
 * @param task short: until it is done, signals wait
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
    // A signal of the last moment arrives in the next turn.
    await setImmediate()
    for (const signal of signals) process.off(signal, remember)
    // Other listeners, if there are any, have heard of it and decide.
    if (received !== undefined && process.listenerCount(received) === 0) {
      process.kill(process.pid, received)
      // It is on its way; nothing else is to begin.
      await setImmediate()
    }
  }
}
