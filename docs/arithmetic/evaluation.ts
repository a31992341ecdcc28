import {card, section} from './card.ts'
import {
  atLeast,
  combinations,
  normalDensity,
  normalTail,
  standardError,
  sum,
  z95
} from './statistics.ts'

/** The ends of the two-sided Wilson interval, or of a one-sided one with another `z`. */
function wilson(right: number, items: number, z = z95): [number, number] {
  const share = right / items
  const scale = 1 + z ** 2 / items
  const center = (share + z ** 2 / 2 / items) / scale
  const half =
    (z * Math.hypot(standardError(share, items), z / 2 / items)) / scale
  return [center - half, center + half]
}

/** The fewest right answers whose Wilson interval begins at the gate or above. */
function passMark(gate: number, items: number, z = z95): number {
  let right = 0
  while (wilson(right, items, z)[0] < gate) right++
  return right
}

/** The fewest right items that a rate at the gate reaches with a probability below 5%. */
function exactPassMark(gate: number, items: number): number {
  let right = 0
  while (atLeast(right, items, gate) >= 0.05) right++
  return right
}

/** The mean of the largest of independent standard normal variables. */
function largestNormal(count: number): number {
  const width = 1e-3
  return sum(16 / width, (index) => {
    const z = index * width - 8
    const density =
      count * (1 - normalTail(z)) ** (count - 1) * normalDensity(z)
    return z * density * width
  })
}

/** How many standard errors a one-sided 95% bound reaches. */
const oneSided95 = 1.645

export default section('Evaluation & Safety', [
  card('A release gate that passed by 1.6 points', {
    assumptions: [
      'items are independent draws from the traffic that the gate is about',
      'intervals are Wilson intervals'
    ],
    givens: [
      'at least 90% accuracy on a 250-item test',
      'gets 229 right',
      'is truly at 88%'
    ],
    facts: [
      'until it clears 90%',
      'first exceeds 90%',
      'A two-sided 95% interval',
      'A one-sided 95% bound',
      'accuracy exceeds 90%',
      'ten product areas of 25 items',
      'gets 223 right'
    ],
    derive: (gate, items, right, weak) => {
      const share = right / items
      const mark = Math.ceil(gate * items)
      return [
        ['right / items', share, 'right, 91.6%'],
        [
          '`sqrt(p (1 - p) / n)`, in points',
          standardError(share, items) * 100,
          'about 1.75 points'
        ],
        [
          'ends of the Wilson interval',
          wilson(right, items),
          'about 87.5% to 94.4%'
        ],
        [
          'fewest right answers whose lower end is above the gate; items',
          [passMark(gate, items), items],
          '235 of 250'
        ],
        [
          'binomial chance of at least 225 right at the weak rate',
          atLeast(mark, items, weak),
          'about 19% of the time'
        ],
        [
          '`p (1 - p) (1.96 / 0.01)^2`',
          share * (1 - share) * (z95 / 0.01) ** 2,
          'about 3,000 items'
        ],
        [
          'the same with a one-sided bound, z of 1.645; the fewest that 90% reaches with less than 5%',
          [passMark(gate, items, oneSided95), exactPassMark(gate, items)],
          'pass mark 233 by Wilson, 234 by the exact'
        ]
      ]
    }
  }),
  card('A judge prompt that is about to decide a release', {
    assumptions: [
      'prompts are independent; a win in one order only counts as half a win'
    ],
    givens: [
      'a win rate of 61%',
      'the new release wins 45%',
      'on 200 prompts, loses both on 170, and 130 verdicts'
    ],
    facts: [
      'New answers are 40% longer',
      'agrees with people on 80% of pairs, and people agree with each other on 82%'
    ],
    derive: (first, second, won, lost, flips) => {
      const prompts = won + lost + flips
      const balanced = (won + flips / 2) / prompts
      const error = Math.sqrt(
        ((won + flips / 4) / prompts - balanced ** 2) / prompts
      )
      return [
        [
          'swapped win rate; (both orders + half the flips) / prompts; (rate - 0.5) / standard error',
          [second, balanced, (balanced - 0.5) / error],
          'wins 45%; averaged over orders it is 53%, only about 1.6 standard errors'
        ],
        [
          'the mean of the two orders, (0.61 + 0.45) / 2',
          (first + second) / 2,
          'averaged over orders it is 53%'
        ],
        ['flips; prompts', [flips, prompts], '130 of 500 prompts'],
        [
          'wins; wins + losses; their ratio; prompts',
          [won, won + lost, won / (won + lost), prompts],
          '200 of 370, or 54%, as if it described all 500'
        ]
      ]
    }
  }),
  card("A manager wants this week's number one in the product", {
    facts: ['had 40 contract questions']
  }),
  card('One 3-point benchmark gain, three different significance verdicts', {
    assumptions: [
      'decoding noise is part of the difference per question',
      'the correlation within passages is the same with 10 questions each'
    ],
    givens: [
      '1,200 questions, 20 on each of 60 passages',
      'score 78% and 75%',
      'right on 96 questions, only the old on 60',
      'correlation of 0.15',
      '120 passages with 10 questions'
    ],
    facts: [
      'Only these 1,200 questions',
      '3 points, 95% interval',
      'one-sided test at 5%',
      'the limit is 1.64'
    ],
    derive: (
      items,
      each,
      _passages,
      share,
      before,
      won,
      lost,
      correlation,
      _more,
      fewer
    ) => {
      const gain = (won - lost) / items
      const independent = Math.hypot(
        standardError(share, items),
        standardError(before, items)
      )
      const paired = Math.sqrt(won + lost - (won - lost) ** 2 / items) / items
      const effect = (size: number): number => 1 + (size - 1) * correlation
      const clustered = paired * Math.sqrt(effect(each))
      return [
        ['(96 - 60) / 1,200, in points', gain * 100, 'scores 3 points above'],
        [
          'gain over the three standard errors',
          [gain / independent, gain / paired, gain / clustered],
          'z of 1.7, 2.9 and 1.5'
        ],
        [
          'independent samples: gain / hypot of the standard errors',
          gain / independent,
          '1.7 treats'
        ],
        ['gain / clustered error', gain / clustered, 'Report 1.5,'],
        ['gain / clustered error', gain / clustered, 'which 1.5 still'],
        [
          'gain / paired error; discordant questions, 96 + 60',
          [gain / paired, won + lost],
          '2.9 pairs by question, so the 156 discordant'
        ],
        ['gain / paired error', gain / paired, 'Picking 2.9'],
        [
          'hypot of both; sqrt(156 - 36^2 / 1,200) / 1,200; times sqrt(1 + 19 × 0.15)',
          [independent * 100, paired * 100, clustered * 100],
          '1.73, 1.04 and 2.04 points'
        ],
        [
          'gain -/+ 1.96 clustered errors, without signs',
          [(z95 * clustered - gain) * 100, (gain + z95 * clustered) * 100],
          'about minus 1 to plus 7'
        ],
        [
          'gain / (paired error × sqrt(1 + 9 × 0.15))',
          gain / (paired * Math.sqrt(effect(fewer))),
          'z near 1.9'
        ]
      ]
    }
  }),
  card('A 4.2-point offline win that vanished in production', {
    assumptions: [
      'the noise of the variants is normal, equal and independent once the difficulty of the items is removed',
      'true leads are normal with a standard deviation of 1 point'
    ],
    givens: [
      'tried 24 prompt variants',
      'best was 4.2 points above',
      'the same 300 items',
      'paired standard error of 2.0 points',
      'quality varies by 1 point',
      'on 1,200 fresh items'
    ],
    facts: [
      'difference of about 1 point',
      'spread by 5 points, the best being 10 ahead'
    ],
    derive: (variants, lead, items, error, spread, fresh) => {
      // A lead is taken over the average of all, which contains the variant itself.
      const noise = error * Math.sqrt(variants / (variants - 1))
      const finalists = noise * Math.SQRT2 * Math.sqrt(items / fresh)
      return [
        ['variants', variants, 'the best of 24 also'],
        [
          'standard error of a lead; variants; mean of the largest of 24 normal variables (1.95) × 2.0 × sqrt(24 / 23)',
          [error, variants, largestNormal(variants) * noise],
          'At 2.0 points of noise, the best of 24 equal variants is expected to lead by about 4.0 points'
        ],
        [
          'variants; standard error of a lead',
          [variants, error],
          'all 24 leads with 2.0 points'
        ],
        [
          'lead × 1 / (1 + 2.0^2)',
          (lead * spread ** 2) / (spread ** 2 + error ** 2),
          'about 0.8 points'
        ],
        [
          '2.0 × sqrt(24 / 23) × sqrt(2) × sqrt(300 / 1,200)',
          finalists,
          'near 1.4 points'
        ],
        ['1.96 times that', z95 * finalists, 'below about 2.8 points']
      ]
    }
  }),
  card(
    'The more accurate assistant draws more complaints about made-up facts',
    {
      givens: [
        'On 1,000 factual questions',
        'gets 700 right',
        'answers 600, gets 540 right',
        'at 3, answering pays',
        'worth 9 right answers'
      ],
      derive: (questions, rightA, answered, rightB, penalty, refund) => {
        const [wrongA, wrongB] = [questions - rightA, answered - rightB]
        const declined = questions - answered
        const percents = (...counts: number[]): number[] =>
          counts.map((count) => (count / questions) * 100)
        return [
          [
            'right, wrong and declined per hundred, A then B',
            percents(rightA, wrongA, 0, rightB, wrongB, declined),
            'A has 70 right, 30 wrong, 0 declined; B has 54, 6 and 40'
          ],
          [
            '(700 - 540) / (300 - 60)',
            (rightA - rightB) / (wrongA - wrongB),
            'two thirds'
          ],
          [
            'answering pays above L / (1 + L)',
            penalty / (1 + penalty),
            'above 75% confidence'
          ],
          [
            '700 - 3 × 300, without its sign; 540 - 3 × 60',
            [penalty * wrongA - rightA, rightB - penalty * wrongB],
            'A scores minus 200 and B plus 360'
          ],
          ['600 / 1,000', answered / questions, 'match B at 60%'],
          [
            'wrong / answered',
            [wrongA / questions, wrongB / answered],
            '30% with 10% wrong'
          ],
          ['9 / (1 + 9)', refund / (1 + refund), 'above 90% confidence']
        ]
      }
    }
  ),
  card('A 92% benchmark score that falls to 81% on rewritten questions', {
    assumptions: [
      'for the standard errors the four scores are independent samples of the same size'
    ],
    givens: ['scores 92% on', 'and 81% on', 'have 600 items', '74% and 70%'],
    facts: ['A 13-gram overlap'],
    derive: (score, twin, items, oldScore, oldTwin) => {
      const scores = [score, twin, oldScore, oldTwin]
      const odds = (share: number): number => share / (1 - share)
      const drop = (score - twin) * 100
      const control = (oldScore - oldTwin) * 100
      const error =
        Math.hypot(...scores.map((share) => standardError(share, items))) * 100
      const factors = [odds(score) / odds(twin), odds(oldScore) / odds(oldTwin)]
      const logError = Math.sqrt(
        scores.reduce((sum, share) => sum + 1 / (share * (1 - share)), 0) /
          items
      )
      const [factor = Number.NaN, oldFactor = Number.NaN] = factors
      return [
        ['92 - 81', drop, 'says 11 points'],
        ['92 - 81', drop, 'falls by 11 points too'],
        [
          '74 - 70; 11 - 4; 11',
          [control, drop - control, drop],
          'falls by 4 points, so the excess is 7 of the 11'
        ],
        ['root of the four squared errors', error, 'about 3.2 points'],
        [
          'odds of 0.92 over odds of 0.81; of 0.74 over 0.70; log of their ratio / its standard error; 7 / 3.2',
          [
            factor,
            oldFactor,
            Math.log(factor / oldFactor) / logError,
            (drop - control) / error
          ],
          'a factor of 2.7 against 1.2, z about 3.5, not 2.2'
        ],
        [
          'odds of 0.92 over odds of 0.81; of 0.74 over 0.63',
          [factor, odds(oldScore) / odds(oldScore - drop / 100)],
          'fall by 2.7 against 1.7'
        ]
      ]
    }
  }),
  card('Signing off an email agent after 300 failed injection attempts', {
    assumptions: ['bounds are exact one-sided 95% bounds, `1 - 0.05^(1 / n)`'],
    givens: [
      'all 300 injection emails',
      '20 variants of each of 15 templates',
      'read 2 million external',
      'About 0.1% of external',
      'may send 100 emails at a true rate of 1%'
    ],
    facts: ['one-sided 95% bound', '"0% plus or minus 0%"'],
    derive: (trials, variants, templates, millions, share, tries, rate) => {
      const bound = (clean: number): number => 1 - 0.05 ** (1 / clean)
      const injected = millions * 1e6 * share
      return [
        ['20 × 15', variants * templates, 'Zero of 300'],
        ['20 × 15', variants * templates, 'opened all 300 emails'],
        ['20 × 15', variants * templates, 'One attack of the 300'],
        ['`1 - 0.05^(1 / 300)`', bound(trials), 'bound is about 1%, if'],
        [
          'templates; `1 - 0.05^(1 / 15)`',
          [templates, bound(templates)],
          'counted as 15 trials the bound is about 18%'
        ],
        [
          '2 million × 0.1%; rate; their product',
          [injected, rate, injected * rate],
          'with 2,000 injected emails a month, a rate of 1% would mean 20'
        ],
        [
          'rate; ln(0.05) / ln(1 - 0.001)',
          [0.001, Math.log(0.05) / Math.log(1 - 0.001)],
          'below 0.1% takes about 3,000'
        ],
        [
          '`1 - 0.99^100`',
          1 - (1 - rate) ** tries,
          'at least one succeeds with 63%'
        ]
      ]
    }
  }),
  card('A 60% pass rate on 80 agent tasks that nobody trusts', {
    assumptions: [
      'tasks are independent draws and verdicts of one task are independent given the task',
      'half the share of tasks that changed their verdict estimates the variance within a task'
    ],
    givens: [
      'passes 48 of 80 simulated tasks in one run and 43',
      'does nothing passes 12',
      '39 tasks passed in both runs, 9 only in the first and 4 only in the second'
    ],
    facts: ['describes these 80'],
    derive: (passed, tasks, rerun, idle, both, first, second) => {
      const rate = (passed + rerun) / (2 * tasks)
      const within = (first + second) / (2 * tasks)
      const between = rate * (1 - rate) - within
      const error = (count: number, runs: number): number =>
        100 * Math.sqrt((between + within / runs) / count)
      return [
        ['39 + 9', both + first, 'passes 48'],
        ['39 + 4', both + second, '43 in a rerun'],
        [
          '9 + 4; 9; 4; 9 - 4; sqrt(9 + 4)',
          [
            first + second,
            first,
            second,
            first - second,
            Math.sqrt(first + second)
          ],
          '13 verdicts changed, 9 against 4, a difference of 5 with standard error 3.6'
        ],
        [
          'points: sqrt((between + within) / 80); sqrt((between + within / 4) / 80); 3 × 80; sqrt((between + within) / 320)',
          [error(tasks, 1), error(tasks, 4), 3 * tasks, error(4 * tasks, 1)],
          'from 5.5 to 4.8 points; 240 new tasks bring 2.8'
        ],
        [
          'passed twice; tasks; 39 / 80; (48 + 43) / 160',
          [both, tasks, both / tasks, rate],
          '39 of 80 tasks pass twice, 49%, against 57%'
        ],
        [
          '48 - 12; 80 - 12; 36 / 68',
          [passed - idle, tasks - idle, (passed - idle) / (tasks - idle)],
          '36 of the other 68, or 53%'
        ],
        ['2 × 80', 2 * tasks, 'the 160 runs']
      ]
    }
  }),
  card('A companion mode that most users love', {
    givens: ['found in 2% of', 'and 1% of the control arm'],
    facts: ['10,000 users an arm'],
    derive: (mode, control) => [
      [
        'shares of both arms; 2 - 1 points',
        [mode, control],
        '2% against 1% is a net excess'
      ],
      ['2 - 1 points', (mode - control) * 100, 'excess of one point']
    ]
  }),
  card('A vendor reports 94% annotator agreement on a rare safety label', {
    assumptions: ['both annotators say unsafe equally often'],
    givens: [
      'label 1,000 outputs',
      'unsafe on 20, both say safe on 920',
      'unsafe on 30'
    ],
    facts: ['unsafe on 58 and the other on 2:'],
    derive: (outputs, unsafe, safe, alone) => {
      const raw = (unsafe + safe) / outputs
      const rate = (unsafe + alone) / outputs
      const chance = rate ** 2 + (1 - rate) ** 2
      return [
        ['(20 + 920) / 1,000', raw, 'reports 94% agreement'],
        [
          '2 × 20 / (50 + 50)',
          (2 * unsafe) / (2 * (unsafe + alone)),
          'agree on only 40%'
        ],
        ['30 + 30', 2 * alone, 'the 60 disagreements'],
        [
          '`0.05^2 + 0.95^2`; (0.94 - chance) / (1 - chance)',
          [chance, (raw - chance) / (1 - chance)],
          "give 90.5%, so Cohen's kappa is about 0.37"
        ],
        [
          'raw agreement; (0.94 - 0.5) / (1 - 0.5)',
          [raw, (raw - 0.5) / 0.5],
          '94% on balanced classes gives 0.88'
        ],
        ['20 / (20 + 30)', unsafe / (unsafe + alone), 'reach 40% recall'],
        ['20 + 30 + 30', unsafe + 2 * alone, 'Only 80 items'],
        [
          'unsafe by both; by either; 2 × 20 / (50 + 50)',
          [unsafe, unsafe + 2 * alone, unsafe / (unsafe + alone)],
          '20 of the 80 items that anyone called unsafe, in place of the 40%'
        ]
      ]
    }
  }),
  card('A refusal update up for sign-off', {
    givens: [
      'harmful requests from 4% to 1.5%',
      'from 6% to 11% on borderline',
      'from 0.1% to 0.3%',
      '5 million requests a day: 0.2% harmful, 3% borderline',
      'with 95% recall and 2% false alarms'
    ],
    derive: (
      complied,
      compliedAfter,
      borderline,
      borderlineAfter,
      ordinary,
      ordinaryAfter,
      millions,
      harmfulShare,
      borderlineShare,
      recall,
      alarms
    ) => {
      const requests = millions * 1e6
      const avoided = requests * harmfulShare * (complied - compliedAfter)
      const refused =
        requests * borderlineShare * (borderlineAfter - borderline)
      const rest = requests * (1 - harmfulShare - borderlineShare)
      const more = rest * (ordinaryAfter - ordinary)
      return [
        [
          '0.3 - 0.1 points; 4.84 million × 0.2%',
          [(ordinaryAfter - ordinary) * 100, more],
          'rise of 0.2 points costs most, 9,680'
        ],
        [
          '10,000 × 2.5%; 150,000 × 5%',
          [avoided, refused],
          'fall by 250 a day, while borderline prompts add 7,500'
        ],
        [
          '(7,500 + 9,680) / 250',
          (refused + more) / avoided,
          'Whether 69 wrong refusals'
        ],
        [
          '0.95 × 0.002 / (0.95 × 0.002 + 0.02 × 0.998)',
          (recall * harmfulShare) /
            (recall * harmfulShare + alarms * (1 - harmfulShare)),
          'only about 9% of its flags'
        ]
      ]
    }
  }),
  card('Swahili looks four times less safe than English', {
    assumptions: [
      'sensitivity and specificity are exact, and the two languages are independent samples',
      'with human labels on every reply the rates stay as corrected'
    ],
    givens: [
      'same 200 harmful prompts',
      '2% of English and 8% of Swahili',
      '95% sensitivity and 99% specificity in English, 80% and 95% in Swahili',
      'about 40 replies an hour',
      'give 8 harmful Swahili replies and 2 English'
    ],
    derive: (
      items,
      english,
      swahili,
      sens,
      spec,
      sensLow,
      specLow,
      hourly,
      more,
      fewer
    ) => {
      const correct = (rate: number, se: number, sp: number): number =>
        (rate + sp - 1) / (se + sp - 1)
      const high = correct(swahili, sensLow, specLow)
      const low = correct(english, sens, spec)
      const error = Math.hypot(
        standardError(swahili, items) / (sensLow + specLow - 1),
        standardError(english, items) / (sens + spec - 1)
      )
      const labeled = Math.hypot(
        standardError(high, items),
        standardError(low, items)
      )
      const gap = high - low
      const discordant = more + fewer
      const tail = sum(fewer + 1, (k) => combinations(discordant, k))
      return [
        ['2 × 200', 2 * items, 'label all 400'],
        ['400 / 40', (2 * items) / hourly, "about ten hours'"],
        [
          '(rate + specificity - 1) / (sensitivity + specificity - 1)',
          [high, low],
          'stands at about 4.0% and English at 1.1%'
        ],
        [
          'points: 4.0 - 1.1; root of the two squared errors, each divided by (sensitivity + specificity - 1); the same without judge errors',
          [gap * 100, error * 100, labeled * 100],
          'gap of 2.9 points has a standard error near 2.8; labels on every reply would give about 1.6'
        ],
        [
          'two-sided level; gap + 1.96 errors, in points',
          [0.95, (gap + z95 * error) * 100],
          'the 95% interval reaches at least 8 points'
        ],
        [
          '1 - specificity, in points',
          [(1 - specLow) * 100, (1 - spec) * 100],
          'Subtracting 5 and 1 points'
        ],
        [
          'twice the chance of 2 or fewer heads in 10 tosses',
          (2 * tail) / 2 ** discordant,
          'p of 0.11'
        ]
      ]
    }
  }),
  card('Proving nine months later what was tested before a release', {
    facts: ['Articles 18 and 19']
  }),
  card('Membership inference at AUC 0.56 and a privacy claim to check', {
    assumptions: [
      'each ticket is put in by an independent fair coin',
      'delta is negligible',
      'under epsilon the right accusations are at most binomial with rate e^epsilon / (1 + e^epsilon)'
    ],
    givens: [
      'false-positive rate of 0.1% it detects 3%',
      'with epsilon 2.',
      'pool holds 100,000 tickets'
    ],
    facts: [
      'reaches AUC 0.56',
      'a measured 3% contradicts',
      'Epsilon 2 allows',
      'epsilon 2 allows',
      'not contradict epsilon 2',
      'finds 0.2%'
    ],
    derive: (alarms, detected, epsilon, pool) => {
      const [hits, errors] = [(pool / 2) * detected, (pool / 2) * alarms]
      const precision = hits / (hits + errors)
      const allowed = Math.exp(epsilon) / (1 + Math.exp(epsilon))
      return [
        ['e^2 × 0.1%', Math.exp(epsilon) * alarms, 'about 0.74%'],
        [
          '1,500 / 1,550; 50,000 × 3%; 50,000 × 0.1%',
          [precision, hits, errors],
          'about 97% of accusations are right: 1,500 members against 50'
        ],
        [
          '3% / 0.1%; its logarithm',
          [detected / alarms, Math.log(detected / alarms)],
          'ratio of 30 implies an epsilon of at least 3.4'
        ],
        [
          '`e^2 / (1 + e^2)`; 1,500 / 1,550',
          [allowed, precision],
          '88% right accusations, over ten standard errors below 97%'
        ],
        [
          '(0.968 - 0.881) / sqrt(0.881 × 0.119 / 1,550) is 10.6, more than ten',
          Math.floor(
            (precision - allowed) / standardError(allowed, hits + errors)
          ),
          'over ten standard errors'
        ],
        ['1,500 / (1,500 + 10 × 50)', hits / (hits + 10 * errors), 'still 75%']
      ]
    }
  }),
  card('A forum post claims that your training set was poisoned', {
    givens: ['400,000 examples were used; 4,000 came'],
    facts: ['500 random examples', 'about 250 documents'],
    derive: (examples, form) => [
      ['4,000 / 400,000', form / examples, 'the form gave 1%'],
      ['400,000 / 4,000', examples / form, 'a hundred times denser']
    ]
  })
])
