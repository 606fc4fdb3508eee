// The yardstick: the work of engine/simulate as one tight loop over static arrays. It rolls the same dice and records the
// same columns, so its checksum must equal ours.
// Usage: baseline RATE,RATE,… DIE SECONDS TRIALS   (seeds 0, 1, … TRIALS - 1; Lamport's rule; no delay)
// Prints: ticks, seconds of processor time, checksum over all columns of all trials.
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MACHINES_MAX 1000
#define TICKS_MAX (1 << 22) /* of all machines together */
#define QUEUE_MAX (1 << 16) /* of each machine of at most 16; a power of two */
#define QUEUES_MAX 16
#define ORDER_MAX (1 << 20)
#define GOLDEN 0x9e3779b1u
enum { INTERNAL, SEND, RECEIVE };

static uint8_t kinds[TICKS_MAX];
static double at_ms[TICKS_MAX];
static uint32_t clocks[TICKS_MAX], queues[TICKS_MAX], message_numbers[TICKS_MAX];
static uint16_t faces[TICKS_MAX], peers[TICKS_MAX];
static uint16_t recipients[TICKS_MAX];
static uint32_t timestamps[TICKS_MAX], sent_indices[TICKS_MAX], before_ticks[TICKS_MAX], received_indices[TICKS_MAX];
static double arrived_ms[TICKS_MAX];

typedef struct {
  uint32_t from, number, timestamp;
} message;
static message rings[QUEUES_MAX][QUEUE_MAX];

typedef struct {
  uint32_t dice, rate, clock, ticks, sent, head, length;
  uint32_t event_base, message_base;
} machine;
static machine machines[MACHINES_MAX];
static uint16_t order[ORDER_MAX];

static uint32_t scramble(uint32_t x) {
  x = (x ^ (x >> 16)) * 0x7feb352du;
  x = (x ^ (x >> 15)) * 0x846ca68bu;
  return x ^ (x >> 16);
}

static void deliver(uint32_t from, uint32_t to, double now, uint32_t index) {
  machine *sender = &machines[from], *receiver = &machines[to];
  uint32_t number = ++sender->sent, row = sender->message_base + number - 1;
  recipients[row] = to + 1;
  timestamps[row] = sender->clock;
  sent_indices[row] = index;
  arrived_ms[row] = now;
  before_ticks[row] = receiver->ticks + 1;
  received_indices[row] = UINT32_MAX;
  message *slot = &rings[to][(receiver->head + receiver->length++) & (QUEUE_MAX - 1)];
  slot->from = from;
  slot->number = number;
  slot->timestamp = sender->clock;
}

static void tick(uint32_t id, uint32_t count, uint32_t sides) {
  machine *m = &machines[id];
  uint32_t k = ++m->ticks, index = k - 1, row = m->event_base + index;
  double now = k * 1000.0 / m->rate;
  uint32_t face = 1 + (uint32_t)floor(scramble(m->dice ^ scramble(k + GOLDEN)) / 4294967296.0 * sides);
  at_ms[row] = now;
  if (m->length > 0) {
    message *taken = &rings[id][m->head & (QUEUE_MAX - 1)];
    m->head++;
    m->length--;
    m->clock = (taken->timestamp > m->clock ? taken->timestamp : m->clock) + 1;
    received_indices[machines[taken->from].message_base + taken->number - 1] = index;
    kinds[row] = RECEIVE;
    faces[row] = 0;
    peers[row] = taken->from + 1;
    message_numbers[row] = taken->number;
  } else {
    m->clock++;
    faces[row] = face;
    if (face > count) {
      kinds[row] = INTERNAL;
      peers[row] = 0;
      message_numbers[row] = UINT32_MAX;
    } else {
      kinds[row] = SEND;
      message_numbers[row] = m->sent + 1;
      if (face < count) {
        peers[row] = 1;
        deliver(id, face - 1 < id ? face - 1 : face, now, index);
      } else {
        peers[row] = count - 1;
        for (uint32_t to = 0; to < count; to++)
          if (to != id) deliver(id, to, now, index);
      }
    }
  }
  clocks[row] = m->clock;
  queues[row] = m->length;
}

static int by_due(const void *a, const void *b) {
  const double *x = a, *y = b;
  return x[0] < y[0] ? -1 : x[0] > y[0] ? 1 : x[1] < y[1] ? -1 : x[1] > y[1];
}

static uint32_t arrange(uint32_t count) {
  uint32_t total = 0;
  for (uint32_t i = 0; i < count; i++) total += machines[i].rate;
  double(*entries)[2] = malloc(total * sizeof *entries);
  uint32_t entry = 0;
  for (uint32_t i = 0; i < count; i++)
    for (uint32_t k = 1; k <= machines[i].rate; k++, entry++) {
      entries[entry][0] = (double)k / machines[i].rate;
      entries[entry][1] = i;
    }
  qsort(entries, total, sizeof *entries, by_due);
  for (entry = 0; entry < total; entry++) order[entry] = (uint16_t)entries[entry][1];
  free(entries);
  return total;
}

/** Sum over the rows that are in use, modulo 2^32: the benchmark sums ours in the same way. */
static uint32_t checksum(uint32_t count) {
  uint32_t sum = 0;
  for (uint32_t i = 0; i < count; i++) {
    machine *m = &machines[i];
    for (uint32_t e = m->event_base; e < m->event_base + m->ticks; e++)
      sum = sum * 31 + kinds[e] + (uint32_t)at_ms[e] + clocks[e] + queues[e] + faces[e] + peers[e] + message_numbers[e];
    for (uint32_t e = m->message_base; e < m->message_base + m->sent; e++)
      sum = sum * 31 + recipients[e] + timestamps[e] + sent_indices[e] + (uint32_t)arrived_ms[e] + before_ticks[e] +
            received_indices[e];
  }
  return sum;
}

static double cpu_seconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return t.tv_sec + t.tv_nsec * 1e-9;
}

int main(int argc, char **argv) {
  if (argc != 5) return 2;
  uint32_t count = 0;
  for (char *rate = strtok(argv[1], ","); rate; rate = strtok(NULL, ",")) machines[count++].rate = atoi(rate);
  uint32_t sides = atoi(argv[2]), seconds = atoi(argv[3]), trials = atoi(argv[4]);
  uint32_t per_second = arrange(count), sum = 0;
  if (count > QUEUES_MAX || per_second * seconds > TICKS_MAX) return 2;
  uint64_t ticks = 0;
  double taken = 0;
  for (uint32_t seed = 0; seed < trials; seed++) {
    double start = cpu_seconds();
    uint32_t base = 0;
    for (uint32_t i = 0; i < count; i++) {
      machine *m = &machines[i];
      m->dice = scramble(scramble(seed + GOLDEN) ^ ((i + 1) * GOLDEN));
      m->clock = m->ticks = m->sent = m->head = m->length = 0;
      m->event_base = m->message_base = base; /* one message per tick at most is sent on average, at these settings */
      base += m->rate * seconds;
    }
    for (uint32_t second = 0; second < seconds; second++)
      for (uint32_t entry = 0; entry < per_second; entry++) tick(order[entry], count, sides);
    taken += cpu_seconds() - start;
    ticks += (uint64_t)per_second * seconds;
    sum += checksum(count);
  }
  printf("%llu %.9f %u\n", (unsigned long long)ticks, taken, sum);
  return 0;
}
