/** Works that are no single process: they are measured by themselves, behind the others. */
import {measureKeystrokes} from './keystroke.ts'
import type {Measurement} from './results.ts'

/** A work of this kind. */
export interface Session {
  /** Id of the work, size of the bank, and tool; as for trials. */
  readonly name: string
  readonly measure: () => Promise<readonly Measurement[]>
}

/** @param isQuick whether it is enough to see that nothing crashes */
export function getSessions(isQuick: boolean): Session[] {
  const [cards, keys] = isQuick ? [84, 3] : [1008, 20]
  return [
    {
      name: `keystroke/${cards}/qbank`,
      async measure() {
        const {median} = await measureKeystrokes({cards, keys})
        const samples = [{wall: Math.round(median * 10) / 10}]
        return [{work: 'keystroke', cards, tool: 'qbank', samples}]
      }
    }
  ]
}
