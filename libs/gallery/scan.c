/*
 * Exact nearest neighbours by cosine over rows of 8-bit integers: every row is compared with every query, the best k of each
 * query are kept. Built by build.sh into scan.wasm.ts (WebAssembly with 128-bit SIMD).
 *
 * A row is `dimension` signed bytes and a trailer: the inverse of the bytes' length (f32), a flag that the row is dead (u32),
 * and what the caller keeps there. Queries are 16-bit integers, so that a pass loses nothing of them.
 */
#include <stdint.h>
#include <wasm_simd128.h>

/* Queries held in registers at once: the row is widened for all of them. */
#define TOGETHER 4

typedef struct {
  uint32_t held;
  /* A row counts above it; once k are held, the least of them. */
  float floor;
  /* score[k], then row[k]: a heap whose first is the least. */
} Best;

static inline float *scores_of(Best *best) { return (float *)(best + 1); }
static inline uint32_t *rows_of(Best *best, uint32_t k) { return (uint32_t *)(scores_of(best) + k); }

/* Whether a goes before b out of the heap: of two that score the same, the later row. */
static inline int is_less(float a, uint32_t a_row, float b, uint32_t b_row) {
  return a < b || (a == b && a_row > b_row);
}

static void keep(Best *best, uint32_t k, float score, uint32_t row) {
  float *scores = scores_of(best);
  uint32_t *rows = rows_of(best, k);
  uint32_t at;
  if (best->held < k) {
    at = best->held++;
    while (at > 0) {
      uint32_t up = (at - 1) / 2;
      if (!is_less(score, row, scores[up], rows[up])) break;
      scores[at] = scores[up];
      rows[at] = rows[up];
      at = up;
    }
  } else {
    at = 0;
    for (;;) {
      uint32_t down = 2 * at + 1;
      if (down >= k) break;
      if (down + 1 < k && is_less(scores[down + 1], rows[down + 1], scores[down], rows[down])) down++;
      if (!is_less(scores[down], rows[down], score, row)) break;
      scores[at] = scores[down];
      rows[at] = rows[down];
      at = down;
    }
  }
  scores[at] = score;
  rows[at] = row;
  if (best->held == k) best->floor = scores[0];
}

/* n is known where this is inlined: the sums stay in registers. */
static inline __attribute__((always_inline)) void multiply(
    const int8_t *row, const int16_t *queries, uint32_t dimension, int n, int32_t *products) {
  v128_t sums[TOGETHER];
  for (int q = 0; q < n; q++) sums[q] = wasm_i32x4_splat(0);
  for (uint32_t at = 0; at < dimension; at += 16) {
    const v128_t bytes = wasm_v128_load(row + at);
    const v128_t low = wasm_i16x8_extend_low_i8x16(bytes);
    const v128_t high = wasm_i16x8_extend_high_i8x16(bytes);
    for (int q = 0; q < n; q++) {
      const int16_t *query = queries + (uint32_t)q * dimension + at;
      sums[q] = wasm_i32x4_add(sums[q], wasm_i32x4_dot_i16x8(low, wasm_v128_load(query)));
      sums[q] = wasm_i32x4_add(sums[q], wasm_i32x4_dot_i16x8(high, wasm_v128_load(query + 8)));
    }
  }
  for (int q = 0; q < n; q++)
    products[q] = wasm_i32x4_extract_lane(sums[q], 0) + wasm_i32x4_extract_lane(sums[q], 1) +
                  wasm_i32x4_extract_lane(sums[q], 2) + wasm_i32x4_extract_lane(sums[q], 3);
}

/*
 * Rows `from` up to `to`. `bests` stand one after the other, each of 8 + 8 k bytes. `inverses`: of the queries' lengths.
 */
__attribute__((export_name("scan"))) void scan(
    const uint8_t *rows, uint32_t stride, uint32_t dimension, uint32_t from, uint32_t to, const int16_t *queries,
    const float *inverses, uint32_t count, uint32_t k, uint8_t *bests) {
  for (uint32_t row = from; row < to; row++) {
    const int8_t *bytes = (const int8_t *)(rows + (uintptr_t)row * stride);
    const float *trailer = (const float *)(bytes + dimension);
    if (((const uint32_t *)trailer)[1] != 0) continue;
    for (uint32_t first = 0; first < count; first += TOGETHER) {
      const int16_t *some = queries + first * dimension;
      int32_t products[TOGETHER];
      const uint32_t left = count - first;
      const uint32_t n = left < TOGETHER ? left : TOGETHER;
      if (n == 4) multiply(bytes, some, dimension, 4, products);
      else if (n == 3) multiply(bytes, some, dimension, 3, products);
      else if (n == 2) multiply(bytes, some, dimension, 2, products);
      else multiply(bytes, some, dimension, 1, products);
      for (uint32_t q = 0; q < n; q++) {
        Best *best = (Best *)(bests + (uintptr_t)(first + q) * (8 + 8 * k));
        const float score = (float)products[q] * trailer[0] * inverses[first + q];
        if (score > best->floor) keep(best, k, score, row);
      }
    }
  }
}
