/** Training & Alignment. */
import {card, section} from './card.ts'
import {standardError, sum} from './statistics.ts'

export default section('Training & Alignment', [
  card('A near-duplicate pass that removed half the corpus', {
    assumptions: [
      'Each hash of two documents agrees with probability s, their Jaccard similarity, independently of the other hashes.',
      'A pair is a candidate if at least one band agrees in all its rows.'
    ],
    givens: [
      '14 bands of 8 rows',
      '28 bands of 4 rows',
      'at similarity 0.8 the old setting'
    ],
    derive: (bands, rows, moreBands, fewerRows, similar) => {
      const candidate = (s: number, b: number, r: number): number =>
        1 - (1 - s ** r) ** b
      return [
        [
          '1 − (1 − s^r)^b at s = 1/2, before and after',
          [candidate(0.5, bands, rows), candidate(0.5, moreBands, fewerRows)],
          'in 5% of cases before and in 84% now'
        ],
        [
          'the same for similar pages, before',
          candidate(similar, bands, rows),
          'already caught 92%'
        ]
      ]
    }
  }),
  card('How strict should the quality filter be for a 3T-token run?', {
    assumptions: [
      'All documents of a cut are repeated equally often.',
      'The pool of a shrunk pilot is in proportion to its budget.'
    ],
    givens: [
      '1T deduplicated tokens',
      'will train on 3T',
      'In pilots of 60B tokens',
      'the best 10% of the pool, 100B tokens, with the best 30% and the best 60%',
      'R about 15',
      '8 epochs of the best tenth, 5 of the next fifth, 4 of the next 30%',
      '300B tokens instead of 3T'
    ],
    facts: ['for a 3T-token run', 'of at most 9B parameters'],
    derive: (
      pool,
      budget,
      pilot,
      top,
      topSize,
      middle,
      wide,
      r,
      often,
      less,
      least,
      rest,
      _small,
      large
    ) => {
      const worth = (share: number): number => {
        const passes = budget / (share * pool)
        return share * pool * (1 + r * (1 - Math.exp(-(passes - 1) / r)))
      }
      return [
        [
          'a tenth of the pool, in billions',
          top * pool * 1e3,
          '100B tokens, with'
        ],
        [
          'tokens of the best tenth × pilot budget / budget, in billions',
          (topSize * pilot) / (budget * 1e3),
          'a pool of 2B unique tokens'
        ],
        [
          'U × (1 + R × (1 − exp(−(epochs − 1) / R))) at 30, 10 and 5 epochs',
          [worth(top), worth(middle), worth(wide)],
          'about 1.4T, 2.3T and 2.7T fresh tokens'
        ],
        [
          'the graded mix fills the budget: 8 × 0.1 + 5 × 0.2 + 4 × 0.3 of the pool',
          (often * top + less * 0.2 + least * rest) * pool,
          'will train on 3T'
        ],
        ['the budget of the run', large, 'will train on 3T']
      ]
    }
  }),
  card('The loss jumped overnight and never quite came back', {
    assumptions: [
      'Before the jump both moments of a weight are in equilibrium with its usual gradient; the sudden gradient is far larger.',
      'The rest of the gradient keeps its norm.'
    ],
    givens: [
      'from loss 2.10 to 3.40 and has settled at 2.12',
      'beta1 0.9 and beta2 0.999',
      'is normally 2% of the global norm',
      'it reached 30 times its own running RMS',
      'came at step 84,310; the last clean checkpoint is step 84,000; 2,000 steps have followed'
    ],
    facts: ['Overnight a 30B run', 'passes 1.5 times its usual value'],
    derive: (
      before,
      _peak,
      settled,
      beta1,
      beta2,
      share,
      ratio,
      spike,
      clean,
      wait
    ) => {
      const low = 0.95
      const update = (beta: number): number =>
        ((1 - beta1) * ratio) / Math.sqrt(beta + (1 - beta) * ratio ** 2)
      return [
        [
          '0.1 × 30 / sqrt(beta2 + (1 − beta2) × 900) learning rates',
          update(beta2),
          'a step of about 2.2 learning rates'
        ],
        [
          'the same with a lower beta2',
          [low, update(low)],
          'at 0.95 the same step would have been about 0.44 learning rates'
        ],
        [
          'sqrt(1 − 0.02² + (30 × 0.02)²)',
          Math.sqrt(1 - share ** 2 + (ratio * share) ** 2),
          'here to 1.17 times'
        ],
        [
          'steps since the clean checkpoint',
          spike + wait - clean,
          'discards about 2,310 steps'
        ],
        ['2.12 − 2.10', settled - before, 'whether 0.02 remains']
      ]
    }
  }),
  card('Which training state to shard for a 13B model', {
    assumptions: [
      'A reduce-scatter or an all-gather of S bytes over n devices moves S × (n − 1) / n bytes past each device.',
      'Rings over sixteen devices use all eight adapters of a node, an eighth of the data each.',
      'Hybrid: each device exchanges the gradients of its eighth of the parameters with one partner in the other node.'
    ],
    givens: [
      'of a 13B model',
      'on two nodes of 8 accelerators, 80 GB each',
      'Activations take 28 GB',
      'its own adapter of 25 GB/s'
    ],
    facts: ['for a 13B model', 'takes about 1 s', 'The devices have 40 GB'],
    derive: (size, inside, _memory, activations, link) => {
      const devices = 2 * inside
      const bytes = 2 + 2 + 4 + 4 + 4
      const total = bytes * size
      const optimizer = size * (4 + 12 / devices)
      const gradients = size * (2 + 14 / devices)
      const pass = (2 * size * (devices - 1)) / devices / inside
      const exchanged = (2 * 2 * (size / inside)) / 2
      return [
        [
          '2 + 2 + 4 + 4 + 4 bytes, times 13B parameters',
          [bytes, total],
          '16 bytes per parameter, 208 GB in all'
        ],
        [
          '208 / 8, and with activations',
          [total / inside, total / inside + activations],
          '26 GB of state, 54 GB with activations'
        ],
        [
          '13 × (2 + 2 + 12 / 16), and with activations',
          [optimizer, optimizer + activations],
          'leaves 61.8 GB, with activations 89.8 GB'
        ],
        [
          '13 × (2 + 14 / 16) and activations',
          gradients + activations,
          'Sharding gradients too gives 65.4 GB'
        ],
        [
          'hybrid: 2 × 3.25 GB × 1/2 over 25 GB/s; full: three passes of 26 GB × 15/16 / 8 over 25 GB/s',
          [exchanged / link, (3 * pass) / link],
          'about 0.13 s for the hybrid, 0.37 s for full sharding'
        ],
        ['2 bytes of weights', 2 * size, 'only the 26 GB of bf16 weights'],
        ['2 bytes of frozen weights', 2 * size, 'the frozen 26 GB'],
        [
          '208 / 16, and activations',
          [total / devices, activations],
          '13 GB of state and 28 GB of activations'
        ]
      ]
    }
  }),
  card('Mapping a mixture-of-experts run onto a cluster', {
    assumptions: ['Nothing is computed; the figures only set the scale.'],
    givens: [],
    facts: [
      '400B parameters of which 40B are active; 64 experts a layer, 4 per token; 60 layers',
      '256 nodes; 450 GB/s per device inside a node, 50 GB/s per device between nodes',
      '4,096 sequences of 4,096 tokens; devices have 80 GB'
    ],
    derive: () => []
  }),
  card('Will four times the accelerators finish four times sooner?', {
    assumptions: [
      'Steps to a loss go as 1 + N / B and tokens as 1 + B / N.',
      'The time per step stays the same.'
    ],
    givens: [
      'batches of 1M tokens',
      'raise the batch to 4M',
      'at two batch sizes, is about 2M tokens',
      'The noise scale is 20M instead of 2M'
    ],
    derive: (batch, larger, noise, high, low) => {
      const speedUp = (scale: number): number =>
        (1 + scale / batch) / (1 + scale / larger)
      return [
        ['the measured noise scale', [noise], 'With a noise scale of 2M'],
        ['(1 + 2 / 1) / (1 + 2 / 4)', speedUp(low), 'steps halve'],
        [
          '(1 + 4 / 2) / (1 + 1 / 2)',
          (1 + larger / noise) / (1 + batch / noise),
          'tokens double'
        ],
        [
          '(1 + 20 / 1) / (1 + 20 / 4)',
          speedUp(high),
          'the speed-up is about 3.5'
        ]
      ]
    }
  }),
  card('How often to save a run on 4,096 accelerators', {
    assumptions: [
      'Failures are independent and strike at a constant rate.',
      'A failure loses half an interval on average; restarts are counted apart.',
      'Loss = save / T + T / (2 × MTBF), for intervals T well below the MTBF.'
    ],
    givens: [
      'A synchronous run on 4,096 accelerators saves every 4 hours',
      'blocks it for 2 minutes',
      'once in 50,000 hours',
      'would stall training for 10 s',
      'Restarting takes 15 minutes',
      'Any interval from 30 to 90 minutes'
    ],
    facts: ['a run on 4,096 accelerators'],
    derive: (
      devices,
      every,
      save,
      hours,
      stall,
      restart,
      shortest,
      longest
    ) => {
      const between = (hours * 60) / devices
      const loss = (pause: number, interval: number): number =>
        pause / interval + interval / (2 * between)
      const best = (pause: number): number => Math.sqrt(2 * pause * between)
      const short = stall / 60
      return [
        [
          '50,000 hours / 4,096 devices',
          [hours, devices, between / 60],
          '50,000 / 4,096 hours, about every 12'
        ],
        [
          '2 / 240 + 240 / (2 × 732)',
          loss(save, every * 60),
          'Today that is about 17%'
        ],
        [
          'sqrt(2 × 2 × 732) minutes, and the loss at that interval',
          [best(save), loss(save, best(save))],
          'about 54 minutes and costs 7.4%'
        ],
        [
          'the same with a stall of 10 s',
          [stall, best(short), loss(short, best(short))],
          'with a 10 s snapshot to host memory, 16 minutes is best and costs about 2%'
        ],
        ['15 / 732', restart / between, 'Restarting takes another 2%'],
        [
          'the larger of the losses at both ends',
          Math.max(loss(save, shortest), loss(save, longest)),
          'all cost under 9%'
        ]
      ]
    }
  }),
  card('A training schedule when the token budget keeps moving', {
    assumptions: [
      'Each release decays over the last fifth of its own budget.',
      'The trunk runs as far as the branch of the last release.'
    ],
    givens: ['after every 200B tokens up to 1T'],
    facts: [
      'perhaps extended to 2T',
      'one cosine schedule over 1T',
      'In a pilot at 600B tokens',
      'confirmed at 900B tokens'
    ],
    derive: (every, last) => {
      const releases = (last * 1e3) / every
      const all = sum(releases, (index) => every * (index + 1)) / 1e3
      return [
        [
          'trunk of 0.8T + a fifth of all; the longest run; 0.2 + 0.4 + 0.6 + 0.8 + 1',
          [0.8 * last + 0.2 * all, last, all],
          'Branching costs 1.4T tokens, against 1T for the plan and 3T'
        ],
        [
          'each decay ends where the next stretch begins: the longest run',
          last,
          '1T tokens in all'
        ],
        [
          'where the last release began its decay',
          0.8 * last * 1e3,
          'from its branch point at 800B'
        ]
      ]
    }
  }),
  card('A fine-tuning run that looks better after its restart', {
    assumptions: ['The step is read from the log.'],
    givens: [],
    facts: ['from step 1800', 'at step 1800'],
    derive: () => []
  }),
  card('Two fine-tunes, two losses, and one model that never stops', {
    assumptions: ['Nothing is computed; the figures set the scale.'],
    givens: [],
    facts: ['1,500 tokens on average, answers 100', 'from 20 to 1,000 tokens'],
    derive: () => []
  }),
  card('Thirteen times faster fine-tuning, worse answers', {
    assumptions: ['The time of a row does not depend on what fills it.'],
    givens: [
      'each row of 8,192 tokens',
      'the 100-step warmup',
      '50,000 chats of 600 tokens on average, one epoch, 64 rows per batch'
    ],
    facts: ['The chats average 6,000 tokens'],
    derive: (row, _warmup, chats, length, rows) => {
      const packed = Math.floor(row / length)
      return [
        ['8,192 / 600, whole chats', packed, 'pack about 13 short chats'],
        ['as many times fewer rows', packed, 'Training is 13 times faster'],
        ['chats per row', packed, 'holds 13 times as many chats'],
        [
          '50,000 / 64 and 50,000 / (64 × 13), rounded up',
          [Math.ceil(chats / rows), Math.ceil(chats / (rows * packed))],
          'fell from 782 to 61'
        ],
        ['64 / 13', rows / packed, 'with 5 rows a batch']
      ]
    }
  }),
  card('Teaching an 8B model a new language without losing the old skills', {
    assumptions: [
      'The replayed share is a share of all tokens.',
      'Problems of the math test are independent.'
    ],
    givens: [
      'on 10B tokens of a new language',
      'Begin at 25% replay',
      'The math test has 1,300 problems'
    ],
    facts: [
      'an 8B model',
      'may lose 1 point',
      'gained much and lost 6',
      'at 42M trainable parameters',
      'rather than 5%, as for a mild shift',
      'Rank 16 on all linear layers, 42M trainable parameters',
      'gained 2 points in the new language, full fine-tuning 11',
      'Only 20M tokens'
    ],
    derive: (tokens, replay, problems) => [
      [
        '75% and 25% of 10B',
        [(1 - replay) * tokens, replay * tokens],
        '7.5B new and 2.5B old tokens'
      ],
      ['the new text', tokens, 'keeping all 10B new'],
      [
        'sqrt(0.5 × 0.5 / 1,300), in points',
        standardError(0.5, problems) * 100,
        'about 1.4 points'
      ]
    ]
  }),
  card('A colleague wants to double the KL penalty and carry on', {
    assumptions: ['All comparisons are independent.'],
    givens: [
      'from 62% at an early checkpoint to 51% now',
      'rests on 400 comparisons',
      'is 10 nats per answer at the early checkpoint and 45 now',
      'from 210 to 430 tokens',
      'is 58% of 100 comparisons'
    ],
    derive: (
      early,
      late,
      pairs,
      nats,
      lateNats,
      length,
      lateLength,
      other,
      fewer
    ) => {
      const error = (share: number, size: number): number =>
        Math.hypot(standardError(early, pairs), standardError(share, size))
      return [
        ['62 − 51', (early - late) * 100, '11 points are'],
        [
          '0.11 over the standard error of the difference, 0.035',
          (early - late) / error(late, pairs),
          'about three standard errors'
        ],
        [
          '45 / 430 over 10 / 210',
          lateNats / lateLength / (nats / length),
          'KL per token is about twice as high'
        ],
        [
          '0.04 over 0.055',
          (early - other) / error(other, fewer),
          'under one standard error'
        ]
      ]
    }
  }),
  card('Preference accuracy reaches 98% and answers get stranger', {
    assumptions: ['Log-probabilities are natural logarithms.'],
    givens: [
      '0.0     -180.0        -190.0         221',
      '7.0     -210.0        -290.0         334',
      'beta 0.1; margin'
    ],
    facts: [
      'accuracy reaches 98%',
      'Pair accuracy ends at 98%',
      'from step 50 or 200',
      'Beta is raised to 0.5'
    ],
    derive: (
      _zero,
      chosen,
      rejected,
      _length,
      _margin,
      lateChosen,
      lateRejected,
      _lateLength,
      beta
    ) => [
      ['210 − 180', chosen - lateChosen, 'lost 30 nats'],
      [
        'e^30 as a power of ten',
        [10, Math.log10(Math.exp(chosen - lateChosen))],
        'about 10^13 times'
      ],
      [
        '0.1 × ((−210 + 180) − (−290 + 190))',
        beta * (lateChosen - chosen - (lateRejected - rejected)),
        'A pair at margin 7'
      ]
    ]
  }),
  card('A code model earns far more reward than its hidden tests allow', {
    assumptions: [
      'All correct programs pass the tests.',
      'False passes within a group are independent, as the card says.'
    ],
    givens: [
      'At the start 4% of its programs are correct, and tests pass 5% of wrong ones',
      'the reward is 40%',
      'a trusted hidden suite says 9%',
      'Groups of 16 samples',
      'The hidden suite says 30%'
    ],
    derive: (correct, accepts, reward, hidden, group, other) => {
      const passing = (right: number): number => (reward - right) / (1 - right)
      return [
        [
          'correct and rewarded programs of a hundred',
          [hidden * 100, reward * 100],
          'At most 9 of every 40 rewarded programs'
        ],
        [
          'at the start; then (0.40 − 0.09) / 0.91',
          [accepts, passing(hidden)],
          'far more often than 5%, about 34%'
        ],
        [
          'false passes and correct programs at the start',
          [accepts, correct],
          'Calling 5% false passes harmless, without setting them against 4% correct programs'
        ],
        ['(0.40 − 0.30) / 0.70', passing(other), 'wrong programs pass at 14%'],
        ['1 − 0.95^16', 1 - (1 - accepts) ** group, '56% of groups']
      ]
    }
  }),
  card("Each quarter's student learns from the student before", {
    assumptions: ['A token costs 2 operations per parameter.'],
    givens: [
      'A round is 2 million answers of 500 tokens',
      'The teacher has 70B parameters, the student 3B',
      'an effective 100 TFLOP/s per accelerator'
    ],
    facts: ['at temperature 0.7', 'Sampling is at temperature 1'],
    derive: (millions, length, teacher, student, tflops) => {
      const hours = (billions: number): number =>
        (millions * 1e6 * length * 2 * billions * 1e9) / (tflops * 1e12) / 3600
      return [
        [
          '1e9 tokens × 2 × parameters / 1e14 per second, in hours',
          [hours(teacher), hours(student)],
          'about 390 accelerator-hours with the teacher and 17 with'
        ]
      ]
    }
  }),
  card('Identical runs diverge and every hardware check is green', {
    assumptions: [
      'Steps fail independently.',
      'The other gradients are alike in size and direction.'
    ],
    givens: ['on all 128 replicas', 'in about 1 of 500 steps'],
    facts: ['within 300 steps', '1,000 times too large'],
    derive: (replicas, one, steps) => {
      const rate = one / steps
      return [
        [
          '1 − 0.998^100; ln 0.05 / ln 0.998',
          [
            100,
            1 - (1 - rate) ** 100,
            0.95,
            Math.log(1 - 0.95) / Math.log(1 - rate)
          ],
          '100 steps of screening catch it 18% of the time; 95% takes about 1,500'
        ],
        [
          'the others, `128 - 1`; 1,000 is about eight times as much',
          replicas - 1,
          'outweighs the other 127'
        ]
      ]
    }
  })
])
