/* One year of the workforce after another, fused: the yardstick for the engine's speed.
 *
 * The same arithmetic as simulator/model/year.py, for W draws at a time so that all stocks stay in
 * the cache; every movement is summed by cause and origin, as the engine books it. Arrays are as
 * the engine has them, the draw axis last and D long. Not used by the program.
 */
#include <math.h>
#include <stddef.h>
#include <string.h>

#define W 32
#define K 7
#define JOIN 6
#define AGES 65
#define N (2 * AGES)
#define S 17
#define INACTIVE 0
#define UN 1
#define FORMER 7
#define VOL 8
#define UNC 15
#define COV 16
#define FLOWS 96
#define TOTALS 40
#define DRAWS for (int d = 0; d < W; d++)
#define CELLS for (int c = 0; c < N; c++)

enum { DEATH = 0, TURN80 = 17, MIGRATE = 34, RETIRE = 42, RETIRE_V = 44, JOINS = 51, LEAVE = 52,
       OWNER = 59, SEPARATE = 61, OUTSIDE = 63, HIRE = 64, HIRE_V = 71, LAYOFF = 78, COMPLY = 80,
       LUMP = 82, LAPSE = 83 };

typedef struct {
    /* rates of the run */
    const double *class_share, *hiring_weight, *hiring_pattern, *base_covered, *base_force,
        *form_weight, *room_filled, *yearly_rise, *separation, *separation_uncovered,
        *retirement, *retirement_voluntary, *retired_to_inactive, *lapse, *recruitment,
        *entry_pattern, *reenrolment, *replacement, *ui_outside;
} Rates;

typedef struct {
    /* conditions of one year */
    const double *survival, *working_age, *retiring, *population, *net_migration, *participation,
        *owner_share, *job_growth, *room_growth, *job_noise, *project_jobs, *hired_from_outside, *closures,
        *compliance_shift, *lump_sum_rate, *access, *price_entry, *lapse_factor,
        *recruitment_noise, *ui_shift;
    double damping;
} Year;

typedef struct {
    double s[S][N][W], in_migrants[N][W], everybody[N][W];
    double sep[N][W], former[N][W], fresh[N][W];
    double reference[K][W], owners[W], project_jobs[W], shift[W], force[W], self;
} Block;

static double at_most(double a, double b) { return a < b ? a : b; }
static double at_least(double a, double b) { return a > b ? a : b; }

static void sum_cells(double (*x)[W], double *out) {
    DRAWS out[d] = 0.0;
    CELLS DRAWS out[d] += x[c][d];
}

static void join(Block *b, int c, const double *moved, const Rates *r, int D) {
    for (int k = 0; k < JOIN; k++) {
        const double *share = r->class_share + k * D;
        DRAWS b->s[UN + k][c][d] += moved[d] * share[d];
    }
}

static void year(Block *b, const Year *y, const Rates *r, int D, int self, double *flows,
                 double *totals) {
    double held0[W], held1[W], members[K][W], owners[W], force[W], open0[W], open1[W];
    double f[FLOWS][W];
    memset(f, 0, sizeof f);
    sum_cells(b->s[UNC], held0);
    sum_cells(b->s[COV], held1);
    for (int k = 0; k < K; k++) sum_cells(b->s[VOL + k], members[k]);

    /* 1 ageing, deaths, migration */
    for (int s = 0; s < S; s++)
        for (int x = 0; x < 2; x++) {
            for (int a = AGES - 1; a >= 0; a--) {
                int c = x * AGES + a;
                double alive = y->survival[c];
                DRAWS f[DEATH + s][d] += b->s[s][c][d] * (1.0 - alive);
                if (a == AGES - 1) DRAWS f[TURN80 + s][d] += b->s[s][c][d] * alive;
                else DRAWS b->s[s][c + 1][d] = b->s[s][c][d] * alive;
            }
            DRAWS b->s[s][x * AGES][d] = s == INACTIVE ? y->population[x * AGES * D + d] : 0.0;
        }
    double most = 0.0;
    CELLS DRAWS most = at_least(most, fabs(y->net_migration[c * D + d]));
    if (most >= 1e-6) CELLS {
        double rate[W];
        DRAWS {
            double all = 0.0;
            for (int s = 0; s <= FORMER; s++) all += b->s[s][c][d];
            rate[d] = at_least(y->net_migration[c * D + d] / at_least(all, 1e-9), -1.0);
        }
        for (int s = 0; s <= FORMER; s++) DRAWS {
            double moved = b->s[s][c][d] * rate[d];
            f[MIGRATE + s][d] += moved;
            b->s[s][c][d] += moved;
        }
    }
    for (int x = 0; x < 2; x++) {
        for (int a = AGES - 1; a > 0; a--) {
            int c = x * AGES + a;
            DRAWS b->in_migrants[c][d] = b->in_migrants[c - 1][d] * y->survival[c - 1];
        }
        DRAWS b->in_migrants[x * AGES][d] = 0.0;
    }
    CELLS DRAWS b->everybody[c][d] = y->population[c * D + d] + b->in_migrants[c][d];

    /* 2-5 retirement, participation, owners, separations: cell by cell */
    DRAWS owners[d] = force[d] = 0.0;
    CELLS {
        double moved[W], joining[W];
        double past = y->retiring[c], young = y->working_age[c];
        if (past > 0.0) {
            DRAWS {
                double covered = b->s[COV][c][d] * (past * r->retirement[d]);
                double uncovered = b->s[UNC][c][d] * (past * r->retirement[d]);
                b->s[COV][c][d] -= covered;
                b->s[UNC][c][d] -= uncovered;
                f[RETIRE][d] += uncovered;
                f[RETIRE + 1][d] += covered;
                double both = covered + uncovered;
                b->s[INACTIVE][c][d] += both * r->retired_to_inactive[d];
                joining[d] = both * (1.0 - r->retired_to_inactive[d]);
            }
            join(b, c, joining, r, D);
            for (int k = 0; k < K; k++) DRAWS {
                double gone = b->s[VOL + k][c][d] * (past * r->retirement_voluntary[d]);
                b->s[VOL + k][c][d] -= gone;
                b->s[INACTIVE][c][d] += gone;
                f[RETIRE_V + k][d] += gone;
            }
        }
        const double *target = y->participation + c * D;
        int fewer = 0;
        DRAWS {
            double surplus = b->s[INACTIVE][c][d] - (1.0 - target[d]) * b->everybody[c][d];
            joining[d] = at_least(surplus, 0.0);
            moved[d] = at_least(-surplus, 0.0);
            b->s[INACTIVE][c][d] -= joining[d];
            f[JOINS][d] += joining[d];
            fewer |= surplus < 0.0;
        }
        if (fewer) {
            DRAWS {
                double all = 0.0;
                for (int k = 0; k < K; k++) all += b->s[UN + k][c][d];
                moved[d] = at_most(moved[d] / at_least(all, 1e-9), 1.0);
            }
            for (int k = 0; k < K; k++) DRAWS {
                double gone = b->s[UN + k][c][d] * moved[d];
                b->s[UN + k][c][d] -= gone;
                b->s[INACTIVE][c][d] += gone;
                f[LEAVE + k][d] += gone;
            }
        }
        join(b, c, joining, r, D);
        DRAWS {
            double rate = young * y->owner_share[d];
            double first = b->s[UN + self][c][d] * rate, second = b->s[VOL + self][c][d] * rate;
            b->s[UN + self][c][d] -= first;
            b->s[VOL + self][c][d] -= second;
            b->s[COV][c][d] += first + second;
            f[OWNER][d] += first;
            f[OWNER + 1][d] += second;
            owners[d] += first + second;
        }
        const double *leave = r->separation + c * D, *other = r->separation_uncovered + c * D;
        DRAWS {
            double covered = b->s[COV][c][d] * leave[d];
            double uncovered = b->s[UNC][c][d] * other[d];
            b->sep[c][d] = covered;
            b->s[COV][c][d] -= covered;
            b->s[FORMER][c][d] += covered;
            b->s[UNC][c][d] -= uncovered;
            joining[d] = uncovered;
            f[SEPARATE][d] += covered;
            f[SEPARATE + 1][d] += uncovered;
            force[d] += (b->everybody[c][d] - b->s[INACTIVE][c][d]) * young;
        }
        join(b, c, joining, r, D);
    }

    /* 6 jobs */
    sum_cells(b->s[UNC], open0);
    sum_cells(b->s[COV], open1);
    DRAWS {
        double more = log(force[d] / b->force[d]);
        double left = (b->owners[d] + owners[d]) * open1[d] / at_least(held1[d] + owners[d], 1e-9);
        double held = at_least(held1[d] - b->project_jobs[d] - b->owners[d], 0.0);
        const double *weight = r->form_weight;
        double filled = r->room_filled[d] * (held / r->base_covered[d]);
        filled /= b->force[d] / r->base_force[d];
        filled = at_most(at_least(filled, 1e-6), 1.0 - 1e-9);
        double odds = filled / (1.0 - filled) * exp(y->room_growth[d]);
        double room = more + log(odds / (1.0 + odds) / filled);
        double rise = r->yearly_rise[d] * r->base_covered[d] / at_least(held, 1.0);
        double mixed = weight[d] * y->job_growth[d] + weight[D + d] * room
            + weight[2 * D + d] * log1p(at_least(rise, -0.9)) + y->job_noise[d];
        double growth = (1.0 - y->damping) * mixed + y->damping * more;
        growth = at_most(growth, more - 0.5 * log(filled));
        double covered = held * exp(growth);
        covered = at_least(covered + y->project_jobs[d] + left - y->closures[d], 0.0);
        b->owners[d] = left;
        open1[d] = covered - open1[d];
        open0[d] = held0[d] * exp(more) - open0[d];
    }
    double arriving[W], weights[W], scale[W];
    DRAWS weights[d] = 0.0;
    CELLS {
        const double *pattern = r->hiring_pattern + c * D;
        DRAWS weights[d] += b->everybody[c][d] * pattern[d] * y->working_age[c];
    }
    DRAWS {
        arriving[d] = at_most(y->hired_from_outside[d], at_least(open1[d], 0.0));
        scale[d] = arriving[d] / weights[d];
        open1[d] -= arriving[d];
        f[OUTSIDE][d] += arriving[d];
    }
    CELLS {
        const double *pattern = r->hiring_pattern + c * D;
        DRAWS {
            double come = b->everybody[c][d] * pattern[d] * y->working_age[c] * scale[d];
            b->s[COV][c][d] += come;
            b->in_migrants[c][d] += come;
        }
    }
    memcpy(b->former, b->s[FORMER], sizeof b->former);
    double supply_u[W], supply_v[W], from_u[W], from_v[W], for_v[W], for_u[W], highest[W];
    double wanted[W], need[W], to_covered[W], top[W];
    DRAWS supply_u[d] = supply_v[d] = from_u[d] = from_v[d] = highest[d] = top[d] = 0.0;
    CELLS if (y->working_age[c] > 0.0) {
        const double *pattern = r->hiring_pattern + c * D;
        DRAWS {
            double u = 0.0, v = 0.0;
            for (int k = 0; k < K; k++) {
                u += r->hiring_weight[k * D + d] * b->s[UN + k][c][d];
                v += r->hiring_weight[k * D + d] * b->s[VOL + k][c][d];
            }
            double p = pattern[d] * y->working_age[c];
            supply_u[d] += u * p;
            supply_v[d] += v * p;
            highest[d] = at_least(highest[d], p);
        }
    }
    for (int k = 0; k < K; k++) DRAWS top[d] = at_least(top[d], r->hiring_weight[k * D + d]);
    DRAWS {
        need[d] = at_least(open1[d], 0.0);
        double both = need[d] + at_least(open0[d], 0.0);
        supply_u[d] = at_least(supply_u[d], 1e-9);
        supply_v[d] = at_least(supply_v[d], 1e-9);
        for_v[d] = at_most(both / (supply_u[d] + supply_v[d]), need[d] / supply_v[d]);
        wanted[d] = both;
    }
    CELLS if (y->working_age[c] > 0.0) {
        const double *pattern = r->hiring_pattern + c * D;
        for (int k = 0; k < K; k++) DRAWS {
            double rate = pattern[d] * y->working_age[c] * r->hiring_weight[k * D + d] * for_v[d];
            double hired = b->s[VOL + k][c][d] * at_most(rate, 0.9);
            b->s[VOL + k][c][d] -= hired;
            b->s[COV][c][d] += hired;
            from_v[d] += hired;
            f[HIRE_V + k][d] += hired;
        }
    }
    DRAWS {
        wanted[d] -= from_v[d];
        for_u[d] = wanted[d] / supply_u[d];
        to_covered[d] = (need[d] - from_v[d]) / at_least(wanted[d], 1e-9);
        /* A cap that binds: Newton's steps from below, for this draw alone. */
        for (int step = 0; for_u[d] * top[d] * highest[d] > 0.9 && step < 30; step++) {
            double missing = wanted[d], slope = 0.0;
            CELLS if (y->working_age[c] > 0.0) {
                double p = r->hiring_pattern[c * D + d] * y->working_age[c];
                for (int k = 0; k < K; k++) {
                    double w = r->hiring_weight[k * D + d], rate = p * w * for_u[d];
                    int open = rate < 0.9;
                    missing -= (open ? rate : 0.9) * b->s[UN + k][c][d];
                    slope += open * p * w * b->s[UN + k][c][d];
                }
            }
            double move = slope > 1e-9 ? missing / slope : 0.0;
            for_u[d] += at_least(move, 0.0);
            if (fabs(move) <= 1e-12 * for_u[d]) break;
        }
    }
    CELLS if (y->working_age[c] > 0.0) {
        const double *pattern = r->hiring_pattern + c * D;
        double all[W];
        DRAWS all[d] = 0.0;
        for (int k = 0; k < K; k++) DRAWS {
            double rate = pattern[d] * y->working_age[c] * r->hiring_weight[k * D + d] * for_u[d];
            double hired = b->s[UN + k][c][d] * at_most(rate, 0.9);
            b->s[UN + k][c][d] -= hired;
            all[d] += hired;
            f[HIRE + k][d] += hired;
        }
        DRAWS {
            b->s[COV][c][d] += all[d] * to_covered[d];
            b->s[UNC][c][d] += all[d] * (1.0 - to_covered[d]);
            from_u[d] += all[d];
        }
    }
    /* lay-offs, 7 compliance, 8 lump sums */
    double sum0[W], sum1[W], off0[W], off1[W], gained[W], lost[W];
    sum_cells(b->s[UNC], sum0);
    sum_cells(b->s[COV], sum1);
    DRAWS {
        off0[d] = at_most(at_least(-open0[d], 0.0) / at_least(sum0[d], 1e-9), 1.0);
        off1[d] = at_most(at_least(-open1[d], 0.0) / at_least(sum1[d], 1e-9), 1.0);
        double uncovered = sum0[d] * (1.0 - off0[d]), covered = sum1[d] * (1.0 - off1[d]);
        double change = y->compliance_shift[d] - b->shift[d], raised = covered * exp(change);
        double moved = raised / (raised + uncovered) * (covered + uncovered) - covered;
        if (change == 0.0) moved = 0.0;
        gained[d] = at_least(moved, 0.0) / at_least(uncovered, 1e-9);
        lost[d] = at_least(-moved, 0.0) / at_least(covered, 1e-9);
    }
    CELLS {
        double joining[W], cashing[W];
        DRAWS {
            double kept = b->s[FORMER][c][d] / at_least(b->former[c][d], 1e-9);
            double laid = b->s[COV][c][d] * off1[d], other = b->s[UNC][c][d] * off0[d];
            double fresh = b->sep[c][d] * kept + laid;
            b->s[COV][c][d] -= laid;
            b->s[FORMER][c][d] += laid;
            b->s[UNC][c][d] -= other;
            joining[d] = other;
            f[LAYOFF][d] += laid;
            f[LAYOFF + 1][d] += other;
            double in = b->s[UNC][c][d] * gained[d], back = b->s[COV][c][d] * lost[d];
            b->s[UNC][c][d] += back - in;
            b->s[COV][c][d] += in - back;
            f[COMPLY][d] += in;
            f[COMPLY + 1][d] += back;
            cashing[d] = at_least(b->s[FORMER][c][d] - fresh, 0.0) * y->lump_sum_rate[d];
            b->s[FORMER][c][d] -= cashing[d];
            joining[d] += cashing[d];
            f[LUMP][d] += cashing[d];
        }
        join(b, c, joining, r, D);
    }

    /* 9 voluntary insurance */
    for (int k = 0; k < K; k++) {
        double have[W], pool[W], lapse[W], ask[W], weighted[W], entered[W], recruits[W];
        const double *factor = y->lapse_factor + k * D, *base = r->lapse + k * D;
        sum_cells(b->s[VOL + k], have);
        DRAWS pool[d] = weighted[d] = entered[d] = 0.0;
        CELLS {
            const double *pattern = r->entry_pattern + c * D;
            DRAWS {
                pool[d] += b->s[UN + k][c][d];
                weighted[d] += b->s[UN + k][c][d] * pattern[d];
            }
        }
        DRAWS {
            lapse[d] = at_most(base[d] * factor[d], 1.0);
            double exits = members[k][d] - have[d];
            double steady = r->recruitment[k * D + d] * pool[d];
            double noise = steady * y->recruitment_noise[d];
            double reference = b->reference[k][d];
            double held = at_most(1.0, reference / at_least(have[d] + exits, 1e-9));
            double won = r->reenrolment[d] * lapse[d] * have[d];
            double good = ((1.0 - r->reenrolment[d]) * base[d] * have[d] + exits) * held;
            recruits[d] = at_least(steady, 0.0) * y->access[k * D + d] * y->price_entry[k * D + d];
            ask[d] = at_least(r->replacement[d] * (won + good) + recruits[d] + noise, 0.0);
            b->reference[k][d] = reference + steady + noise;
            ask[d] /= at_least(weighted[d], 1e-9);
        }
        CELLS {
            const double *pattern = r->entry_pattern + c * D;
            DRAWS {
                double enter = b->s[UN + k][c][d] * at_most(pattern[d] * ask[d], 0.5);
                double leave = b->s[VOL + k][c][d] * lapse[d];
                b->s[UN + k][c][d] += leave - enter;
                b->s[VOL + k][c][d] += enter - leave;
                entered[d] += enter;
                f[LAPSE + k][d] += leave;
            }
        }
        DRAWS totals[(TOTALS - 2 * K + k) * D + d] = entered[d];
        DRAWS totals[(TOTALS - K + k) * D + d] = recruits[d];
    }

    /* the year's end */
    double sums[S][W], young[W], young_covered[W], young_voluntary[W];
    for (int s = 0; s < S; s++) sum_cells(b->s[s], sums[s]);
    DRAWS young[d] = young_covered[d] = young_voluntary[d] = 0.0;
    CELLS if (y->working_age[c] > 0.0) DRAWS {
        double all = 0.0, voluntary = 0.0;
        for (int s = UN; s < S; s++) all += b->s[s][c][d];
        for (int k = 0; k < K; k++) voluntary += b->s[VOL + k][c][d];
        young[d] += y->working_age[c] * all;
        young_covered[d] += y->working_age[c] * b->s[COV][c][d];
        young_voluntary[d] += y->working_age[c] * voluntary;
    }
    for (int s = 0; s < S; s++) DRAWS totals[s * D + d] = sums[s][d];
    DRAWS {
        totals[17 * D + d] = young[d];
        totals[18 * D + d] = young_covered[d];
        totals[19 * D + d] = young_voluntary[d];
        double employees = sums[COV][d] - b->owners[d];
        double outside = at_most(r->ui_outside[d], employees);
        double inside = (employees - outside) * exp(y->ui_shift[d]);
        totals[20 * D + d] = employees * inside / at_least(inside + outside, 1e-9);
        totals[21 * D + d] = at_least(wanted[d] - from_u[d], 0.0);
        b->project_jobs[d] = y->project_jobs[d];
        b->shift[d] = y->compliance_shift[d];
        b->force[d] = force[d] + arriving[d];
    }
    for (int i = 0; i < FLOWS; i++) DRAWS flows[i * D + d] = f[i][d];
}

/* Runs all years for all draws. Pointers in rates and years are to whole arrays, D draws long. */
void run(int D, int years, int self, double *stocks, double *in_migrants, double *reference,
         double *owners, double *project_jobs, double *shift, double *force, const Rates *rates, const Year *each,
         double *flows, double *totals) {
    static Block block;
    Block *b = &block;
    for (int from = 0; from < D; from += W) {
        for (int s = 0; s < S; s++) CELLS
            memcpy(b->s[s][c], stocks + (s * N + c) * D + from, sizeof b->s[s][c]);
        CELLS memcpy(b->in_migrants[c], in_migrants + c * D + from, sizeof b->in_migrants[c]);
        for (int k = 0; k < K; k++)
            memcpy(b->reference[k], reference + k * D + from, sizeof b->reference[k]);
        memcpy(b->owners, owners + from, sizeof b->owners);
        memcpy(b->project_jobs, project_jobs + from, sizeof b->project_jobs);
        memcpy(b->shift, shift + from, sizeof b->shift);
        memcpy(b->force, force + from, sizeof b->force);
        Rates r = *rates;
        const double **pointer = (const double **)&r;
        for (unsigned i = 0; i < sizeof r / sizeof *pointer; i++) pointer[i] += from;
        for (int i = 0; i < years; i++) {
            Year y = each[i];
            /* The first three are by cell and the same for all draws; the last is a number. */
            const double **condition = (const double **)&y;
            int pointers = offsetof(Year, damping) / sizeof *condition;
            for (int j = 3; j < pointers; j++) condition[j] += from;
            year(b, &y, &r, D, self, flows + i * FLOWS * D + from, totals + i * TOTALS * D + from);
        }
        for (int s = 0; s < S; s++) CELLS
            memcpy(stocks + (s * N + c) * D + from, b->s[s][c], sizeof b->s[s][c]);
    }
}
