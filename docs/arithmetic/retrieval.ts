/** Retrieval, Agents & Tool Use. */
import {card} from './card.ts'
import {atLeast, standardError, z95} from './statistics.ts'

export default [
  card(
    'Four hundred million vectors on four servers',
    [
      'serve 400 million chunk embeddings (768 dimensions',
      '64 base-layer links of 4 bytes',
      '256 GB of RAM and a 4 TB NVMe drive good for 500,000 random reads',
      'grows 30% a year',
      'with 96 one-byte codes',
      'the top 200 coarse'
    ],
    (
      millions,
      dimensions,
      links,
      linkBytes,
      memory,
      _,
      reads,
      growth,
      codes,
      depth
    ) => {
      const gigabytes = (bytes: number): number => (millions * bytes) / 1e3
      const float = gigabytes(dimensions * 4)
      const graph = gigabytes(links * linkBytes)
      const all = 4 * memory
      const int8 = 2 * (gigabytes(dimensions) + graph)
      const coded = 2 * (gigabytes(codes) + graph)
      return [
        [
          [millions, dimensions * 4, float / 1e3, graph],
          '400M × 3,072 B = 1.23 TB and links 102 GB'
        ],
        [
          [(2 * (float + graph)) / 1e3, all / 1e3],
          'need 2.66 TB against 1.02 TB'
        ],
        [
          [int8, int8 / all, ((1 + growth) * int8) / 1e3],
          '819 GB, 80% of RAM today, and passes the limit at 1.06 TB'
        ],
        [
          [gigabytes(codes), graph, coded, coded / 4],
          'shrink to 38 GB, so the 102 GB of graph links now dominate: 282 GB for two copies, about 70 GB'
        ],
        [(dimensions * 4) / codes, '32× compression'],
        [[depth, reads / depth], '200 reads per query tops out near 2,500'],
        [graph / gigabytes(codes), 'outweigh the codes almost three']
      ]
    }
  ),
  card(
    'Torque values for the wrong device model',
    [
      '60 million tokens',
      'fixed 256-token chunks and passes the top 8',
      'proposes 64-token overlap, another proposes 1,024-token chunks'
    ],
    (millions, chunk, top, overlap, large) => {
      const chunks = (millions * 1e6) / chunk
      const overlapped = (millions * 1e6) / (chunk - overlap)
      return [
        [
          [overlap, chunks, overlapped],
          'Overlap of 64 tokens grows the index from about 234,000 to 313,000'
        ],
        [overlapped / chunks - 1, 'a third more'],
        [
          [large, top * chunk, top * large],
          'Chunks of 1,024 tokens raise the prompt from 2,048 to 8,192'
        ]
      ]
    }
  ),
  card(
    'Exact part numbers drop after a ranking change',
    [
      'with k = 60',
      'span about 20 points and cosines about 0.2',
      'rank 50 in both',
      'With k of 10'
    ],
    (k, lexical, dense, rank, small) => {
      /** The last rank at which a page in both lists beats one at the top of a single list. */
      const last = (constant: number): number =>
        Math.ceil(2 * (constant + 1) - constant) - 1
      return [
        [[1, k + 1, 1 / (k + 1)], '1/61 = 0.0164'],
        [[2, k + rank, 2 / (k + rank)], '2/110 = 0.0182'],
        [last(k), 'ranked 61 or better'],
        [lexical / dense, 'a hundred times'],
        [[small, last(small)], 'k of 10 a page must rank 11']
      ]
    }
  ),
  card(
    'Answer accuracy is stuck at 58%',
    [
      'On 500 labeled questions, the gold passage is in the top 100 for 94%',
      'the model reads, for 62%',
      'answers 91% correctly; end to end it reaches 58%',
      '150 ms of latency',
      'a batch of 25 passages in 30 ms',
      'recall@5 to 80%'
    ],
    (
      items,
      depth,
      deep,
      read,
      oracle,
      accuracy,
      budget,
      batch,
      pause,
      reranked
    ) => {
      const cost = (depth / batch) * pause
      return [
        [[read, oracle, read * oracle], '0.62 × 0.91 gives 56.4%'],
        [[deep, oracle, deep * oracle], '0.94 × 0.91 = 85.5%'],
        [(accuracy - read * oracle) * 100, 'plus two lucky points'],
        [depth / batch, 'four batches'],
        [[cost, budget - cost], '120 ms, leaving 30 ms'],
        [[reranked * oracle], 'expect about 73%'],
        [
          [read, z95 * standardError(read, items) * 100],
          '62% carries about ±4.3 points'
        ],
        [(1 - deep) * 100, 'at most six points']
      ]
    }
  ),
  card(
    'Query decomposition lifts some questions and hurts others',
    [
      '12% of questions',
      'is 31% on these and 84% on the rest',
      'to 58%, lowers the second to 81%, and adds 1.8 s',
      '90% recall and a 5%'
    ],
    (share, hard, simple, hardAfter, simpleAfter, delay, recall, alarms) => {
      const up = (hardAfter - hard) * 100
      const down = (simple - simpleAfter) * 100
      const routed = share * recall
      const wrong = (1 - share) * alarms
      return [
        [
          [share, up, 1 - share, down, share * up - (1 - share) * down],
          '`0.12 × 27 - 0.88 × 3` = +0.6 points'
        ],
        [
          [
            routed * up - wrong * down,
            routed + wrong,
            (routed + wrong) * delay
          ],
          'about +2.8 points, with 15.2% of traffic in the loop and 0.27 s'
        ],
        [down / (up + down), 'at a 10% share'],
        [up, '(27 points lost)'],
        [down, '(3 points lost)']
      ]
    }
  ),
  card(
    'A deleted contract returns after re-embedding',
    [
      're-embed 300 million chunks of 400 tokens',
      'embed 50,000 tokens per second'
    ],
    (millions, length, speed) => {
      const [devices, changes] = [8, 2]
      const days = (millions * 1e6 * length) / (devices * speed) / 86_400
      const live = (changes * 1e6 * length) / 86_400
      return [
        [
          [devices * speed, (millions * length) / 1e3, days, changes * days],
          'At 400,000 tokens per second, 120 billion tokens take about 3.5 days, during which about 7 million'
        ],
        [
          [live, live / (devices * speed)],
          'about 9,300 tokens per second, 2.3% of capacity'
        ]
      ]
    }
  ),
  card(
    'Restricted users get two results instead of ten',
    [
      'index of 50 million chunks with 64 base-layer links',
      'returns the top 200',
      'the best 10',
      'see 1% of the corpus',
      'are 768-byte',
      'about 20 GB/s',
      'with 95% certainty'
    ],
    (millions, links, top, shown, share, bytes, speed, certainty) => {
      let needed = shown / share
      while (atLeast(shown, needed, share) < certainty) needed++
      const allowed = millions * 1e6 * share
      const megabytes = (allowed * bytes) / 1e6
      return [
        [[top, share, top * share], '200 × 0.01 = 2 survivors'],
        [(1 - share) ** top, 'none in 13% of queries'],
        [[needed, shown / share], 'need about 1,570 candidates, not 1,000'],
        [[links, share, links * share], '64 links × 1% is 0.64'],
        [
          [allowed, megabytes, megabytes / speed],
          'permitted 500,000 vectors exactly reads 384 MB, about 19 ms'
        ]
      ]
    }
  ),
  card(
    'Fully cited answers that lawyers do not trust',
    [
      'checked 300 cited sentences and found 54',
      'flags 90% of unsupported sentences and wrongly flags 8%'
    ],
    (checked, unsupported, caught, alarms) => {
      const precision = 1 - unsupported / checked
      const kept = precision * (1 - alarms)
      const missed = (1 - precision) * (1 - caught)
      const after = kept / (kept + missed)
      return [
        [
          [precision, z95 * standardError(precision, checked) * 100],
          '82% ± 4.3 points'
        ],
        [[precision, 5, precision ** 5], '`0.82^5` = 37% of the time'],
        [after, '97.7% of kept sentences'],
        [after ** 5, 'supported 89% of the time'],
        [1 - kept - missed, 'hit 23% of sentences']
      ]
    }
  ),
  card(
    'An agent that demos well and fails half the time',
    [
      'a 20-step workflow',
      'correct 97% of the time, yet only 55%',
      'with 98% per step',
      'catch 80% of step errors',
      'the other 12 steps'
    ],
    (steps, rate, observed, better, caught, left) => {
      const checked = rate + (1 - rate) * caught * rate
      return [
        [
          [rate, steps, rate ** steps, observed],
          '`0.97^20` = 54%, close to the observed 55%'
        ],
        [
          [better, better ** steps, rate, left, rate ** left],
          '98% yields 67%, while moving eight fixed steps into plain code leaves `0.97^12` = 69%'
        ],
        [
          [rate, 1 - rate, caught, rate, checked, checked ** steps],
          '`0.97 + 0.03 × 0.8 × 0.97` = 99.3% per step and 87% per run'
        ],
        [[checked, left, checked ** left], '`0.9933^12` = 92%']
      ]
    }
  ),
  card(
    'Valid calls that book the wrong meeting',
    ['has 46 tools averaging 350 tokens', 'to, say, 14 tools'],
    (tools, size, fewer) => [
      [[tools * size, fewer * size], 'from 16,100 to 4,900 tokens']
    ]
  ),
  card(
    'A community tool server for the finance agent',
    ['up to 2,000 characters, and is used 50 times a day'],
    (characters, calls) => [
      [
        [calls, characters, (calls * characters) / 1e3],
        '50 calls of 2,000 characters can carry 100 KB'
      ]
    ]
  ),
  card(
    'A timeout, a retry and two refunds',
    ['issues 40,000 refunds of USD 35', '0.3% of calls time out, and 60%'],
    (refunds, amount, timeouts, succeeded) => {
      const duplicates = refunds * timeouts * succeeded
      return [
        [
          [refunds, timeouts, succeeded, duplicates, duplicates * amount],
          '40,000 × 0.003 × 0.6 = 72 refunds a day, about USD 2,520'
        ]
      ]
    }
  ),
  card(
    'The assistant remembers a job the user has left',
    [
      'holds 900 free-text notes of 40 tokens',
      'finds 4% of them wrong',
      'the 8 notes most similar'
    ],
    (notes, size, wrong, read) => [
      [1 - (1 - wrong) ** read, '28% of the time'],
      [notes * size, 'all 36,000 tokens']
    ]
  ),
  card(
    'Choosing the step cap for a research agent',
    [
      '4,000 tokens of context, adds 1,500 per step',
      'USD 2 per million',
      'Of 1,000 runs, 700 succeed at step 12, 60 more at step 25, 24 more at step 40 and 12 more at step 100; the other 204'
    ],
    (
      start,
      added,
      price,
      runs,
      first,
      cap1,
      second,
      cap2,
      third,
      cap3,
      fourth,
      cap4,
      failed
    ) => {
      const cost = (steps: number): number =>
        ((start * steps + (added * steps * (steps - 1)) / 2) * price) / 1e6
      const left = [runs - first, runs - first - second, fourth + failed]
      const [afterFirst = 0, afterSecond = 0, afterThird = 0] = left
      const raise = [
        afterFirst * (cost(cap2) - cost(cap1)),
        afterSecond * (cost(cap3) - cost(cap2)),
        afterThird * (cost(cap4) - cost(cap3))
      ]
      const [to2 = 0, to3 = 0, to4 = 0] = raise
      const all =
        first * cost(cap1) +
        second * cost(cap2) +
        third * cost(cap3) +
        afterThird * cost(cap4)
      return [
        [[start, added / 2, 1], '`4000n + 750n(n-1)`'],
        [
          [
            cost(cap1),
            cap1,
            cost(cap2),
            cap2,
            cost(cap3),
            cap3,
            cost(cap4),
            cap4
          ],
          'USD 0.29 for 12 steps, 1.10 for 25, 2.66 for 40 and 15.65 for 100'
        ],
        [
          [afterFirst, cost(cap2) - cost(cap1), to2, second, to2 / second],
          '300 × 0.806 = USD 242 for 60 successes, about USD 4 each'
        ],
        [
          [afterSecond, to3, third, to3 / third],
          '240 unfinished runs cost USD 374 for 24 successes, USD 15.60 each'
        ],
        [
          [afterThird, to4, fourth, to4 / fourth, cap3],
          '216 runs cost USD 2,806 for 12 successes, about USD 234 each, so cap at 40'
        ],
        [all / (runs - failed), 'USD 4.67 per success']
      ]
    }
  ),
  card(
    'Hidden text in an invoice leaks quarterly figures',
    ['catches 95% of injections', 'try 200 variants', 'a 1% overall risk'],
    (caught, variants, risk) => [
      [1 - caught, 'At a 5% miss rate'],
      [1 - caught ** variants, '(99.996%)'],
      [
        [risk, 1, 1 / (1 - (1 - risk) ** (1 / variants))],
        'a 1% overall risk needs a miss rate near 1 in 20,000'
      ]
    ]
  ),
  card(
    'A revenue total that is 2.4 times too high',
    [
      '600 tables, with 25 columns each at about 10 tokens',
      'scores 86% by matching execution results on 200',
      '15 retrieved tables'
    ],
    (tables, columns, size, score, items, retrieved) => [
      [
        [tables * columns * size, retrieved, retrieved * columns * size],
        '150,000 tokens and 15 retrieved tables only 3,750'
      ],
      [z95 * standardError(score, items) * 100, 'about ±4.8 points']
    ]
  )
]
