/** A merge by cards that would be a guess: it is left to git. The message says why. */
export class Unsure extends Error {
  override readonly name = 'Unsure'
}
