/** The few functions of probability that the cards use. */

/** Adds `term(index)` for indices from 0 to `count - 1`. */
export function sum(count: number, term: (index: number) => number): number {
  let total = 0
  for (let index = 0; index < count; index++) total += term(index)
  return total
}

/** The standard error of a share measured on independent items. */
export function standardError(share: number, items: number): number {
  return Math.sqrt((share * (1 - share)) / items)
}

/** How many standard errors a two-sided 95% interval reaches to either side. */
export const z95 = 1.96

/** The number of ways to choose `chosen` of `items`. */
export function combinations(items: number, chosen: number): number {
  let ways = 1
  for (let index = 1; index <= chosen; index++) {
    ways *= (items - chosen + index) / index
  }
  return ways
}

/** The probability of at least `successes` in independent trials. */
export function atLeast(
  successes: number,
  trials: number,
  rate: number
): number {
  return (
    1 -
    sum(
      successes,
      (k) => combinations(trials, k) * rate ** k * (1 - rate) ** (trials - k)
    )
  )
}

/** The density of the standard normal distribution. */
export function normalDensity(z: number): number {
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)
}

/** The probability that a standard normal variable lies above `z`, by Simpson's rule. */
export function normalTail(z: number): number {
  const steps = 2000
  const width = (12 - z) / steps
  const weighted = sum(steps + 1, (index) => {
    const isEnd = index === 0 || index === steps
    return normalDensity(z + index * width) * (isEnd ? 1 : 2 + 2 * (index % 2))
  })
  return (weighted * width) / 3
}
