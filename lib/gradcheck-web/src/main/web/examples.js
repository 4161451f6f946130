// Ten gradients, half of them wrong: text, point, shapes, and the two lambdas of the same check in Java.
const EXAMPLES = [
    {
        id: 'square', title: 'x², and its derivative 2x', point: '3', layout: '',
        code: `function f(x) {
    return x[0] * x[0];
}

function gradient(x) {
    return [2 * x[0]];
}
`,
        java: ['x -> x[0] * x[0]', 'x -> new double[] {2 * x[0]}'],
    },
    {
        id: 'product', title: 'A product: one 2 was forgotten', point: '1.5, -2, 4', layout: '',
        code: `function f(x) {
    return x[0] * x[0] * x[1] + 3 * x[2];
}

function gradient(x) {
    return [x[0] * x[1], x[0] * x[0], 3];
}
`,
        java: ['x -> x[0] * x[0] * x[1] + 3 * x[2]', 'x -> new double[] {x[0] * x[1], x[0] * x[0], 3}'],
    },
    {
        id: 'kink', title: 'A kink: |x| at 0', point: '0, 2', layout: '',
        code: `function f(x) {
    return Math.abs(x[0]) + x[1] * x[1];
}

// At 0 any slope from -1 to 1 is a subgradient.
function gradient(x) {
    return [Math.sign(x[0]), 2 * x[1]];
}
`,
        java: ['x -> Math.abs(x[0]) + x[1] * x[1]', 'x -> new double[] {Math.signum(x[0]), 2 * x[1]}'],
    },
    {
        id: 'softplus', title: 'Softplus at −40: hidden by rounding', point: '-40', layout: '',
        code: `// 1 + e^-40 is 1: what f does there, its values do not show.
function f(x) {
    return Math.log(1 + Math.exp(x[0]));
}

function gradient(x) {
    return [1 / (1 + Math.exp(-x[0]))];
}
`,
        java: ['x -> Math.log(1 + Math.exp(x[0]))', 'x -> new double[] {1 / (1 + Math.exp(-x[0]))}'],
    },
    {
        id: 'cross-entropy', title: 'Cross entropy of a batch: a factor was forgotten', point: '0.2, -1, 0.5, 1.5, 0.3, -0.7, 0, 0.9, -0.4, 2, -1.2, 0.1',
        layout: 'logits[4, 3]',
        code: `// The mean over a batch of 4 rows of 3 logits.
const N = 4, K = 3, labels = [0, 2, 1, 1];

function softmax(x, n) {
    const row = x.slice(K * n, K * n + K).map(Math.exp);
    const sum = row.reduce((a, b) => a + b);
    return row.map(e => e / sum);
}

function f(x) {
    let loss = 0;
    for (let n = 0; n < N; n++) {
        loss -= Math.log(softmax(x, n)[labels[n]]) / N;
    }
    return loss;
}

function gradient(x) {
    const g = [];
    for (let n = 0; n < N; n++) {
        softmax(x, n).forEach((p, k) => g.push(p - (k === labels[n] ? 1 : 0)));
    }
    return g;
}
`,
        java: ['x -> meanCrossEntropy(x)', 'x -> probabilitiesMinusLabels(x)'],
    },
    {
        id: 'two-layers', title: 'A two-layer net with a stray factor', point: 'Array.from({length: 17}, (_, i) => Math.sin(3 * i + 1))',
        layout: 'W1[3, 3] b1[3] W2[3, 1] b2[1] y[1]',
        code: `// tanh(a·W1 + b1)·W2 + b2, squared error; y is checked as well.
const a = [0.5, -1, 2];

function forward(x) {
    const h = [0, 1, 2].map(j => Math.tanh(a[0] * x[j] + a[1] * x[3 + j] + a[2] * x[6 + j] + x[9 + j]));
    const out = h[0] * x[12] + h[1] * x[13] + h[2] * x[14] + x[15];
    return {h, out};
}

function f(x) {
    const {out} = forward(x);
    return (out - x[16]) ** 2 / 2;
}

function gradient(x) {
    const {h, out} = forward(x);
    const d = out - x[16];
    const z = h.map((hj, j) => d * x[12 + j] * (1 - hj * hj));
    const dW1 = a.flatMap(ai => z.map(zj => 2 * ai * zj));
    return [...dW1, ...z, ...h.map(hj => d * hj), d, -d];
}
`,
        java: ['x -> loss(x)', 'x -> backward(x)'],
    },
    {
        id: 'huber', title: 'Huber loss', point: '0.3, -2, 0.9, 4', layout: '',
        code: `const delta = 1;

function f(x) {
    return x.reduce((sum, r) => sum + (Math.abs(r) <= delta ? r * r / 2 : delta * (Math.abs(r) - delta / 2)), 0);
}

function gradient(x) {
    return x.map(r => Math.max(-delta, Math.min(delta, r)));
}
`,
        java: ['x -> Arrays.stream(x).map(r -> Math.abs(r) <= 1 ? r * r / 2 : Math.abs(r) - 0.5).sum()',
            'x -> Arrays.stream(x).map(r -> Math.max(-1, Math.min(1, r))).toArray()'],
    },
    {
        id: 'log-determinant', title: 'Logarithm of a determinant: inverse, not transposed', point: '2, 1, 0.5, -1, 3, 0.2, 0.3, -0.4, 1', layout: 'A[3, 3]',
        code: `// The gradient of log det A is the inverse of A, transposed.
function cofactor(A, i, j) {
    const at = (r, c) => A[3 * ((i + r) % 3) + (j + c) % 3];
    return at(1, 1) * at(2, 2) - at(1, 2) * at(2, 1);
}

function f(A) {
    return Math.log(A[0] * cofactor(A, 0, 0) + A[1] * cofactor(A, 0, 1) + A[2] * cofactor(A, 0, 2));
}

function gradient(A) {
    const det = Math.exp(f(A)), g = [];
    for (let i = 0; i < 3; i++) {
        for (let j = 0; j < 3; j++) {
            g.push(cofactor(A, j, i) / det);
        }
    }
    return g;
}
`,
        java: ['A -> Math.log(determinant(A))', 'A -> inverse(A)'],
    },
    {
        id: 'attention', title: 'A row of attention: a scale was forgotten', point: '0.4, -0.3, 1.1, 0.6', layout: 'q[4]',
        code: `// softmax(q·k / √d) mixes the values; the gradient by the query.
const d = 4;
const k = [[1, 0.5, -1, 0.2], [-0.3, 2, 0.4, 1], [0.7, -1.2, 0.1, -0.5]];
const v = [1.5, -2, 0.7];

function weights(q) {
    const e = k.map(row => Math.exp(row.reduce((s, kj, j) => s + kj * q[j], 0) / Math.sqrt(d)));
    const sum = e[0] + e[1] + e[2];
    return e.map(ei => ei / sum);
}

function f(q) {
    return weights(q).reduce((s, w, i) => s + w * v[i], 0);
}

function gradient(q) {
    const w = weights(q), mean = f(q);
    return q.map((_, j) => w.reduce((s, wi, i) => s + wi * (v[i] - mean) * k[i][j], 0));
}
`,
        java: ['q -> attention(q)', 'q -> attentionBackward(q)'],
    },
    {
        id: 'many', title: '10 000 entries, along random directions', point: 'Array.from({length: 10000}, (_, i) => Math.cos(i))', layout: '',
        code: `function f(x) {
    return x.reduce((sum, value) => sum + value ** 4, 0);
}

function gradient(x) {
    return x.map(value => 4 * value ** 3);
}
`,
        java: ['x -> Arrays.stream(x).map(v -> v * v * v * v).sum()', 'x -> Arrays.stream(x).map(v -> 4 * v * v * v).toArray()'],
    },
];
