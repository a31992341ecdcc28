/** Retrieval, Agents & Tool Use. */
import {card, section} from './card.ts'
import {atLeast, standardError, z95} from './statistics.ts'

/** The rate at which this probability, which grows with the rate, is reached. */
function rateFor(
  reached: number,
  probability: (rate: number) => number
): number {
  let [low, high] = [0, 1]
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2
    if (probability(middle) < reached) low = middle
    else high = middle
  }
  return (low + high) / 2
}

export default section('Retrieval, Agents & Tool Use', [
  card('Exact part numbers drop after a ranking change', {
    assumptions: [
      'A page scores 1 / (k + rank) for each list that contains it.',
      'The exact page is first in one list and missing from the other.'
    ],
    givens: [
      'with k = 60',
      'With k = 10',
      'span about 20 points within a list, cosines about 0.2'
    ],
    facts: ['Each list has 100 entries'],
    derive: (k, small, lexical, dense) => {
      /** The last rank at which a page in both lists beats one at the top of a single list. */
      const last = (constant: number): number =>
        Math.ceil(2 * (constant + 1) - constant) - 1
      return [
        ['first place is 1 over k + 1', [1, k + 1], 'one list scores 1/61'],
        ['last r with 2 / (k + r) > 1 / (k + 1)', last(k), 'ranked 61 or'],
        [
          'the same with the smaller k',
          [small, last(small)],
          'k = 10 a rival must rank 11 or better'
        ],
        ['spread / spread', lexical / dense, 'a hundred times the influence']
      ]
    }
  }),
  card('Answer accuracy is stuck at 58%', {
    assumptions: [
      'The model answers as well on found questions as with the passage supplied by hand.',
      'Without the right passage it answers nothing.',
      'The batches of the cross-encoder run one after the other.'
    ],
    givens: [
      'The candidates are the top 100',
      'among the candidates for 94%',
      'that the model reads for 62%',
      'the model answers 91%; end to end it reaches 58%',
      'There are 500 labeled questions',
      'may grow by 150 ms',
      'a batch of 25 passages in 30 ms',
      'has 300 tokens; the server reads 30,000 prompt tokens',
      'First pass 20 passages',
      'only the first 50 passages',
      'the passage for only 65%'
    ],
    facts: ['in the top 20 for 78% and in the top 50 for 88%'],
    derive: (
      depth,
      deep,
      read,
      oracle,
      accuracy,
      items,
      budget,
      batch,
      pause,
      length,
      speed,
      more,
      less,
      shallow
    ) => {
      const added = more - 5
      const reading = ((added * length) / speed) * 1e3
      const explained = read * oracle
      const error = z95 * standardError(accuracy, items)
      const isNoise = accuracy - explained < error
      return [
        [
          'passage read × answered with it',
          [read, oracle, explained, accuracy],
          '62% of 91% is about 56%, which nearly explains the 58%'
        ],
        [
          'passage found × answered with it',
          [deep, oracle, deep * oracle],
          '94% of 91%, about 86%'
        ],
        ['passage read × 100%', read, 'stops near 62%'],
        [
          '(20 − 5) passages × tokens / tokens per second',
          [added, reading],
          'so 15 more passages take 150 ms'
        ],
        ['the same', reading, 'no new model, 150 ms of reading'],
        ['passages / passages a batch', depth / batch, 'takes four batches'],
        [
          'four batches × 30 ms, of what is allowed',
          [depth, (depth / batch) * pause, budget],
          'Reranking 100 passages takes four batches, 120 ms of the 150 ms'
        ],
        [
          'two batches × 30 ms',
          [less, (less / batch) * pause],
          'first 50 passages, 60 ms'
        ],
        ['as given', oracle, 'The 91% flatters'],
        ['as given', depth, 'model for the top 100, where'],
        ['as given', depth, 'feeding all 100 passages'],
        ['100% − 94%, in points', (1 - deep) * 100, 'at most six points'],
        [
          `the gap is smaller than a 95% half-width of ${(error * 100).toFixed(1)} points`,
          [explained, accuracy, isNoise ? items : Number.NaN],
          'between 56% and 58%, which lies inside the noise of 500 questions'
        ],
        [
          'passage found × answered with it',
          [depth, shallow, shallow * oracle],
          'top 100 holds the passage for only 65%: ranking alone ends at 59%'
        ]
      ]
    }
  }),
  card('Four hundred million vectors on four servers', {
    assumptions: [
      'GB and TB are powers of ten.',
      'Codes with fewer bits take no more than these bits; upper layers of the graph are neglected.',
      'Rescoring a candidate is one random read.'
    ],
    givens: [
      'Serve 400 million embeddings of 768 float32 values',
      'has 256 GB of memory',
      'Codes of 96 bytes',
      'has 64 links of 4 bytes',
      'grows by 30% a year',
      'serves 500,000 random reads',
      'with 8-bit values',
      'with 4-bit values',
      'Rescoring 200 candidates'
    ],
    facts: [
      '0.81 with the small codes and 0.97',
      '0.95 is wanted',
      'holds 4 TB',
      'The peak is 2,000 queries'
    ],
    derive: (
      millions,
      dimensions,
      memory,
      code,
      links,
      linkBytes,
      growth,
      reads,
      bits,
      fewerBits,
      depth
    ) => {
      const gigabytes = (bytes: number): number => (millions * bytes) / 1e3
      const graph = gigabytes(links * linkBytes)
      const both = (valueBits: number): number =>
        2 * (gigabytes((dimensions * valueBits) / 8) + graph)
      const year = 1 + growth
      const all = 4 * memory
      return [
        [
          'two copies × vectors × dimensions × 4 bytes; four servers × memory',
          [(2 * gigabytes(dimensions * 4)) / 1e3, all / 1e3],
          'take about 2.5 TB, against 1 TB'
        ],
        [
          `links × bytes are ${(graph / gigabytes(code)).toFixed(2)} times the code, so more than twice`,
          [links, linkBytes, graph > 2 * gigabytes(code) ? code : Number.NaN],
          '64 × 4 bytes a node, more than twice the codes of 96 bytes'
        ],
        [
          `two copies × (codes + links) / memory; after a year ${((both(bits) * year) / all).toFixed(2)}, so more than all`,
          [bits, both(bits) * year > all ? both(bits) / all : Number.NaN],
          '8-bit values and links fill 80%'
        ],
        [
          'two copies × (codes + links) / memory',
          both(fewerBits) / all,
          'half'
        ],
        [
          'the same after two years of growth',
          [fewerBits, (both(fewerBits) * year ** 2) / all],
          '4-bit values and links fill half of it now and about 85% in two years'
        ],
        [
          'reads per second / reads per query',
          [depth, reads / depth],
          'Rescoring 200 candidates limits one drive to 2,500 queries'
        ],
        ['as given', code, 'The 96-byte codes']
      ]
    }
  }),
  card('A deleted contract returns after re-embedding', {
    assumptions: ['Changes are spread evenly over the days of the backfill.'],
    givens: ['ran for 3.5 days, while 2 million chunks'],
    derive: (days, changes) => [
      ['days × changes a day', days * changes, 'up to 7 million chunks']
    ]
  }),
  card('Restricted users get two results instead of ten', {
    assumptions: [
      'Permission is independent of similarity, so survivors follow a binomial distribution.',
      'A scan runs at the speed of a core that reads memory in sequence.'
    ],
    givens: [
      'takes the top 200 of 50 million',
      'may see 1% of the corpus',
      'has 64 links per node; vectors are stored as 768-byte',
      'scans about 20 GB/s',
      'with 95% certainty'
    ],
    facts: ['3,000 groups', 'is in 12 of them'],
    derive: (top, millions, share, links, bytes, speed, certainty) => {
      const shown = 10
      let needed = shown / share
      while (atLeast(shown, needed, share) < certainty) needed++
      const allowed = millions * 1e6 * share
      const megabytes = (allowed * bytes) / 1e6
      return [
        ['as given', [share, top], '1% of 200 leaves two on average'],
        ['share × depth', share * top, 'leaves two on average'],
        [
          'smallest n with P(at least 10 of n) of 95%',
          [certainty, needed],
          'with 95% certainty need about 1,570 candidates'
        ],
        ['as given', [share, links], '1% of 64 links'],
        [
          `share × links is ${share * links}, so below`,
          share * links < 1 ? 1 : Number.NaN,
          'than one'
        ],
        [
          'chunks × share, × bytes, / bytes per second',
          [allowed, bytes, megabytes, megabytes / speed],
          'scan: 500,000 codes of 768 bytes, 384 MB, take a core about 20 ms'
        ]
      ]
    }
  }),
  card('Fully cited answers that lawyers do not trust', {
    assumptions: [
      'An answer has five sentences.',
      'For the product, faults are independent; the checker errs at the same rates on every sentence.'
    ],
    givens: [
      'Of 300 cited sentences that reviewers checked, 54 are not',
      'from 60 complete answers, of which 31',
      'flags 90% of unsupported sentences and 8%'
    ],
    derive: (checked, unsupported, answers, clean, caught, alarms) => {
      const precision = 1 - unsupported / checked
      const kept = precision * (1 - alarms)
      const missed = (1 - precision) * (1 - caught)
      return [
        [
          'one minus 54 of 300, and its fifth power',
          [precision, precision ** 5],
          'at 82% a sentence only about 37% are clean'
        ],
        [
          'clean answers / answers',
          [clean, answers, clean / answers],
          '31 of 60, about 52%'
        ],
        [
          'supported and kept / kept; one minus kept',
          [kept / (kept + missed), 1 - kept - missed],
          'about 98% of kept sentences are supported, while 23%'
        ]
      ]
    }
  }),
  card('Counsel asks how many contracts the search has missed', {
    assumptions: [
      'The archive has one million contracts; the sample is random, and readers make no mistakes.',
      'The interval is exact and two-sided (Clopper and Pearson); the limit after no hit is one-sided.'
    ],
    givens: [
      'Your search found 6,000 among one million',
      'readers can check 1,500 more',
      'so the interval is wide: even no hit in 1,500 allows about 2,000 misses, at 95%',
      'with 1% false alarms'
    ],
    derive: (found, sample, _sample, _misses, certainty, alarms) => {
      const hits = 3
      const rest = 1e6 - found
      const recall = (rate: number): number => found / (found + rate * rest)
      const tail = (1 - certainty) / 2
      const low = rateFor(tail, (rate) => atLeast(hits, sample, rate))
      const high = rateFor(1 - tail, (rate) => atLeast(hits + 1, sample, rate))
      const limit = rateFor(certainty, (rate) => atLeast(1, sample, rate))
      return [
        [
          'rest × the rate at which a sample without a hit has a chance of 5%',
          [sample, limit * rest, certainty],
          'even no hit in 1,500 allows about 2,000 misses, at 95%'
        ],
        [
          'rest × 3 of 1,500; recall with it, and at both ends of the interval',
          [
            (rest * hits) / sample,
            recall(hits / sample),
            recall(high),
            recall(low)
          ],
          'about 2,000 misses, a recall of about 75%, plausibly anywhere between 51% and 94%'
        ],
        ['as given', found, 'Offering the confirmed 6,000'],
        ['as given', sample, 'A plain random sample of 1,500'],
        [
          'rest × false alarms',
          [alarms, alarms * rest],
          '1% false alarms: about 10,000 false hits'
        ]
      ]
    }
  }),
  card('The product manager wants the whole file in the prompt', {
    facts: ['has 40,000 tokens; 2% of the files', 'reads 20,000 uncached']
  }),
  card('An agent that demos well and fails half the time', {
    assumptions: [
      'Steps fail independently; a run is correct if all its steps are.',
      'Plain code does not fail, and the checker raises no false alarms.',
      'A step that is caught is tried once more, with the same chance.'
    ],
    givens: [
      'a workflow of 20 steps',
      'rate 97% of steps correct, yet only 55% of runs',
      'a model with 98% correct steps',
      'the other 12 need judgment',
      'catch 80% of wrong steps'
    ],
    derive: (steps, rate, observed, better, left, caught) => {
      const checked = rate + (1 - rate) * caught * rate
      return [
        [
          'share of right steps to the twentieth power',
          [rate, steps, rate ** steps, observed],
          '`0.97^20` is about 54%, close to the 55%'
        ],
        [
          'the same for the dearer model',
          [better, better ** steps],
          'At 98% a step about 67%'
        ],
        [
          'only twelve steps are left to fail',
          [rate, left, rate ** left],
          '`0.97^12`, about 69%'
        ],
        [
          'right, or wrong and caught and then right; its twentieth power',
          [checked, checked ** steps],
          'gives about 99.3% a step and 87% a run'
        ],
        [
          'the checked step to the twelfth power',
          checked ** left,
          'together give about 92%'
        ],
        ['as given', better, 'Buying 98%'],
        ['as given', steps, 'evenly over all 20 steps'],
        ['as given', [steps, rate], 'survives 20 steps if 97%']
      ]
    }
  }),
  card('The assistant remembers a job the user has left', {
    assumptions: [
      'Wrong notes are read as often as others, and independently of each other.'
    ],
    givens: ['8 are read per turn', 'found 4% of the notes wrong'],
    facts: ['has 900 notes of 40 tokens'],
    derive: (read, wrong) => [
      [
        'one minus the chance that all eight are right',
        [wrong, 1 - (1 - wrong) ** read],
        'at 4% wrong notes, eight per turn include a wrong one about 28%'
      ]
    ]
  }),
  card('Hidden text in an invoice leaks quarterly figures', {
    assumptions: ['Tries are independent of each other.'],
    givens: ['catches 95% of injections'],
    derive: (caught) => [
      ['as given', caught, 'The 95% was measured'],
      [
        'missed; one minus the chance that all twenty tries are caught',
        [1 - caught, 1 - caught ** 20],
        'at a 5% miss rate, one still succeeds with 64%'
      ]
    ]
  })
])
