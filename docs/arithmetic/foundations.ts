/** Foundations of LLMs. */
import {card} from './card.ts'
import {sum} from './statistics.ts'

export default [
  card(
    'The same assistant, launched in a second language',
    [
      'an 8,192-token window, a 600-token system prompt and 1,024 tokens reserved',
      'average 350 tokens and answers 250',
      '4.2 times as many tokens',
      '40 tokens per second'
    ],
    (window, prompt, reserve, passage, answer, ratio, speed) => {
      const room = window - reserve - prompt
      return [
        [[window, reserve, prompt, room], '8,192 - 1,024 - 600 = 6,568 tokens'],
        [Math.floor(room / passage), '18 English passages'],
        [
          [Math.floor(room / (passage * ratio)), passage * ratio],
          'only 4 at 1,470 tokens each'
        ],
        [[answer * ratio, reserve], '1,050 tokens, above the 1,024 reserve'],
        [
          [answer / speed, (answer * ratio) / speed],
          'from 6.25 to 26.25 seconds'
        ]
      ]
    }
  ),
  card(
    'A ledger checker that fails on one slice of additions',
    [
      '98% when the sum has six digits and 40% when the sum has seven',
      'a 12-digit figure'
    ],
    (fits, overflows, digits) => {
      // Pairs whose excesses over 100,000 add up to at most 799,999.
      const overflow = 1 - (800_000 * 800_001) / 2 / 900_000 ** 2
      const groups = digits / 3
      return [
        [overflow, '60.5% of sums overflow'],
        [
          [overflow, overflows, 1 - overflow, fits],
          '0.605 × 40% + 0.395 × 98%'
        ],
        [
          overflow * overflows + (1 - overflow) * fits,
          'reproduces the observed 63%'
        ],
        [
          [digits, groups, groups + groups - 1, digits],
          'a 12-digit figure goes from 4 tokens to 7, against 12'
        ]
      ]
    }
  ),
  card(
    "One customer's username turns replies into nonsense",
    [
      'width is 4,096',
      'weight decay 0.1',
      'rate of 3e-4 over 100,000 steps',
      'standard deviation 0.02'
    ],
    (width, weightDecay, rate, steps, deviation) => {
      const decay = Math.exp(-rate * weightDecay * steps)
      const norm = deviation * Math.sqrt(width)
      return [
        [
          [-rate, weightDecay, steps, decay],
          'exp(-3e-4 × 0.1 × 100,000), about 0.05'
        ],
        [[norm, norm * decay], 'from norm 1.28 to 0.064']
      ]
    }
  ),
  card(
    'Which base checkpoint models our text better?',
    [
      'perplexity 8.0 per token at 4.0 bytes',
      '10.5 at 4.8 bytes',
      'windows of 2,048 tokens'
    ],
    (perplexityA, bytesA, perplexityB, bytesB, window) => {
      const bitsA = Math.log2(perplexityA) / bytesA
      const bitsB = Math.log2(perplexityB) / bytesB
      return [
        [[Math.log2(perplexityA), bytesA, bitsA], '3 / 4.0 = 0.750 bits'],
        [[Math.log2(perplexityB), bytesB, bitsB], '3.39 / 4.8 = 0.707'],
        [1 - bitsB / bitsA, 'compresses about 6% better'],
        [
          [window, window * bytesA, window * bytesB],
          '2,048 tokens span 8,192 bytes for A and about 9,830 for B'
        ],
        [bitsA - bitsB, 'whether 0.043 bits is stable']
      ]
    }
  ),
  card(
    'Quadrupling the vocabulary of a small on-device model',
    [
      'A 0.9B-parameter transformer body of width 2,048 uses a 32,000-entry',
      'wants 128,000 entries',
      'falls 8% on English and 35% on two'
    ],
    (body, width, before, after, english, others) => {
      const small = (before * width) / 1e9
      const large = (after * width) / 1e9
      const ratio = (body + large) / (body + small)
      return [
        [[small * 1e3, large * 1e3], 'from 65.5M to 262M parameters'],
        [
          [body + small, body + large, ratio - 1],
          'from 0.966B to 1.162B, about 20%'
        ],
        [1 - 1 / ratio, '17% shorter sequence'],
        [ratio * (1 - english) - 1, '11% more time'],
        [1 - ratio * (1 - others), '22% less'],
        [
          [
            large * 1e3,
            large / (body + large),
            (2 * large) / (body + 2 * large)
          ],
          'another 262M weights, lifting embeddings from 23% to 37%'
        ],
        [[8192, (8192 * after * 4) / 1e9], '8,192 positions take 4.2 GB']
      ]
    }
  ),
  card(
    'Choosing an attention layout for an eight-way sharded server',
    [
      'A 60-layer model with 64 query heads of dimension 128',
      'with 8 KV heads',
      'a 512-wide latent plus a 64-wide positional key',
      '990 TFLOP/s and 3.35 TB/s'
    ],
    (layers, heads, dimension, kvHeads, latent, key, tflops, bandwidth) => {
      const devices = 8
      const kilobytes = (values: number): number => (values * 2 * layers) / 1e3
      const multiHead = kilobytes(2 * heads * dimension)
      const grouped = kilobytes(2 * kvHeads * dimension)
      const shared = kilobytes(latent + key)
      // A score and a weighted sum for each head, over the bytes of one token's cache.
      const intensity = (2 * heads * (latent + key + latent)) / (shared * 1e3)
      const groupedIntensity = (4 * heads * dimension) / (grouped * 1e3)
      const ridge = tflops / bandwidth
      return [
        [
          [multiHead, grouped, shared],
          '1,966 KB for multi-head, 246 KB for grouped and 69 KB for latent'
        ],
        [grouped / shared, '3.6 times less cache'],
        [
          [grouped / devices, shared, shared / (grouped / devices)],
          '30.7 KB per device, but every head reads the whole latent, so each device keeps 69 KB, 2.25 times'
        ],
        [
          [intensity * layers, groupedIntensity * layers],
          '121 FLOPs per cache byte (grouped: 8)'
        ],
        [Math.ceil(ridge / (intensity * layers)), 'verifying three draft'],
        [[tflops, bandwidth, ridge], '990 / 3.35 = 296']
      ]
    }
  ),
  card(
    'Stretching a 4k model to 32k on a small budget',
    [
      'trained at 4,096 tokens uses RoPE with base 10,000 and head dimension 128',
      'divided all positions by 8',
      'out to 32,768 tokens'
    ],
    (trained, base, dimension, factor, target) => {
      const radian = (pair: number, of: number): number =>
        of ** ((2 * pair) / dimension)
      const pairs = Array.from({length: dimension / 2}, (_, pair) => pair)
      const slow = pairs.filter(
        (pair) => 2 * Math.PI * radian(pair, base) > trained
      )
      const newBase = base * factor ** (dimension / (dimension - 2))
      return [
        [
          [slow.length, pairs.length, slow[0] ?? 0, pairs.length - 1],
          '18 of 64 pairs (i from 46 to 63)'
        ],
        [newBase, 'about 82,700'],
        [
          [50, target / radian(50, newBase), trained / radian(50, base)],
          'pair 50 would reach 4.7 radians against 3.1'
        ]
      ]
    }
  ),
  card(
    'Gibberish begins at a precise point in a long session',
    [
      '150 words per minute, 1.3 tokens per word',
      'on a 32-layer model',
      'newest 4,096 tokens',
      'about 4 initial tokens'
    ],
    (words, ratio, layers, window, pinned) => {
      const speed = words * ratio
      return [
        [window - pinned, 'beside 4,092 recent ones'],
        [
          [speed, window / speed, 60 * speed],
          '195 tokens a minute fill the window in 21 minutes, and the name is 11,700 tokens back'
        ],
        [window / 2, 'the cache to 2,048'],
        [
          [2 * window, (2 * window) / speed],
          'to 8,192 tokens, which postpones the same collapse to minute 42'
        ],
        [[layers, window, layers * window], '32 × 4,096 = 131,072 tokens']
      ]
    }
  ),
  card(
    'A 30B or a 12B at the same target loss',
    [
      '1.82 + 482 / N^0.348 + 2085 / D^0.366',
      '30B parameters on 600B tokens',
      'process 6 trillion tokens',
      'train a 12B model'
    ],
    (floor, a, alpha, b, beta, planB, tokensB, servedT, smallB) => {
      const [plan, small, served] = [planB * 1e9, smallB * 1e9, servedT * 1e12]
      const loss = floor + a / plan ** alpha + b / (tokensB * 1e9) ** beta
      const tokensFor = (size: number): number =>
        (b / (loss - floor - a / size ** alpha)) ** (1 / beta)
      const tokens = tokensFor(small)
      const [cost, smallCost] = [6 * plan * tokensB * 1e9, 6 * small * tokens]
      const [life, smallLife] = [
        cost + 2 * plan * served,
        smallCost + 2 * small * served
      ]
      return [
        [loss, 'loss 2.0308'],
        [cost, '= 1.08e23 FLOPs'],
        [tokens / 1e12, '2.44 trillion tokens'],
        [
          [smallCost, smallCost / cost - 1],
          '1.75e23 FLOPs, 62% more training compute'
        ],
        [
          [life, planB, smallLife, smallB, 1 - smallLife / life],
          '4.68e23 for the 30B and 3.19e23 for the 12B, a 32% saving'
        ],
        [
          (smallCost - cost) / (2 * (plan - small)) / 1e12,
          'near 1.9 trillion served'
        ],
        [[6, tokensFor(6e9) / 1e12], '6B needs about 50 trillion tokens'],
        [(a / (loss - floor)) ** (1 / alpha) / 1e9, 'below 4.5B'],
        [tokens / small, '203 tokens per parameter']
      ]
    }
  ),
  card(
    'Does this sparse model run like a dense 10B?',
    [
      '48 layers of width 4,096, each with 64 gated experts',
      'hidden size 1,536',
      'picks 4 per token, plus 6B shared',
      'two 80 GB devices with 3.35 TB/s each'
    ],
    (layers, width, experts, inner, picked, shared, memory, bandwidth) => {
      const expert = (3 * width * inner) / 1e9
      const touched = (batch: number): number =>
        experts * (1 - (1 - picked / experts) ** batch)
      const read = (batch: number): number =>
        shared + layers * touched(batch) * expert
      const total = shared + layers * experts * expert
      const step = (batch: number): number =>
        (2 * read(batch)) / (2 * bandwidth)
      return [
        [
          [expert * 1e3, total, shared + layers * picked * expert],
          '= 18.9M weights, giving 64B in total and 9.6B active'
        ],
        [
          [2 * total, 2 * memory, 2 * memory - 2 * total],
          '128 GB of bf16 weights out of 160 GB leaves at most 32 GB'
        ],
        [
          [touched(1), 1, touched(16), 16, touched(64), 64],
          '4 at batch 1, 41 at 16, 63 at 64'
        ],
        [
          [16, read(16), 2 * read(16), step(16), 2 * bandwidth, step(1)],
          'Batch 16 therefore reads 43B weights per step, 87 GB or 13 ms at 6.7 TB/s, against 2.9 ms'
        ],
        [
          [64, (64 * picked) / experts],
          'At batch 64 nearly every expert is read to serve about 4 tokens'
        ],
        [2 * layers * picked * expert, '7.2 GB over a slow link']
      ]
    }
  ),
  card(
    'Utilization collapses when training sequences get longer',
    [
      'A 32-layer dense',
      'query width 4,096, grouped KV width 1,024, gated feed-forward width 14,336, untied vocabulary of 128,000',
      'a 989 TFLOP/s peak',
      'At length 8,192',
      'from 9,500 tokens',
      'at 131,072 it',
      'from 3,000.'
    ],
    (layers, width, kv, inner, vocabulary, peak, short, fast, long, slow) => {
      const layer = 2 * width ** 2 + 2 * width * kv + 3 * width * inner
      const head = vocabulary * width
      const matrices = 6 * (layers * layer + head)
      const attention = (length: number): number => 6 * layers * width * length
      const utilization = (flops: number, speed: number): number =>
        (flops * speed) / (peak * 1e12)
      return [
        [
          [layers, layer / 1e6, head / 1e6, matrices / 6e9, matrices / 1e9],
          '32 × 218M + 524M for the output head = 7.50B, hence 45 GFLOPs'
        ],
        [utilization(matrices, fast), 'shows 43%'],
        [utilization(matrices, slow), 'shows 14%'],
        [
          [attention(short) / 1e9, short, attention(long) / 1e9, long],
          '6.4 GFLOPs at 8,192 tokens but 103 GFLOPs at 131,072'
        ],
        [
          [
            utilization(matrices + attention(short), fast),
            utilization(matrices + attention(long), slow)
          ],
          'about 49% and 45%'
        ],
        [matrices / attention(1), 'near 57,000 tokens'],
        [utilization(matrices + 2 * attention(long), slow), 'would claim 76%']
      ]
    }
  ),
  card(
    'Higher-scoring drafts that readers like less',
    [
      'for 250-token',
      '20 tokens at -0.8 nats each, its rival 60 tokens at -0.4',
      'temperature 1.3 followed by top-p 0.9',
      'probabilities 0.70, 0.15, 0.06 and then 90 tokens at 0.001'
    ],
    (
      length,
      a,
      natsA,
      b,
      natsB,
      hot,
      top,
      first,
      second,
      third,
      rest,
      tail
    ) => {
      const step = [first, second, third, ...Array<number>(rest).fill(tail)]
      const kept = (temperature: number): number => {
        const weights = step.map((share) => share ** (1 / temperature))
        const target = top * sum(step.length, (index) => weights[index] ?? 0)
        let reached = 0
        // The tail's shares add up to the target only within rounding.
        return 1 + weights.findIndex((w) => (reached += w) >= target - 1e-9)
      }
      return [
        [[a * natsA, b * natsB], '-16 against -24'],
        [
          [kept(1), 1, kept(hot), hot],
          '3 tokens of that step at temperature 1 but 62 after temperature 1.3'
        ],
        [
          [0.015, 0.985 ** length, length, 0.001, 0.999 ** length],
          '1.5% of steps derail, 2.3% of 250-token blurbs stay clean; at 0.1%, 78% do'
        ]
      ]
    }
  ),
  card(
    'Fine-tuned facts that answer only some questions',
    [
      'on 3,000 sentences',
      'at 25 tokens a row',
      '200,000 requests a day and 2% of rows'
    ],
    (rows, size, requests, changed) => [
      [
        [rows * size, (rows * size * requests) / 1e9],
        '75,000 tokens a request, 15 billion a day'
      ],
      [[5 * size, rows / 5], 'costs 125 tokens, 600 times less'],
      [rows * changed, '60 rows go stale']
    ]
  ),
  card(
    'Not-a-number on older accelerators, for a few prompts',
    [
      'residual component of 4,200',
      'output of 71,000',
      'at magnitude 4,096',
      'output projections by 16'
    ],
    (residual, output, magnitude, divisor) => [
      [(2 - 2 ** -10) * 2 ** 15, 'Fp16 ends at 65,504'],
      [
        [magnitude * 2 ** -7, magnitude, magnitude * 2 ** -10],
        'spacing 32 at magnitude 4,096, against 4 in fp16'
      ],
      [[residual, residual ** 2 / 1e6], '4,200 squared is 17.6 million'],
      [[output, output / divisor], '71,000 becomes 4,437.5'],
      [output / residual, '17 times the largest residual']
    ]
  ),
  card(
    'Equal perplexity, but clause numbers come back wrong',
    [
      'A 48-layer state-space model (inner width 8,192, state size 128',
      '8 KV heads of dimension 128',
      'On 131,072-token contracts',
      '6 attention layers among 42 state layers'
    ],
    (layers, inner, size, heads, dimension, context, attention, others) => {
      const state = inner * size * 2
      const cache = 2 * heads * dimension * 2
      const full = (layers * cache * context) / 1e9
      const hybrid = (attention * cache * context) / 1e9
      const states = (others * state) / 1e9
      return [
        [
          [inner, size, 2, state / 1e6, state / cache],
          '8,192 × 128 × 2 bytes = 2.1 MB a layer, the size of only 512 tokens'
        ],
        [full, 'needs 25.8 GB'],
        [[hybrid, states, hybrid + states], '3.2 + 0.09 = 3.3 GB']
      ]
    }
  ),
  card(
    'Plausible but wrong numbers from scanned manuals',
    [
      'into 14-pixel patches',
      'covers 28 × 28 pixels',
      'to 448 × 448 pixels',
      '20 scanned A4 pages at 150 dpi (1,240 × 1,754 pixels)',
      'in 8-point text'
    ],
    (patch, cell, _, side, __, pages, dpi, width, height, points) => {
      const columns = (scale: number): number =>
        Math.ceil((width * scale) / cell)
      const rows = (scale: number): number => Math.ceil((height * scale) / cell)
      const native = columns(1) * rows(1)
      const low = columns(100 / dpi) * rows(100 / dpi)
      const squashed = (side / cell) ** 2
      const pixels = (points / 72) * dpi
      const merged = (cell / patch) ** 2
      return [
        [squashed, 'leaves 256 tokens a page'],
        [
          [pixels, (pixels * side) / height],
          'nominal 16.7 pixels to about 4.3'
        ],
        [[side / width, side / height], 'width by 0.36 and height by 0.26'],
        [
          [columns(1), rows(1), native, pages * native],
          '45 × 63 = 2,835 tokens a page, 56,700 per request'
        ],
        [
          [100, low, pages * low, (points / 72) * 100],
          '100 dpi costs 1,260 and 25,200 with 11-pixel text'
        ],
        [
          [merged * native, merged * squashed, (native / squashed) ** 2],
          '11,340 patches against 1,024 means about 123 times'
        ]
      ]
    }
  )
]
