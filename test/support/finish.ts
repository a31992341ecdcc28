/** What has to be undone when a file of tests is over: folders to delete, processes to end. */
import process from 'node:process'

const pending: (() => void)[] = []

/** @param undo is called when the file of tests is over, or the process ends; last in, first out */
export function whenOver(undo: () => void): void {
  if (pending.push(undo) === 1) process.once('exit', finish)
}

/** Undoes what has been done so far. */
export function finish(): void {
  process.off('exit', finish)
  for (const undo of pending.splice(0).reverse()) undo()
}
