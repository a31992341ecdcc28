/** Foundations of LLMs. */
import {card, section} from './card.ts'

export default section('Foundations of LLMs', [
  card('The same assistant, launched in a second language', {
    assumptions: [
      'The system prompt stays in English, and user questions are short enough to neglect.',
      'Retrieval adds whole passages until the room is full.',
      'The bill counts output at the length that the average answer would have; answers cut at the reserve make it smaller.'
    ],
    givens: [
      'four times as many tokens as English',
      'The window is 8,000 tokens; the system prompt takes 600, and 1,000 are reserved',
      'passages of 350 English tokens; English answers average 250 tokens',
      '40 tokens a second',
      'an output token costs four times'
    ],
    derive: (
      ratio,
      window,
      prompt,
      reserve,
      passage,
      answer,
      speed,
      outputPrice
    ) => {
      const room = window - prompt - reserve
      const english = Math.floor(room / passage)
      const other = Math.floor(room / (passage * ratio))
      const full = window - reserve
      const price = (passages: number, size: number): number =>
        prompt + passages * passage * size + outputPrice * answer * size
      return [
        [
          'floor((window − prompt − reserve) / passage), in both languages',
          [other, english],
          'far fewer passages fit: 4 instead of 18'
        ],
        ['answer × ratio', answer * ratio, 'reach the 1,000-token reserve'],
        [
          'prompt + passages + output price × answer, new over old, less one',
          price(other, ratio) / price(english, 1) - 1,
          'at most about 30% more'
        ],
        [
          'window − reserve, as if it were full, + output price × answer, new over old, less one',
          (full + outputPrice * answer * ratio) /
            (full + outputPrice * answer) -
            1,
          'or 38% if the input counts as full'
        ],
        [
          'answer × ratio / speed; answer / speed',
          [(answer * ratio) / speed, answer / speed],
          'about 25 seconds for a full answer instead of 6'
        ]
      ]
    }
  }),
  card('A ledger checker that fails on one slice of additions', {
    facts: ['98% right when the sum has six digits and 40%']
  }),
  card('Which base checkpoint models our text better?', {
    assumptions: [
      'Perplexity is two to the power of bits, so its base-2 logarithm is bits per token.'
    ],
    givens: [
      'a perplexity of 8 per token and checkpoint B reports 16',
      'A averages 4 bytes a token on this text, B averages 6'
    ],
    facts: ['windows of 2,048 tokens'],
    derive: (a, b, bytesA, bytesB) => [
      [
        'log2(perplexity) / bytes per token, for A and B',
        [
          Math.log2(a),
          bytesA,
          Math.log2(a) / bytesA,
          Math.log2(b),
          bytesB,
          Math.log2(b) / bytesB
        ],
        'A has 3 / 4 = 0.75 and B has 4 / 6 = 0.67'
      ],
      [
        'bytes in a window of B over those of A, less one',
        bytesB / bytesA - 1,
        'half as much context again'
      ]
    ]
  }),
  card('Quadrupling the vocabulary of a small on-device model', {
    assumptions: [
      'Decoding time is proportional to the weights read; the tied table is read once a token, as the output layer.'
    ],
    givens: [
      '0.9 billion parameters and width 2,048; the vocabulary goes from 32,000 to 128,000 entries',
      'take 8% fewer tokens in English and 35% fewer'
    ],
    derive: (body, width, before, after, english, others) => {
      const small = (before * width) / 1e9
      const large = (after * width) / 1e9
      const ratio = (body + large) / (body + small)
      return [
        [
          '(body + new table) / (body + old table) − 1',
          ratio - 1,
          'for each token by 20%'
        ],
        [
          'weights × tokens, English',
          [ratio, 1 - english, ratio * (1 - english)],
          '1.20 × 0.92, about 1.1'
        ],
        [
          'weights × tokens, target languages',
          [ratio, 1 - others, ratio * (1 - others)],
          '1.20 × 0.65, about 0.8'
        ],
        [
          '1 − 1 / ratio',
          [1 - 1 / ratio, 1, ratio],
          'about 17% shorter, from 1 / 1.20'
        ],
        ['entries × width', large * 1e3, 'stores 262M more weights']
      ]
    }
  }),
  card('A home-made sampler and two odd complaints', {
    facts: [
      'leave `top_p` at 1, a few set 0.9',
      'default penalty is 1.2',
      'between -30 and 5',
      'temperature 0'
    ]
  }),
  card('Every reply parses, but warranty causes are worse', {
    assumptions: ['Both shares are read from step 3 of the trace.'],
    facts: ['only 3% of the model'],
    derive: () => [
      [
        'probability of the emitted token / allowed mass',
        [0.02, 0.03, 0.02 / 0.03],
        '0.02 / 0.03 = 67%'
      ]
    ]
  }),
  card('Higher-scoring drafts that readers like less', {
    givens: ['had 20 tokens at -0.8 nats', 'the rejected one 60 at -0.4'],
    derive: (a, natsA, b, natsB) => [
      ['tokens × nats', a * natsA, 'in total -16'],
      ['tokens × nats', b * natsB, 'in total -24']
    ]
  }),
  card('Fine-tuned facts that answer only some questions', {
    assumptions: ['Lookup inserts five rows, none of them cached.'],
    givens: [
      'on 3,000 sentences',
      'A row takes 25 tokens',
      'a tenth of a fresh'
    ],
    facts: [
      'in 97% of cases',
      'to codename in 2%',
      'gives 99% in both',
      'Each week 2% of the rows'
    ],
    derive: (rows, size, cached) => [
      [
        '5 × row; rows × row',
        [5 * size, rows * size],
        '125 tokens, the whole table 75,000'
      ],
      [
        'rows × row × cached price / (5 × row)',
        (rows * size * cached) / (5 * size),
        '60 times cheaper'
      ]
    ]
  }),
  card('One afternoon to veto a base model', {
    facts: ['about 20,000 tokens']
  }),
  card('A 30B or a 12B at the same target loss', {
    assumptions: [
      'Both allocations lie on the same line of the fit, which the question states.',
      'Attention over the context is neglected.'
    ],
    givens: [
      '30 billion parameters on 600 billion tokens',
      '12 billion on 2.4 trillion',
      'about 6 trillion tokens',
      '6 operations a parameter and trained token, 2 a parameter and served token'
    ],
    facts: ['A 30B or a 12B', 'There are 3 trillion clean'],
    derive: (
      large,
      largeTokens,
      small,
      smallTokens,
      served,
      training,
      serving
    ) => {
      // Billions of parameters times trillions of tokens.
      const trainLarge = (training * large * largeTokens) / 1e3
      const trainSmall = training * small * smallTokens
      const lifeLarge = trainLarge + serving * large * served
      const lifeSmall = trainSmall + serving * small * served
      return [
        [
          '6 × 12 × 2.4 / (6 × 30 × 0.6) − 1',
          trainSmall / trainLarge - 1,
          'costs 60% more'
        ],
        [
          '1 − (6 × 12 × 2.4 + 2 × 12 × 6) / (6 × 30 × 0.6 + 2 × 30 × 6)',
          1 - lifeSmall / lifeLarge,
          'comes out about a third lower'
        ],
        [
          'extra training / (2 × (30 − 12))',
          (trainSmall - trainLarge) / (serving * (large - small)),
          'near 1.8 trillion served'
        ],
        ['tokens that must exist', smallTokens, '2.4 trillion clean tokens'],
        [
          'tokens / parameters',
          (smallTokens / small) * 1e3,
          '200 tokens a parameter'
        ]
      ]
    }
  }),
  card('Does this sparse model run like a dense 10B?', {
    assumptions: [
      'Every token draws its experts uniformly and independently in every layer.',
      'Experts are equal in size, and shared weights are read in every step.'
    ],
    givens: [
      'has 64 billion parameters',
      'two 80 GB devices and decode batches up to 64',
      'Each layer has 64 experts, of which 4 are chosen; about 6 billion',
      'Weights are kept in 16 bits',
      '16 tokens'
    ],
    facts: ['8 or 4 bits'],
    derive: (total, size, largest, experts, chosen, shared, bits, batch) => {
      const devices = 2
      const expert = (total - shared) / experts
      const touched = (tokens: number): number =>
        experts * (1 - (1 - chosen / experts) ** tokens)
      const read = (tokens: number): number => shared + touched(tokens) * expert
      const weights = (total * bits) / 8
      return [
        [
          'shared + 4 / 64 of the experts',
          read(1),
          'of which 10 billion are active'
        ],
        ['the active size of the claim', read(1), 'like a dense 10B'],
        [
          'total × 2 bytes; two devices less that',
          [weights, bits, devices * size - weights],
          '128 GB in 16 bits, leaving at most 32 GB'
        ],
        [
          '64 × (1 − (1 − 4 / 64)^16); weights read over those of one token',
          [batch, touched(batch), experts, read(batch) / read(1)],
          '16 tokens touch about 41 of 64 experts, so a step reads about 4.5 times'
        ],
        [
          '64 sequences × 4 / 64',
          [largest, (largest * chosen) / experts],
          'At 64 sequences nearly all experts are read to serve about 4 tokens'
        ]
      ]
    }
  }),
  card('Choosing an attention layout for an eight-way sharded server', {
    assumptions: [
      'Cache is counted in values per token and layer, at equal precision.',
      'A head split divides KV heads; every query head reads the whole latent.'
    ],
    givens: [
      'on eight devices',
      'shared latent of 576 values',
      'with 8 KV heads of 128',
      'The split is four-way'
    ],
    facts: ['There are 64 query heads'],
    derive: (devices, latent, heads, dimension, fewer) => {
      const grouped = 2 * heads * dimension
      return [
        [
          '2 × 8 × 128, and the latent',
          [grouped, latent],
          '2,048 values for keys and values against 576'
        ],
        ['2,048 / 576', grouped / latent, '3.6 times less cache'],
        [
          '2,048 / 8; the whole latent',
          [grouped / devices, latent],
          'keeps 256 values a device; the latent, needed by every head, keeps all 576'
        ],
        ['576 / 256', latent / (grouped / devices), 'with the 2.25-fold gap'],
        ['576 / 8', latent / devices, 'leaves 72 values'],
        [
          '2,048 / 4; the whole latent',
          [grouped / fewer, latent],
          '512 values against 576'
        ],
        [
          'content and position parts of the latent',
          [latent - 64, 64],
          'the latent is 512 shared values plus 64'
        ]
      ]
    }
  }),
  card('Stretching a 4k model to 32k on a small budget', {
    givens: [
      'trained on 4,000 tokens must serve 32,000',
      'The base is 10,000, the head dimension 128'
    ],
    facts: ['About 1,000 steps'],
    derive: (trained, served, base, dimension) => {
      const pairs = Array.from({length: dimension / 2}, (_, pair) => pair)
      const slow = pairs.filter(
        (pair) => 2 * Math.PI * base ** ((2 * pair) / dimension) > trained
      )
      return [
        [
          'both lengths in thousands',
          [trained / 1e3, served / 1e3],
          'Stretching a 4k model to 32k'
        ],
        [
          'pairs i with 2π × 10,000^(2i / 128) above the trained length',
          [slow.length, pairs.length],
          '19 of 64 pairs'
        ]
      ]
    }
  }),
  card('Gibberish begins at a precise point in a long session', {
    assumptions: ['People speak 150 words a minute, 1.3 tokens a word.'],
    facts: ['newest 4,096 tokens', 'trained to 32,000 tokens'],
    derive: () => [
      ['150 × 1.3 × 60', 150 * 1.3 * 60, 'about 12,000 tokens back']
    ]
  }),
  card('Equal perplexity, but clause numbers come back wrong', {
    assumptions: [
      'A gigabyte is 10^9 bytes; the rest of the layers keep states.'
    ],
    givens: [
      'spend 4 GB',
      'Contracts reach 131,072 tokens; an attention layer caches 4,096 bytes a token, a state layer keeps 2 MB',
      'Both models have 48 layers'
    ],
    facts: ['40% of its exact', 'against 3%', 'if it fits 4 GB'],
    derive: (budget, length, bytes, state, layers) => {
      const layer = (length * bytes) / 1e9
      const states = (layers * state) / 1e3
      return [
        ['tokens × bytes', layer, 'half a gigabyte an attention layer'],
        [
          'layers × half a gigabyte; how many the budget pays for',
          [layers, layers * layer, budget],
          'all 48 need about 26 GB, while 4 GB'
        ],
        [
          'floor((4 GB − states) / (a layer − a state))',
          Math.floor((budget - states) / (layer - state / 1e3)),
          'pays for seven'
        ]
      ]
    }
  }),
  card('A utilization dashboard drops from 43% to 14%', {
    assumptions: [
      'Causal attention costs layers × width × length multiply-adds forward and twice that backward, 6 operations in all.'
    ],
    givens: [
      '7.5 billion',
      'from 8,192 to 131,072 tokens, it drops from 43% to 14%',
      '32 layers of width 4,096'
    ],
    facts: [
      'from 43% to 14%',
      'costs 6 operations',
      '6 × layers',
      'a window of 4,096 tokens'
    ],
    derive: (parameters, short, long, before, after, layers, width) => {
      const added = (length: number): number =>
        (layers * width * length) / (parameters * 1e9)
      return [
        [
          '32 × 4,096 × length / 7.5e9, at both lengths',
          [added(long), added(short)],
          '2.3 times the counted work at the long length, 0.14'
        ],
        [
          'shown × (1 + added)',
          [
            after,
            after * (1 + added(long)),
            before,
            before * (1 + added(short))
          ],
          '14% becomes 46% and 43% becomes 49%'
        ],
        [
          'difference of the corrected figures, in points',
          100 * (before * (1 + added(short)) - after * (1 + added(long))),
          'remaining three points'
        ],
        ['parameters / (layers × width)', 1 / added(1), 'near 57,000 tokens']
      ]
    }
  }),
  card('Not-a-number on older accelerators, for a few prompts', {
    givens: [
      'reaches 71,000 when',
      'residual component of 4,200',
      'output projections by 16'
    ],
    facts: ['two 16-bit', 'layer 52 of 60'],
    derive: (output, residual, divisor) => [
      ['(2 − 2^−10) × 2^15', (2 - 2 ** -10) * 2 ** 15, 'fp16 ends at 65,504'],
      [
        'output / divisor',
        [output, output / divisor],
        '71,000 becomes about 4,400'
      ],
      [
        'the component, whose square is 17.6 million',
        Math.sqrt(residual ** 2),
        '4,200 squared overflows'
      ]
    ]
  }),
  card('Plausible but wrong numbers from scanned manuals', {
    assumptions: [
      'A point is 1 / 72 inch; type is as tall as its nominal size.',
      'The page is padded to whole tokens.'
    ],
    givens: [
      'every scanned page to 448',
      'in 8-point type',
      '150 dots an inch, 1,240 by 1,754 pixels; one token covers 28'
    ],
    facts: ['448 by 448 pixels', '28 by 28 pixels', 'A request holds 20 pages'],
    derive: (side, points, dots, width, height, cell) => {
      const native = Math.ceil(width / cell) * Math.ceil(height / cell)
      const resized = (side / cell) ** 2
      return [
        [
          '8 / 72 × 150 pixels, times 448 / 1,754',
          [points, ((points / 72) * dots * side) / height],
          '8-point type about 4 pixels'
        ],
        [
          'ceil(1,240 / 28) × ceil(1,754 / 28); (448 / 28)²',
          [native, resized],
          'about 2,800 tokens instead of 256'
        ],
        ['native / resized', native / resized, 'eleven times as many'],
        [
          'two native pages in small ones',
          (2 * native) / resized,
          'about what 22 small ones do'
        ]
      ]
    }
  })
])
