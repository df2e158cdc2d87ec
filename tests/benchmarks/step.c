/* The ceiling: training of a network with one hidden layer of sigmoid units, softmax and cross-entropy, by gradient descent
   with momentum, as this program's engine does it, in C. All rows are padded to a multiple of 16 floats. */
#include <math.h>

typedef float vec __attribute__((vector_size(64), aligned(4)));
enum { LANES = 16, ROWS = 4 };

/* c = a b, or, with a velocity: velocity = momentum velocity - rate a b, and c += velocity. a is n x k with any strides. */
static void product(long n, long m, long k, const float *a, long row, long column, const float *b, float *c, float *velocity,
                    float rate, float momentum, int threads) {
#pragma omp parallel for num_threads(threads) if (threads > 1 && n * m * k > 200000)
    for (long i = 0; i < n; i += ROWS) {
        long rows = n - i < ROWS ? n - i : ROWS;
        const float *r0 = a + i * row, *r1 = rows > 1 ? r0 + row : r0, *r2 = rows > 2 ? r1 + row : r0,
                    *r3 = rows > 3 ? r2 + row : r0;
        for (long j = 0; j < m; j += 2 * LANES) {
            int two = j + LANES < m;
            vec s[ROWS][2] = {0};
            for (long l = 0; l < k; l++) {
                vec x = *(const vec *)(b + l * m + j), y = two ? *(const vec *)(b + l * m + j + LANES) : x;
                float p0 = r0[l * column], p1 = r1[l * column], p2 = r2[l * column], p3 = r3[l * column];
                s[0][0] += p0 * x, s[0][1] += p0 * y, s[1][0] += p1 * x, s[1][1] += p1 * y;
                s[2][0] += p2 * x, s[2][1] += p2 * y, s[3][0] += p3 * x, s[3][1] += p3 * y;
            }
            for (long r = 0; r < rows; r++)
                for (int h = 0; h <= two; h++) {
                    long at = (i + r) * m + j + h * LANES;
                    if (velocity) {
                        vec *v = (vec *)(velocity + at);
                        *v = momentum * *v - rate * s[r][h];
                        *(vec *)(c + at) += *v;
                    } else
                        *(vec *)(c + at) = s[r][h];
                }
        }
    }
}

static void update_biases(long n, long m, const float *delta, float *biases, float *velocity, float rate, float momentum) {
    for (long j = 0; j < m; j++) velocity[j] *= momentum;
    for (long i = 0; i < n; i++)
        for (long j = 0; j < m; j++) velocity[j] -= rate * delta[i * m + j];
    for (long j = 0; j < m; j++) biases[j] += velocity[j];
}

/* Batches of `size` digits in the given order. p: W1 (inputs x hidden), b1, W2 (hidden x 16), b2; v: velocities, alike.
   work: size x inputs, then size x hidden twice, size x 16, 16 x hidden. */
void train(const float *pictures, const long *labels, const long *order, long n, long size, long inputs, long hidden, float *p,
           float *v, float *work, float rate, float momentum, int threads) {
    float *w1 = p, *b1 = w1 + inputs * hidden, *w2 = b1 + hidden, *b2 = w2 + hidden * LANES;
    float *v1 = v, *c1 = v1 + inputs * hidden, *v2 = c1 + hidden, *c2 = v2 + hidden * LANES;
    float *x = work, *a = x + size * inputs, *d = a + size * hidden, *o = d + size * hidden, *t = o + size * LANES;
    for (long start = 0; start + size <= n; start += size) {
        for (long i = 0; i < size; i++) __builtin_memcpy(x + i * inputs, pictures + order[start + i] * inputs, 4 * inputs);
        product(size, hidden, inputs, x, inputs, 1, w1, a, 0, 0, 0, threads);
        for (long i = 0; i < size; i++)
            for (long j = 0; j < hidden; j++) a[i * hidden + j] = 1 / (1 + expf(-a[i * hidden + j] - b1[j]));
        product(size, LANES, hidden, a, hidden, 1, w2, o, 0, 0, 0, threads);
        for (long i = 0; i < size; i++) {
            float *z = o + i * LANES, sum = 0, most = z[0] + b2[0];
            for (int j = 0; j < 10; j++) z[j] += b2[j], most = z[j] > most ? z[j] : most;
            for (int j = 0; j < 10; j++) z[j] = expf(z[j] - most), sum += z[j];
            for (int j = 0; j < 10; j++) z[j] = (z[j] / sum - (j == labels[order[start + i]])) / size;
        }
        for (long j = 0; j < hidden; j++)
            for (int k = 0; k < LANES; k++) t[k * hidden + j] = w2[j * LANES + k];
        product(size, hidden, 10, o, LANES, 1, t, d, 0, 0, 0, threads);
        for (long i = 0; i < size * hidden; i++) d[i] *= a[i] * (1 - a[i]);
        product(hidden, LANES, size, a, 1, hidden, o, w2, v2, rate, momentum, threads);
        product(inputs, hidden, size, x, 1, inputs, d, w1, v1, rate, momentum, threads);
        update_biases(size, LANES, o, b2, c2, rate, momentum);
        update_biases(size, hidden, d, b1, c1, rate, momentum);
    }
}
