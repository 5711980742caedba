// Between the nodes that Python sent: the same cubic as simulator/web/sweep.py `interpolate`.

function decoded(text) {
  const raw = atob(text);
  const bytes = new Uint8Array(raw.length);
  for (let i = 0; i < raw.length; i++) bytes[i] = raw.charCodeAt(i);
  return new Float64Array(bytes.buffer);
}

// One sweep: nodes, and values laid out as [primitive][node][year].
class Curve {
  constructor(sent) {
    this.nodes = sent.nodes;
    this.values = decoded(sent.values);
    this.years = sent.years;
  }

  at(primitive, node, year) {
    return this.values[(primitive * this.nodes.length + node) * this.years + year];
  }

  slope(p, k, y) {
    const x = this.nodes, last = x.length - 1;
    const d = (i) => (this.at(p, i + 1, y) - this.at(p, i, y)) / (x[i + 1] - x[i]);
    if (k === 0) {
      const a = x[1] - x[0], b = x[2] - x[1];
      return ((2 * a + b) * d(0) - a * d(1)) / (a + b);
    }
    if (k === last) {
      const a = x[last] - x[last - 1], b = x[last - 1] - x[last - 2];
      return ((2 * a + b) * d(last - 1) - a * d(last - 2)) / (a + b);
    }
    const a = x[k] - x[k - 1], b = x[k + 1] - x[k];
    return (d(k - 1) * b + d(k) * a) / (a + b);
  }

  // Values of one primitive in every year at a level.
  values_at(p, level) {
    const x = this.nodes;
    let i = 0;
    while (i < x.length - 2 && level > x[i + 1]) i++;
    const h = x[i + 1] - x[i], t = (level - x[i]) / h;
    const near = (1 + 2 * t) * (1 - t) ** 2, far = t * t * (3 - 2 * t);
    const out = new Float64Array(this.years);
    for (let y = 0; y < this.years; y++) {
      out[y] = near * this.at(p, i, y) + far * this.at(p, i + 1, y)
        + h * (t * (1 - t) ** 2 * this.slope(p, i, y) - t * t * (1 - t) * this.slope(p, i + 1, y));
    }
    return out;
  }
}
