/** Evaluation & Safety. */
import {card} from './card.ts'
import {
  atLeast,
  combinations,
  missAll,
  normalDensity,
  normalTail,
  standardError,
  sum,
  z95
} from './statistics.ts'

export default [
  card(
    'A release gate that passed by 1.6 points',
    ['a 250-item test must be at least 90%', 'gets 229 right', 'is 88% still'],
    (items, gate, right, weak) => {
      const share = right / items
      const scale = 1 + z95 ** 2 / items
      const center = (share + z95 ** 2 / 2 / items) / scale
      const half =
        (z95 * Math.hypot(standardError(share, items), z95 / 2 / items)) / scale
      const needed = gate * items
      return [
        [(share - gate) * 100, 'passed by 1.6 points'],
        [share, 'right, 91.6%'],
        [
          [share, 1 - share, items, standardError(share, items) * 100],
          '`sqrt(0.916 × 0.084 / 250)`, about 1.75 points'
        ],
        [[center - half, center + half], 'about 87.5% to 94.4%'],
        [
          [needed, items, atLeast(needed, items, weak)],
          'reaches 225 of 250 about 19%'
        ],
        [
          share * (1 - share) * (z95 / 0.01) ** 2,
          'about 2,960 independent items'
        ],
        [atLeast(needed, items, gate), 'only about 55% of the time']
      ]
    }
  ),
  card(
    'One 3-point benchmark gain, three different significance verdicts',
    [
      '1,200 questions, 20 on each of 60 passages',
      'scores 78% and the old one 75%',
      'right on 96 questions, and only the old one on 60',
      'correlation of 0.15',
      '120 passages with 10 questions'
    ],
    (
      items,
      each,
      _,
      share,
      before,
      won,
      lost,
      correlation,
      passages,
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
        [gain * 100, 'One 3-point benchmark gain'],
        [[independent * 100, gain / independent], '1.73 points and z of 1.7'],
        [won + lost, 'the 156 discordant questions'],
        [
          [paired * 100, gain / paired],
          'about 1.04 points, and z rises to 2.9'
        ],
        [
          [1, each - 1, correlation, effect(each), items / effect(each)],
          '`1 + 19 × 0.15 = 3.85` and only about 312'
        ],
        [
          [clustered * 100, gain / clustered],
          'giving 2.04 points and z of 1.5'
        ],
        [
          [
            passages,
            fewer,
            effect(fewer),
            gain / (paired * Math.sqrt(effect(fewer)))
          ],
          '120 passages with 10 questions each would lower the design effect to 2.35 and give z near 1.9'
        ]
      ]
    }
  ),
  card(
    'A 4.2-point offline win that vanished in production',
    [
      'score 24 prompt variants on the same 300 items',
      'standard error of 2.0 points',
      'winner is 4.2 points above',
      '1,200 of them'
    ],
    (variants, items, error, lead, fresh) => {
      const width = 1e-3
      // The mean of the largest of independent standard normal variables.
      const largest = sum(16 / width, (index) => {
        const z = index * width - 8
        const density =
          variants * (1 - normalTail(z)) ** (variants - 1) * normalDensity(z)
        return z * density * width
      })
      return [
        [
          [largest, largest * error],
          'about 1.95 standard errors, or 3.9 points'
        ],
        [1 - 0.95 ** variants, 'a 71% chance'],
        [0.05 / variants, 'below about 0.002'],
        [lead / (1 + error ** 2), 'about 0.8 points'],
        [error * Math.sqrt(items / fresh), 'about 1.0 point']
      ]
    }
  ),
  card(
    'A judged win rate of 61% that another team cannot reproduce',
    [
      'on 500 prompts',
      'first it wins 61%; with it shown second it wins 45%',
      'both orders 200 times, the old one wins both 170 times, and 130 verdicts flip'
    ],
    (prompts, first, second, won, lost, flips) => {
      const balanced = (won + flips / 2) / prompts
      const error = Math.sqrt(
        ((won + flips / 4) / prompts - balanced ** 2) / prompts
      )
      return [
        [(first + second) / 2, 'win rate is 53%'],
        [balanced, 'win rate is 53%'],
        [((first - second) / 2) * 100, 'about 8 points'],
        [
          [error * 100, balanced, (balanced - 0.5) / error],
          'near 1.9 points, so 53% is about 1.6 standard errors'
        ],
        [flips / prompts, 'A 26% flip rate'],
        [
          [won, won + lost, won / (won + lost), prompts],
          '200 of 370, or 54%, as if it described all 500'
        ]
      ]
    }
  ),
  card(
    'A 92% benchmark score that falls to 81% on rewritten questions',
    ['92% on a public 600-item benchmark and 81% on', 'scores 74% and 70%'],
    (score, items, twin, oldScore, oldTwin) => {
      const odds = (share: number): number => share / (1 - share)
      const excess = score - twin - (oldScore - oldTwin)
      const error = Math.hypot(
        ...[score, twin, oldScore, oldTwin].map((share) =>
          standardError(share, items)
        )
      )
      return [
        [
          [score, twin, oldScore, oldTwin, excess].map((share) => share * 100),
          '(92 - 81) - (74 - 70) = 7'
        ],
        [
          [error * 100, excess / error],
          'about 3.2 points, so z is roughly 2.2'
        ],
        [
          [odds(score) / odds(twin), odds(oldScore) / odds(oldTwin)],
          'a factor of 2.7 for the new model against 1.2'
        ],
        [(score - twin) * 100, 'another says 11 points']
      ]
    }
  ),
  card(
    'Two teams compute different pass@5 from the same samples',
    ['10 samples were drawn and 2 passed', 'pass@1 of 50%'],
    (drawn, passed, rate) => {
      const k = 5
      const plugIn = 1 - (1 - passed / drawn) ** k
      const unbiased =
        1 - combinations(drawn - passed, k) / combinations(drawn, k)
      return [
        [[plugIn, unbiased], 'reports pass@5 of 67%, Team B 78%'],
        [plugIn, '= 0.67`'],
        [unbiased, '= 0.78`'],
        [
          [1 - (1 - rate) ** k, rate, rate],
          'pass@5 is 97% if every task has rate 0.5, but 50%'
        ],
        [[rate ** k, rate], 'about 3% or 50%']
      ]
    }
  ),
  card(
    'The leaderboard leader gets more complaints about made-up facts',
    [
      'On 1,000 factual questions',
      'gets 700 right',
      'answers 600, gets 540 right, and declines 400'
    ],
    (questions, rightA, answered, rightB, declined) => {
      const [wrongA, wrongB] = [questions - rightA, answered - rightB]
      const percents = (...counts: number[]): number[] =>
        counts.map((count) => (count / questions) * 100)
      return [
        [
          percents(rightA, wrongA, 0, rightB, wrongB, declined),
          'A is 70/30/0 and B is 54/6/40'
        ],
        [[rightA, wrongA, rightB, wrongB], '`700 - 300L` and B `540 - 60L`'],
        [(rightA - rightB) / (wrongA - wrongB), 'exceeds 0.67'],
        [[2, 2 / 3], 'L of 2 means answering at 67%'],
        [[wrongA / questions, wrongB / answered], '30% against 10% error']
      ]
    }
  ),
  card(
    'Signing off an email agent after 300 failed injection attempts',
    [
      'all 300 injection emails',
      '20 variants of each of 15 templates',
      'read 2 million external emails a month, of which perhaps 0.1%'
    ],
    (trials, variants, templates, millions, share) => {
      const bound = (clean: number): number => 1 - 0.05 ** (1 / clean)
      const injected = millions * 1e6 * share
      return [
        [variants * templates, 'all 300 injection emails'],
        [[3, trials, bound(trials)], '`3/300`, or 1%'],
        [
          [bound(trials), injected, injected * 0.01],
          'at 1%, the 2,000 injected emails a month would mean about 20'
        ],
        [
          [1, 0.05, 1, templates, bound(templates)],
          '`1 - 0.05^(1/15)`, about 18%'
        ],
        [
          [0.001, Math.log(0.05) / Math.log(1 - 0.001)],
          'below 0.1% needs roughly 3,000'
        ]
      ]
    }
  ),
  card(
    'A refusal update up for sign-off',
    [
      'harmful requests from 4% to 1.5%',
      'from 6% to 11% on borderline',
      'from 0.1% to 0.3% on ordinary',
      '5 million requests a day: 0.2% harmful, 3% borderline'
    ],
    (
      complied,
      compliedAfter,
      borderline,
      borderlineAfter,
      ordinary,
      ordinaryAfter,
      millions,
      harmfulShare,
      borderlineShare
    ) => {
      const requests = millions * 1e6
      const harmful = requests * harmfulShare
      const avoided = harmful * (complied - compliedAfter)
      const refused =
        requests * borderlineShare * (borderlineAfter - borderline)
      const rest = requests * (1 - harmfulShare - borderlineShare)
      const more = rest * (ordinaryAfter - ordinary)
      return [
        [
          [harmful, (complied - compliedAfter) * 100, avoided],
          '10,000 harmful requests a day and a 2.5-point cut mean 250'
        ],
        [refused, '7,500 more wrong refusals'],
        [more, 'adds 9,680'],
        [(refused + more) / avoided, 'about 69 wrong refusals'],
        [rest / 1e6, '4.84 million requests']
      ]
    }
  ),
  card(
    'Membership inference at AUC 0.56 and a privacy claim to check',
    [
      'on 50,000 support tickets',
      'rate of 0.1% it detects 3%',
      'with epsilon of 2',
      'at 68, two and a half'
    ],
    (members, alarms, detected, epsilon, unlucky) => {
      const [hits, errors] = [members * detected, members * alarms]
      return [
        [
          [hits, errors, hits / (hits + errors)],
          '1,500 members and 50 non-members, so about 97%'
        ],
        [hits / (hits + 10 * errors), 'still be 75%'],
        [[2, alarms, Math.exp(epsilon) * alarms], '`e^2 × 0.1%`, about 0.74%'],
        [[detected / alarms, Math.log(detected / alarms)], 'ln(30) = 3.4'],
        [
          [errors + 2.5 * Math.sqrt(errors), Math.log(hits / unlucky)],
          'at 68, two and a half standard deviations more, implied epsilon is still 3.1'
        ]
      ]
    }
  ),
  card(
    'A 95%-recall moderation filter meets 10 million messages a day',
    [
      '95% recall and a 2%',
      'screen 10 million messages a day, of which 0.1%',
      'for 30 seconds',
      'where 1% of messages'
    ],
    (recall, alarms, millions, share, seconds, higher) => {
      const messages = millions * 1e6
      const precision = (prevalence: number): number =>
        (recall * prevalence) /
        (recall * prevalence + alarms * (1 - prevalence))
      const hits = messages * share * recall
      const errors = messages * (1 - share) * alarms
      return [
        [
          [hits, errors, precision(share)],
          '9,500 true flags and 199,800 false ones a day, so precision is about 4.5%'
        ],
        [
          [precision(0.5), recall, recall, alarms],
          'advertised 98% is `0.95 / (0.95 + 0.02)`'
        ],
        [
          [hits + errors, seconds, ((hits + errors) * seconds) / 3600],
          '209,300 flags at 30 seconds, roughly 1,744 hours'
        ],
        [hits / (messages * (1 - share)), 'near 0.095%'],
        [[precision(higher), higher], 'about 32% in a channel where 1%'],
        [1 - share, 'scores 99.9%'],
        [errors / hits, 'about 21 false flags']
      ]
    }
  ),
  card(
    'A 60% pass rate on 80 agent tasks that nobody trusts',
    [
      'passes 48 of 80 simulated tasks',
      'a rerun passes 43',
      'does nothing passes 12',
      'about 0.16 between tasks and 0.08 within'
    ],
    (passed, tasks, rerun, free, between, within) => {
      const error = (count: number, runs: number): number =>
        100 * Math.sqrt((between + within / runs) / count)
      return [
        [passed / tasks, 'A 60% pass rate'],
        [
          [passed - free, tasks - free, (passed - free) / (tasks - free)],
          '36 of 68, 53%'
        ],
        [((passed - rerun) / tasks) * 100, 'gap is 6.3 points'],
        [
          [2, within, tasks, 100 * Math.sqrt((2 * within) / tasks)],
          '`sqrt(2 × 0.08 / 80)`, 4.5 points'
        ],
        [
          [error(tasks, 1), error(tasks, 4), 3 * tasks, error(4 * tasks, 1)],
          'from 5.5 to 4.7 points, while writing 240 more tasks and running each once gives 2.7'
        ]
      ]
    }
  ),
  card(
    'A vendor reports 94% annotator agreement on a rare safety label',
    [
      'label 1,000 outputs',
      'unsafe on 20, both say safe on 920',
      'unsafe on 30'
    ],
    (outputs, unsafe, safe, alone) => {
      const raw = (unsafe + safe) / outputs
      const rate = (unsafe + alone) / outputs
      const chance = rate ** 2 + (1 - rate) ** 2
      const flagged = 2 * (unsafe + alone)
      return [
        [raw, '94% raw agreement'],
        [[rate, 2, 1 - rate, 2, chance], '0.05^2 + 0.95^2 = 0.905'],
        [
          [raw - chance, 1 - chance, (raw - chance) / (1 - chance)],
          '`0.035 / 0.095`, about 0.37'
        ],
        [[2, unsafe, flagged, (2 * unsafe) / flagged], '2 × 20 / 100 = 40%'],
        [(raw - 0.5) / 0.5, 'gives 0.88'],
        [unsafe / (unsafe + alone), '40% recall'],
        [2 * alone, 'the 60 disagreements']
      ]
    }
  ),
  card(
    'Swahili looks four times less safe than English',
    [
      'On 200 harmful prompts',
      '2% of English and 8% of Swahili',
      '95% sensitivity and 99% specificity in English, but 80% and 95% in Swahili'
    ],
    (items, english, swahili, sens, spec, sensLow, specLow) => {
      const correct = (rate: number, se: number, sp: number): number =>
        (rate + sp - 1) / (se + sp - 1)
      const high = correct(swahili, sensLow, specLow)
      const low = correct(english, sens, spec)
      const raw = Math.hypot(
        standardError(swahili, items),
        standardError(english, items)
      )
      const error = Math.hypot(
        standardError(swahili, items) / (sensLow + specLow - 1),
        standardError(english, items) / (sens + spec - 1)
      )
      const gap = high - low
      return [
        [[high, low], 'about 4.0% for Swahili and 1.1% for English'],
        [
          [
            (swahili - english) * 100,
            (swahili - english) / raw,
            gap * 100,
            error * 100,
            gap / error
          ],
          'gap of 6 points has z of 2.8; the corrected 2.9-point gap has a standard error near 2.8, so z is about 1'
        ],
        [(gap + z95 * error) * 100, 'about 8 points'],
        [[(1 - specLow) * 100, (1 - spec) * 100], 'Subtracting 5 and 1 points'],
        [1 - sensLow, 'misses 20%']
      ]
    }
  ),
  card(
    'Proving nine months later what was tested before a release',
    ['40 suites of 2,500 items on 26 releases a year, at about 6 KB'],
    (suites, items, releases, size) => [
      [(suites * items * releases * size) / 1e6, 'about 15.6 GB']
    ]
  ),
  card(
    'A clean spot check on a 400,000-example training set',
    [
      'on 400,000 instruction examples, 4,000 of which',
      'read 500 random examples',
      'placed 250 examples'
    ],
    (examples, form, read, poisoned) => {
      let draws = 1
      while (missAll(form, poisoned, draws) > 0.01) draws++
      return [
        [
          [poisoned, read, 1 - missAll(examples, poisoned, read)],
          'With 250 poisoned examples, a random 500 includes at least one only about 27%'
        ],
        [
          [poisoned / form, draws, 0.99],
          'poison rate is 6.25%, and 71 random draws include one with 99%'
        ],
        [poisoned / examples, 'argue from 0.06%']
      ]
    }
  )
]
