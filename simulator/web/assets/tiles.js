// A tile map: a place a tile in its relative position, the darker the more; its name and number stand in it.

function tiles(spec, width) {
  const across = Math.max(...spec.tiles.map((t) => t[0])) + 1, down = Math.max(...spec.tiles.map((t) => t[1])) + 1;
  const size = Math.min(170, (width - 8) / across), high = Math.min(size, 84), most = Math.max(...spec.values) || 1, out = [];
  spec.points.forEach((name, i) => {
    const x = 4 + spec.tiles[i][0] * size, y = 4 + spec.tiles[i][1] * high, share = 8 + Math.round((34 * spec.values[i]) / most);
    out.push(svg("rect", { x, y, width: size - 4, height: high - 4, rx: 4, class: "tile", style: `fill:color-mix(in srgb, ${COLOURS[1]} ${share}%, var(--st-background-color))` }));
    const lines = wrapped(name, Math.floor(size / 7)).slice(0, 2);
    lines.forEach((words, k) => out.push(label(words, x + size / 2 - 2, y + 22 + 14 * k, { "text-anchor": "middle", class: "name" })));
    out.push(label(spec.cells[i].t, x + size / 2 - 2, y + high - 16, { "text-anchor": "middle", class: "end strong" }));
  });
  const points = spec.tiles.map((t) => [4 + t[0] * size + size / 2 - 2, 4 + t[1] * high + high / 2]);
  return { height: 8 + down * high, nodes: out, points, plane: true };
}
