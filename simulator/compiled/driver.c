/* Runs the years of some draws, one draw after another, so that all that it holds stays near.
 *
 * What stands in capitals without a definition here, and YEAR, is written before it by
 * simulator/compiled/program.py. Rows have a place for each cell, first one sex, then the other;
 * the places between and around them stay nought.
 */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define SEXES 2
#define AGES 65
#define PLACES 136 /* whole lines of the cache */
#define EDGE 8
#define WIDE (EDGE + PLACES)
#define TOGETHER 8 /* draws whose rows are fetched together: a line of the cache */
#define CELLS _Pragma("GCC ivdep") for (int c = 0; c < PLACES; c++)
#define MAX(a, b) ((a) > (b) ? (a) : (b))
#define MIN(a, b) ((a) < (b) ? (a) : (b))
#define ROW(place) (m->rows[place] + EDGE)
#define ASIDE(place) (m->aside[place] + EDGE)
#define INSIDE (m->inside + EDGE)
#define BEFORE(row) ((row) - 1)
#define NUMBER(place) m->numbers[place]
#define NEXT(number) next[&(number) - m->numbers]
#define FOUND(place) found[place].at[i * found[place].year + draw]

/* An array whose last axis is draw; one number for all draws where that is one long. */
typedef struct { const double *at; int64_t draws; } Given;

/* Where a number that is found goes, (year, draw), and how far it is from year to year. */
typedef struct { double *at; int64_t year; } Found;

/* Rows, then numbers, of the year's end before, of the rates, and of the conditions of each year;
 * and where those of each year's end are kept, or nothing. */
typedef struct { int64_t draws, years; const Given *begin, *rates, *ahead; const Found *found, *ends; } Job;

typedef struct {
    _Alignas(64) double rows[BEGIN_ROWS + RATE_ROWS + YEAR_ROWS][WIDE];
    _Alignas(64) double aside[ASIDES + 1][WIDE], inside[WIDE];
    double numbers[BEGIN_NUMBERS + RATE_NUMBERS + YEAR_NUMBERS];
} Sheet;

/* In lanes of its own, since a loop with a maximum is not made wide by the compiler. */
static double largest(const double *row) {
    double lanes[EDGE];
    memcpy(lanes, row, sizeof lanes);
    for (int c = EDGE; c < PLACES; c += EDGE)
        for (int j = 0; j < EDGE; j++) lanes[j] = MAX(lanes[j], row[c + j]);
    for (int j = 1; j < EDGE; j++) lanes[0] = MAX(lanes[0], lanes[j]);
    return lanes[0];
}

static void year(Sheet *restrict m, const Found *restrict found, int64_t i, int64_t draw) {
    double next[BEGIN_NUMBERS];
    YEAR
    memcpy(m->numbers, next, sizeof next);
}

/* Keep a year's end as the arrays have it, the draws of a cell beside one another. */
static void keep(const Sheet *m, const Job *job, int64_t i, int64_t draw) {
    const Found *to = job->ends;
    for (int row = 0; row < BEGIN_ROWS; row++, to++)
        for (int cell = 0; cell < SEXES * AGES; cell++)
            to->at[i * to->year + cell * job->draws + draw] =
                m->rows[row][EDGE + cell / AGES * (PLACES / SEXES) + cell % AGES];
    for (int number = 0; number < BEGIN_NUMBERS; number++, to++)
        to->at[i * to->year + draw] = m->numbers[number];
}

static void fetch(double *to, Given from, int64_t draw, int count) {
    for (int sex = 0; sex < SEXES; sex++)
        for (int age = 0; age < AGES; age++) {
            const double *cell = from.at + (sex * AGES + age) * from.draws + draw;
            for (int j = 0; j < count; j++) to[j * PLACES + sex * (PLACES / SEXES) + age] = cell[j];
        }
}

static void take(Sheet *m, int row, int number, const Given *given, double *const *rows, int row_count,
                 int number_count, int j, int64_t draw) {
    for (int i = 0; i < row_count; i++)
        memcpy(m->rows[row + i] + EDGE, rows[i] + (given[i].draws > 1 ? j * PLACES : 0), PLACES * sizeof(double));
    given += row_count;
    for (int i = 0; i < number_count; i++)
        m->numbers[number + i] = given[i].at[given[i].draws > 1 ? draw : 0];
}

/* Every row that any year needs, and its place in the memory that is fetched to. */
static const Given *row_of(const Job *job, int i) {
    if (i < BEGIN_ROWS) return job->begin + i;
    if ((i -= BEGIN_ROWS) < RATE_ROWS) return job->rates + i;
    i -= RATE_ROWS;
    return job->ahead + i / YEAR_ROWS * (YEAR_ROWS + YEAR_NUMBERS) + i % YEAR_ROWS;
}

/* Run the draws from `from` to `to`; return 0, or 1 where there is no memory. */
int run(const Job *job, int64_t from, int64_t to) {
    int count = BEGIN_ROWS + RATE_ROWS + (int)job->years * YEAR_ROWS;
    int most = (int)MIN(TOGETHER, to - from);
    double *memory = calloc((size_t)count * most * PLACES, sizeof(double));
    double **rows = malloc(count * sizeof *rows);
    Sheet *m = aligned_alloc(64, (sizeof(Sheet) + 63) / 64 * 64);
    if (!memory || !rows || !m) { free(memory); free(rows); free(m); return 1; }
    memset(m, 0, sizeof *m);
    for (int i = 0; i < SEXES * AGES; i++) INSIDE[i / AGES * (PLACES / SEXES) + i % AGES] = 1.0;
    for (int i = 0; i < count; i++) {
        rows[i] = memory + (size_t)i * most * PLACES;
        if (row_of(job, i)->draws == 1) fetch(rows[i], *row_of(job, i), 0, 1);
    }
    for (int64_t first = from; first < to; first += TOGETHER) {
        int together = (int)MIN(TOGETHER, to - first);
        for (int i = 0; i < count; i++)
            if (row_of(job, i)->draws > 1) fetch(rows[i], *row_of(job, i), first, together);
        for (int j = 0; j < together; j++) {
            int64_t draw = first + j;
            take(m, 0, 0, job->begin, rows, BEGIN_ROWS, BEGIN_NUMBERS, j, draw);
            take(m, BEGIN_ROWS, BEGIN_NUMBERS, job->rates, rows + BEGIN_ROWS, RATE_ROWS, RATE_NUMBERS, j, draw);
            for (int64_t i = 0; i < job->years; i++) {
                take(m, BEGIN_ROWS + RATE_ROWS, BEGIN_NUMBERS + RATE_NUMBERS,
                     job->ahead + i * (YEAR_ROWS + YEAR_NUMBERS), rows + BEGIN_ROWS + RATE_ROWS + i * YEAR_ROWS,
                     YEAR_ROWS, YEAR_NUMBERS, j, draw);
                year(m, job->found, i, draw);
                if (job->ends) keep(m, job, i, draw);
            }
        }
    }
    free(memory);
    free(rows);
    free(m);
    return 0;
}
